using Hawser.Connectors.Sqlite.Catalog;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Sql;

namespace Hawser.Connectors.Sqlite;

/// <summary>What a database holds. A catalog is an attached database (<c>main</c>, whose tables need no qualifier, <c>temp</c> and what ATTACH added); there are no schemas.</summary>
internal sealed class SqliteCatalog(SqliteConnection connection) : DatabaseCatalog(connection)
{
    private SqliteSession Session => connection.Session;

    protected override ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken)
    {
        List<TableModel> tables = [];
        foreach (string database in Databases(filter.Catalog ?? filter.Schema))
        {
            cancellationToken.ThrowIfCancellationRequested();
            tables.AddRange(new CatalogReader(Session, database, filter).Read());
        }

        return new ValueTask<IReadOnlyList<TableModel>>(tables);
    }

    /// <summary>By the statistics of ANALYZE when there are any, otherwise by the range of the rowids.</summary>
    protected override ValueTask<long?> EstimateRowCountCoreAsync(TableName table, CancellationToken cancellationToken)
    {
        if (TableFacts.Find(Session, table) is not { Kind: "table" } facts)
        {
            return new ValueTask<long?>((long?)null);
        }

        string quoted = $"{SqlText.QuoteName(facts.Database)}.{SqlText.QuoteName(facts.Name)}";
        if (FromStatistics(facts) is { } known)
        {
            return new ValueTask<long?>(known);
        }

        return facts.RowIdName is { } rowId
            ? new ValueTask<long?>(Session.QueryInt64($"SELECT coalesce(max({rowId}) - (SELECT min({rowId}) FROM {quoted}) + 1, 0) FROM {quoted}"))
            : new ValueTask<long?>((long?)null);
    }

    protected override ValueTask<IReadOnlyList<string>> GetDependentsCoreAsync(TableName table, CancellationToken cancellationToken)
    {
        TableFacts? facts = TableFacts.Find(Session, table);
        return new ValueTask<IReadOnlyList<string>>(facts is null ? [] : Dependents.Of(Session, facts));
    }

    private long? FromStatistics(TableFacts facts)
    {
        string database = SqlText.QuoteName(facts.Database);
        if (Session.QueryInt64($"SELECT count(*) FROM {database}.sqlite_schema WHERE name = 'sqlite_stat1'") is null or 0)
        {
            return null;
        }

        using SqliteStatement statement = Session.Prepare($"SELECT CAST(stat AS INTEGER) FROM {database}.sqlite_stat1 WHERE tbl = ?1 COLLATE NOCASE LIMIT 1");
        return statement.Bind(1, facts.Name).Step() && !statement.IsNull(0) ? statement.GetInt64(0) : null;
    }

    private List<string> Databases(string? wanted)
    {
        List<string> databases = [];
        using SqliteStatement rows = Session.Prepare("SELECT name FROM pragma_database_list ORDER BY seq");
        while (rows.Step())
        {
            string name = rows.GetText(0)!;
            bool isOwn = wanted is null && (name is "main" or "temp");
            if (isOwn || string.Equals(name, wanted, StringComparison.OrdinalIgnoreCase))
            {
                databases.Add(name);
            }
        }

        return databases;
    }
}
