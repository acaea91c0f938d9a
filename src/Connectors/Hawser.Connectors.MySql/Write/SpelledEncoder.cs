using System.Buffers;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Values that are kept as their text, of which a mark in the column's comment makes them again: nested ones as JSON, decimals that are too long, intervals.</summary>
internal sealed class SpelledEncoder(Field field) : FieldEncoder
{
    private readonly ValueFormatter _formatter = new(field);
    private readonly ArrayBufferWriter<byte> _text = new();

    public override bool TryWrite(int row, LoadOutput output)
    {
        _text.ResetWrittenCount();
        try
        {
            _formatter.Write(Column, row, _text);
        }
        catch (ArrowException)
        {
            return Refuse("holds a text that is no valid UTF-8");
        }

        output.Escaped(_text.WrittenSpan);
        return true;
    }
}
