using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Enums and sets: a value is its text, kept as a position in a dictionary.</summary>
internal sealed class EnumDecoder(DictionaryBuilder builder, string type) : TextualDecoder(builder)
{
    private readonly DictionaryBuilder _builder = builder;

    public override void AppendText(ReadOnlySpan<byte> value)
    {
        if (!Utf8.IsValid(value))
        {
            TextDecoder.ThrowMisfit(value);
        }

        try
        {
            _builder.Append(value);
        }
        catch (ArrowException e) when (!e.IsLimit)
        {
            // The empty text stands for a value that was not among the labels when it was stored without strict mode.
            throw new CellMisfitException($"the value {BytesText.Quote(value)} is not among the labels of {type}", e);
        }
    }
}
