using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>An index while its parts are being gathered.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Origin"><c>c</c> for CREATE INDEX, <c>u</c> for UNIQUE, <c>pk</c> for PRIMARY KEY.</param>
/// <param name="IsUnique">Whether equal entries are refused.</param>
/// <param name="Sql">Its statement; null for those of constraints.</param>
internal sealed record IndexDraft(string Name, string Origin, bool IsUnique, string? Sql)
{
    /// <summary>Column (null for an expression), descending, collation; in order.</summary>
    public List<(string? Column, bool IsDescending, string Collation)> Parts { get; } = [];

    /// <summary>The index of the table model.</summary>
    /// <param name="collationOf">The collation of a column.</param>
    public IndexModel ToModel(Func<string, string> collationOf)
    {
        ParsedIndex parsed = CreateIndexParser.Parse(Sql ?? "");
        return new IndexModel(Name, [.. Parts.Select((part, i) => ToPart(part, i < parsed.Parts.Count ? parsed.Parts[i] : "", collationOf))])
        {
            IsUnique = IsUnique,
            Predicate = parsed.Predicate,
            Definition = Sql,
        };
    }

    private static IndexPart ToPart((string? Column, bool IsDescending, string Collation) part, string expression, Func<string, string> collationOf)
    {
        string usual = part.Column is { } column ? collationOf(column) : "BINARY";
        bool isUsual = string.Equals(part.Collation, usual, StringComparison.OrdinalIgnoreCase);
        return new IndexPart(part.Column, part.Column is null ? expression : null)
        {
            IsDescending = part.IsDescending,
            Collation = isUsual ? null : part.Collation,
        };
    }
}
