using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Nested values as JSON.</summary>
internal sealed unsafe class NestedEncoder : CellEncoder
{
    private const nint Transient = -1;

    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;
    private readonly JsonValueWriter _writer;

    public NestedEncoder(int parameter, Field field)
        : base(parameter)
    {
        _json = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _writer = new JsonValueWriter(field);
    }

    public override string MisfitReason => "holds a text that is no valid UTF-8";

    public override void Dispose()
    {
        base.Dispose();
        _json.Dispose();
    }

    protected override int BindValue(nint statement, int row)
    {
        _text.ResetWrittenCount();
        _json.Reset(_text);
        try
        {
            _writer.Write(Column, row, _json);
        }
        catch (ArrowException)
        {
            return Misfit;
        }

        _json.Flush();
        fixed (byte* text = _text.WrittenSpan)
        {
            return NativeBind.Text(statement, Parameter, text, (ulong)_text.WrittenCount, Transient, NativeBind.Utf8);
        }
    }
}
