namespace Hawser.Connectors.Sample.Service;

/// <summary>A table: its columns, the key that it knows but does not enforce, and its rows as files that are only ever added or replaced together.</summary>
internal sealed record DepotTable(string Name, IReadOnlyList<DepotColumn> Columns, IReadOnlyList<string> Key)
{
    public IReadOnlyList<DepotFile> Files { get; init; } = [];

    public long Rows => Files.Sum(f => (long)f.Rows);
}
