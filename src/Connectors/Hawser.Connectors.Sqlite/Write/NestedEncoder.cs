using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Nested values as JSON.</summary>
internal sealed unsafe class NestedEncoder : CellEncoder
{
    private const nint Transient = -1;

    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;

    public NestedEncoder(int parameter)
        : base(parameter) =>
        _json = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public override string MisfitReason => "holds a text that is no valid UTF-8 or a time outside the day";

    public override void Dispose()
    {
        base.Dispose();
        _json.Dispose();
    }

    protected override int BindValue(nint statement, int row)
    {
        _text.ResetWrittenCount();
        _json.Reset(_text);
        if (!NestedJsonWriter.TryWrite(_json, Column, row))
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
