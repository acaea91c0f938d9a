using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Nested values, kept as JSON.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "A JSON writer over a buffer writer of ours holds nothing that must be given back.")]
internal sealed class JsonEncoder : FieldEncoder
{
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;
    private readonly JsonValueWriter _writer;

    public JsonEncoder(Field field)
    {
        _json = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _writer = new JsonValueWriter(field);
    }

    public override bool TryWrite(int row, LoadOutput output)
    {
        _text.ResetWrittenCount();
        _json.Reset(_text);
        try
        {
            _writer.Write(Column, row, _json);
        }
        catch (ArrowException)
        {
            return Refuse("holds a text that is no valid UTF-8");
        }

        _json.Flush();
        output.Escaped(_text.WrittenSpan);
        return true;
    }
}
