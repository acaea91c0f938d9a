namespace Hawser.Connectors;

/// <summary>A reference from rows of one table to rows of another.</summary>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Columns">The referring columns, in order.</param>
/// <param name="ReferencedTable">The table referred to.</param>
/// <param name="ReferencedColumns">Its columns, in the order of <paramref name="Columns"/>; empty for its primary key.</param>
public sealed record ForeignKeyModel(string? Name, IReadOnlyList<string> Columns, TableName ReferencedTable, IReadOnlyList<string> ReferencedColumns)
{
    /// <summary>When the row referred to is deleted.</summary>
    public ForeignKeyAction OnDelete { get; init; }

    /// <summary>When the key referred to is changed.</summary>
    public ForeignKeyAction OnUpdate { get; init; }

    /// <summary>Whether the check may wait for the end of the transaction.</summary>
    public bool IsDeferrable { get; init; }

    /// <summary>Whether it waits unless told otherwise.</summary>
    public bool IsInitiallyDeferred { get; init; }

    /// <summary>Whether either all referring columns are NULL or none (MATCH FULL).</summary>
    public bool IsMatchFull { get; init; }
}
