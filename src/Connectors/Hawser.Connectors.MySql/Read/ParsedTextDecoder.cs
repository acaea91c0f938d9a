using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Values that were written as their text, nested ones as JSON, by the mark in the column's comment.</summary>
internal sealed class ParsedTextDecoder(ArrayBuilder builder, Field field) : TextualDecoder(builder)
{
    private readonly ValueParser _parser = new(field);

    public override void AppendText(ReadOnlySpan<byte> value)
    {
        if (!_parser.TryAppend(value, Builder))
        {
            throw new CellMisfitException($"the text {BytesText.Describe(value)} is no {field.Type}, which the mark in the column's comment says it is; drop the mark to read it as text");
        }
    }
}
