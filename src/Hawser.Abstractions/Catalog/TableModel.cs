namespace Hawser.Connectors;

/// <summary>A table or view with everything that the catalog says about it.</summary>
/// <param name="Name">The name, with schema and catalog where the engine has them.</param>
/// <param name="Columns">The columns in order.</param>
public sealed record TableModel(TableName Name, IReadOnlyList<ColumnModel> Columns)
{
    /// <summary>What it is.</summary>
    public TableKind Kind { get; init; }

    /// <summary>The primary key; null when there is none.</summary>
    public KeyModel? PrimaryKey { get; init; }

    /// <summary>Unique constraints.</summary>
    public IReadOnlyList<KeyModel> UniqueConstraints { get; init; } = [];

    /// <summary>Indexes, without those that the keys bring.</summary>
    public IReadOnlyList<IndexModel> Indexes { get; init; } = [];

    /// <summary>References to other tables.</summary>
    public IReadOnlyList<ForeignKeyModel> ForeignKeys { get; init; } = [];

    /// <summary>Check constraints.</summary>
    public IReadOnlyList<CheckModel> Checks { get; init; } = [];

    /// <summary>Exclusion constraints.</summary>
    public IReadOnlyList<ExclusionModel> Exclusions { get; init; } = [];

    /// <summary>What a table is cut into partitions by, as the engine writes it, e.g. <c>RANGE (day)</c>; null for a table that is not.</summary>
    public string? PartitionKey { get; init; }

    /// <summary>The table that this one is a partition of; null for a table of its own.</summary>
    public TableName? PartitionOf { get; init; }

    /// <summary>Which rows a partition takes, as the engine writes it; null for a table of its own.</summary>
    public string? PartitionBound { get; init; }

    /// <summary>The tables whose columns this one inherits, in order. Reading one of those gives the rows of this one too.</summary>
    public IReadOnlyList<TableName> Inherits { get; init; } = [];

    /// <summary>
    /// Types of users that the columns are made of, each before those that are made of it. A load that makes the table makes those of them first that are not there. Only a plan fills this
    /// in; a catalog tells of them by <see cref="DatabaseCatalog.GetTypesOfAsync"/>.
    /// </summary>
    public IReadOnlyList<UserTypeModel> Types { get; init; } = [];

    /// <summary>Names of triggers.</summary>
    public IReadOnlyList<string> Triggers { get; init; } = [];

    /// <summary>The query of a view; null for tables.</summary>
    public string? ViewDefinition { get; init; }

    /// <summary>The comment; null for none.</summary>
    public string? Comment { get; init; }

    /// <summary>What only this engine knows, e.g. <c>strict</c> or <c>without_rowid</c> in SQLite.</summary>
    public IReadOnlyDictionary<string, string> Properties { get; init; } = new Dictionary<string, string>();

    /// <summary>The column of this name; null when there is none.</summary>
    public ColumnModel? Column(string name) => Columns.FirstOrDefault(c => c.Name == name);
}
