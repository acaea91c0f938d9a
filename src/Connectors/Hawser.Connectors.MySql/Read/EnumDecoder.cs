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

    /// <summary>A builder over labels in their order; without labels, one that collects them as they come.</summary>
    public static DictionaryBuilder Over(DictionaryType type, IReadOnlyList<string> labels, ArrowAllocator allocator)
    {
        if (labels.Count == 0)
        {
            return new DictionaryBuilder(type, allocator);
        }

        using var values = new VarBinaryBuilder(type.Value, allocator);
        foreach (string label in labels)
        {
            values.Append(label);
        }

        return new DictionaryBuilder(type, values.Finish(), allocator);
    }
}
