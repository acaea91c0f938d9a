using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>Which rows and columns of a relation to read.</summary>
/// <param name="Relation">What to read.</param>
public sealed record ScanRequest(Relation Relation)
{
    /// <summary>The columns by name, in the order wanted, at least one; null for all.</summary>
    public IReadOnlyList<string>? Columns { get; init; }

    /// <summary>A condition in the engine's own language, put behind WHERE in parentheses; null for all rows. It comes from whoever may write SQL, never from data.</summary>
    public string? Filter { get; init; }

    /// <summary>Whether rows of tables that inherit from the relation are left out, where an engine has such tables. Default: they are read, as a SELECT reads them.</summary>
    public bool OwnRowsOnly { get; init; }

    /// <summary>The columns to order by; empty for the engine's own order.</summary>
    public IReadOnlyList<OrderBy> Order { get; init; } = [];

    /// <summary>The most rows to read; null for all.</summary>
    public long? Limit { get; init; }

    /// <summary>The share to read, from <see cref="Connection.PartitionAsync"/> of the same request; null for everything.</summary>
    public Partition? Partition { get; init; }

    /// <summary>The columns' types for a file format that keeps none (CSV), by name: each value is read as exactly that type or is an error. Null to find the types by looking at the values.</summary>
    public Schema? Schema { get; init; }

    /// <summary>How rows are handed over.</summary>
    public ReadOptions ReadOptions { get; init; } = ReadOptions.Default;
}
