using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>One table's worth of a source.</summary>
/// <param name="Name">What the table is called in plans and, unless the target names it otherwise, in the target.</param>
/// <param name="Relation">What to read.</param>
public sealed record SourceItem(string Name, Relation Relation)
{
    /// <summary>Tables that inherit from this one and are copied for themselves: their rows, which reading this one would give too, are left out. Default: none.</summary>
    public IReadOnlyList<TableName> WithoutRowsOf { get; init; } = [];
}
