namespace Hawser.Connectors.DuckDb.Files;

/// <summary>What looking at a CSV file found, or at several of one pattern.</summary>
/// <param name="Dialect">How the file is written; null for several files, each of which DuckDB looks at by itself.</param>
/// <param name="Columns">The columns with their types.</param>
internal sealed record CsvFindings(CsvDialect? Dialect, IReadOnlyList<(string Name, string Type)> Columns)
{
    private const string Text = "VARCHAR";

    /// <summary>What is true of both: a column that has to stay text in one file does in all.</summary>
    public CsvFindings With(CsvFindings other) =>
        new(null, [.. Columns.Select(column => other.Columns.Any(c => c.Name == column.Name && c.Type == Text) ? (column.Name, Text) : column)]);

    /// <summary>The columns that stay text.</summary>
    public IEnumerable<string> Texts => Columns.Where(column => column.Type == Text).Select(column => column.Name);
}
