using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>The name of a table, with the schema and the catalog that hold it where they are given.</summary>
public sealed class LocationTableName : LocationTable
{
    /// <summary>A name has at most this many parts: catalog, schema and table.</summary>
    public const int MaxParts = 3;

    /// <summary>Makes a name from its parts.</summary>
    /// <param name="parts">One to three parts, the table last, without quotes. Any text is a name, even an empty one.</param>
    /// <exception cref="ArgumentException">There are no parts or too many, or one is null or holds a NUL character.</exception>
    public LocationTableName(params IEnumerable<string> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        Parts = [.. parts];
        if (Parts.Count is 0 or > MaxParts || Parts.Any(part => part is null || part.Contains('\0', StringComparison.Ordinal)))
        {
            throw new ArgumentException("a table's name has one to three parts without NUL characters", nameof(parts));
        }
    }

    /// <summary>The parts as they are, without quotes, the table last.</summary>
    public IReadOnlyList<string> Parts { get; }

    /// <summary>The catalog, or null when fewer than three parts were given.</summary>
    public string? Catalog => Parts.Count == 3 ? Parts[0] : null;

    /// <summary>The schema, or null when only the table was given.</summary>
    public string? Schema => Parts.Count >= 2 ? Parts[^2] : null;

    /// <summary>The table.</summary>
    public string Table => Parts[^1];

    /// <inheritdoc/>
    public override Relation ToRelation() => new TableName(Catalog, Schema, Table);

    /// <summary>The parts joined by dots, each in double quotes where it needs them.</summary>
    /// <returns>Text that parses back to an equal name.</returns>
    public override string ToString() => string.Join('.', Parts.Select(LocationTableNameParser.Quote));
}
