using System.Text.Json;
using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Nested values that were written as JSON, by the mark in the column's comment.</summary>
internal sealed class NestedJsonDecoder(ArrayBuilder builder, Field field) : TextualDecoder(builder)
{
    private const int DeepestNesting = 1000;

    private readonly JsonValueReader _reader = new(field);

    public override void AppendText(ReadOnlySpan<byte> value)
    {
        if (!TryParse(value))
        {
            throw new CellMisfitException($"the JSON {BytesText.Describe(value)} is no {field.Type}, which the mark in the column's comment says it is; drop the mark to read it as text");
        }
    }

    private bool TryParse(ReadOnlySpan<byte> text)
    {
        var json = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = DeepestNesting });
        try
        {
            return json.Read() && _reader.TryAppend(ref json, Builder) && !json.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
