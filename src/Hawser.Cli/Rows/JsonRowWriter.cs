using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Arrow;
using Hawser.Cli.Output;

namespace Hawser.Cli.Rows;

/// <summary>
/// One JSON object a row, values exact as <see cref="JsonValueWriter"/> writes them: an array of objects, or one object a line (JSON Lines). Of columns with the same name the later ones get a
/// number behind it, because most readers of JSON keep only one of equal keys.
/// </summary>
internal sealed class JsonRowWriter : RowWriter
{
    private readonly StreamBuffer _output;
    private readonly Utf8JsonWriter _json;
    private readonly bool _isLines;
    private JsonValueWriter[] _values = [];
    private JsonEncodedText[] _names = [];
    private bool _isFirst = true;

    public JsonRowWriter(Stream stream, bool isLines)
    {
        _output = new StreamBuffer(stream);
        _json = new Utf8JsonWriter(_output, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        _isLines = isLines;
    }

    public override void Begin(Schema schema)
    {
        _values = [.. schema.Fields.Select(f => new JsonValueWriter(f))];
        _names = [.. UniqueNames.Of(schema).Select(n => JsonEncodedText.Encode(n, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
        _output.Write(_isLines ? ""u8 : "["u8);
    }

    public override void Write(RecordBatch batch)
    {
        for (int row = 0; row < batch.RowCount; row++)
        {
            if (!_isLines)
            {
                _output.Write(_isFirst ? "\n"u8 : ",\n"u8);
            }

            WriteRow(batch, row);
            if (_isLines)
            {
                _output.Write((byte)'\n');
            }

            _isFirst = false;
        }
    }

    public override void End()
    {
        if (!_isLines)
        {
            _output.Write(_isFirst ? "]\n"u8 : "\n]\n"u8);
        }

        _output.Flush();
    }

    public override void Dispose()
    {
        // Disposing the JSON writer would flush a row that was broken off.
        _output.Dispose();
    }

    private void WriteRow(RecordBatch batch, int row)
    {
        _json.WriteStartObject();
        for (int column = 0; column < _values.Length; column++)
        {
            _json.WritePropertyName(_names[column]);
            _values[column].Write(batch[column], row, _json);
        }

        _json.WriteEndObject();
        _json.Flush();
        _json.Reset();
    }
}
