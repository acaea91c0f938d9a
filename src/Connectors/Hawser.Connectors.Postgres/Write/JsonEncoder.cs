using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>json and jsonb of nested values that have no type of their own there.</summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Reliability", "CA1001", Justification = "A JSON writer over a buffer writer of ours holds nothing that must be given back.")]
internal sealed class JsonEncoder : CopyEncoder
{
    private readonly bool _isVersioned;
    private readonly ArrayBufferWriter<byte> _text = new();
    private readonly Utf8JsonWriter _json;
    private readonly JsonValueWriter _writer;

    public JsonEncoder(Field field, bool isVersioned)
    {
        _isVersioned = isVersioned;
        _json = new Utf8JsonWriter(_text, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _writer = new JsonValueWriter(field);
    }

    protected override bool TryWriteValue(int row, CopyOutput output)
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
        output.Int32(_text.WrittenCount + (_isVersioned ? 1 : 0));
        if (_isVersioned)
        {
            output.Bytes([1]);
        }

        output.Bytes(_text.WrittenSpan);
        return true;
    }
}
