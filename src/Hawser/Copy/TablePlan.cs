using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>What happens to one table.</summary>
/// <param name="Item">What is read.</param>
/// <param name="Target">Where it goes.</param>
/// <param name="Columns">Its columns.</param>
public sealed record TablePlan(SourceItem Item, Relation Target, IReadOnlyList<ColumnPlan> Columns)
{
    /// <summary>What the load does with the target.</summary>
    public LoadMode Mode { get; init; }

    /// <summary>About how many rows there are; null when not known.</summary>
    public long? EstimatedRows { get; init; }

    /// <summary>The primary key that goes along; null when there is none.</summary>
    public KeyModel? PrimaryKey { get; init; }

    /// <summary>The source's columns that tell its rows apart, whether or not the target keeps them as a key; null when none are known.</summary>
    internal KeyModel? Identity { get; init; }

    /// <summary>Types of users that the target lacks and that are made with the table, in their order: enums, domains, composites.</summary>
    public IReadOnlyList<UserTypeModel> Types { get; init; } = [];

    /// <summary>Every object of the source table that a copy does not carry, e.g. <c>index ix_orders_day</c>, <c>default of column qty</c>.</summary>
    public IReadOnlyList<string> NotCarried { get; init; } = [];

    /// <summary>What stands in the way, one sentence each: a lossy column that was not allowed, a column without a match. Empty when the copy can run.</summary>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>The target table as the load makes it; null for files.</summary>
    public TableModel? Definition { get; init; }

    /// <summary>The gravest fidelity of the columns.</summary>
    public Fidelity Fidelity => Columns.Count == 0 ? Fidelity.Exact : Columns.Max(c => c.Fidelity);
}
