using Hawser.Connectors.DuckDb.Files;

namespace Hawser.Connectors.DuckDb;

/// <summary>DuckDB's SQL.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    private DuckDbDialect()
    {
    }

    public static DuckDbDialect Instance { get; } = new();

    /// <summary>ALTER TABLE cannot add a foreign key (DuckDB 1.5: "No support for that ALTER TABLE option yet").</summary>
    public override bool ForeignKeysWithTable => true;

    /// <summary>Generated columns are computed when they are read; DuckDB 1.5 keeps none.</summary>
    protected override string ColumnDefinition(TableModel table, ColumnModel column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return base.ColumnDefinition(table, column.Generated is { IsStored: true } generated ? column with { Generated = generated with { IsStored = false } } : column);
    }

    /// <inheritdoc/>
    public override string From(Relation relation) => relation switch
    {
        FileRelation file => FileScan.Render(file),
        FunctionRelation function => FunctionScan.Render(function.Call),
        _ => base.From(relation),
    };
}
