using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>What a file is: a database of a connector, or a table in one of a connector's file formats.</summary>
/// <param name="Connector">The connector that reads and writes it.</param>
/// <param name="Format">The format, or null for a database.</param>
public sealed record FileKind(Connector Connector, FileFormat? Format)
{
    /// <summary>The format's name, or the connector's for a database.</summary>
    public string Name => Format?.Name ?? Connector.Name;

    /// <summary>How the kind is known.</summary>
    internal FileSignature Signature => Format?.Signature ?? Connector.DatabaseFile!;

    /// <summary>The endings of the kind that a path has, the longest one, or null. Endings of compression count where the format has them.</summary>
    internal string? MatchEnding(string path)
    {
        var endings = Signature.Endings.SelectMany(ending => (Format?.Compressions ?? []).Select(compression => ending + compression).Prepend(ending));
        return endings.Where(ending => path.EndsWith(ending, StringComparison.OrdinalIgnoreCase)).MaxBy(ending => ending.Length);
    }

    /// <summary>Whether bytes from a file's beginning have the kind's mark.</summary>
    internal bool MatchesMagic(ReadOnlySpan<byte> head)
    {
        var magic = Signature.Magic.Span;
        return !magic.IsEmpty && head.Length >= Signature.MagicOffset + magic.Length && head.Slice(Signature.MagicOffset, magic.Length).SequenceEqual(magic);
    }
}
