namespace Hawser.Connectors.DuckDb.Metadata;

/// <summary>One row of a metadata query.</summary>
internal sealed class CatalogRow(object?[] cells)
{
    public string? Text(int column) => (string?)cells[column];

    public long? Number(int column) => (long?)cells[column];

    public bool Flag(int column) => cells[column] is true;

    public IReadOnlyList<string> Texts(int column) => (string[]?)cells[column] ?? [];
}
