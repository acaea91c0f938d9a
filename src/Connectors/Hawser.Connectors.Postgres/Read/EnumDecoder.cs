using System.Text;
using System.Text.Unicode;
using Hawser.Arrow;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Enums: a value is its label's text, kept as a position in a dictionary.</summary>
/// <param name="builder">Over the labels in their order; within lists and composites it collects them as they come.</param>
/// <param name="type">The type's name.</param>
internal sealed class EnumDecoder(DictionaryBuilder builder, string type) : CopyDecoder(builder)
{
    private readonly DictionaryBuilder _builder = builder;

    public override void Append(ReadOnlySpan<byte> value)
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
            throw new CellMisfitException($"the label \"{Encoding.UTF8.GetString(value)}\" is not among those that {type} had when reading began", e);
        }
    }
}
