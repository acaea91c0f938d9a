using Hawser.Connectors.MySql.Definitions;
using Hawser.Connectors.MySql.Scanning;

namespace Hawser.Connectors.MySql;

/// <summary>MySQL's and MariaDB's SQL.</summary>
internal sealed class MySqlDialect : SqlDialect
{
    private readonly DefinitionRules _rules;

    /// <summary>The SQL of a server.</summary>
    public MySqlDialect(DefinitionRules rules) => _rules = rules;

    /// <summary>The SQL that every server has.</summary>
    public static MySqlDialect Instance { get; } = new(DefinitionRules.Default);

    /// <inheritdoc/>
    public override string QuoteName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("A name cannot hold a NUL character.", nameof(name))
            : $"`{name.Replace("`", "``", StringComparison.Ordinal)}`";
    }

    /// <summary>A table's name with its database, which is its schema here.</summary>
    public override string QuoteTable(TableName table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return table.Schema is null ? QuoteName(table.Name) : $"{QuoteName(table.Schema)}.{QuoteName(table.Name)}";
    }

    /// <summary>A text as a literal that means the same whatever <c>sql_mode</c> says of backslashes and the session of character sets.</summary>
    public override string TextLiteral(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.AsSpan().ContainsAnyExceptInRange(' ', '~') || text.Contains('\\', StringComparison.Ordinal)
            ? $"_utf8mb4 0x{Convert.ToHexString(System.Text.Encoding.UTF8.GetBytes(text))}"
            : base.TextLiteral(text);
    }

    /// <inheritdoc/>
    public override string From(Relation relation) => relation is QueryRelation query
        ? $"({query.Statement.Text.TrimEnd().TrimEnd(';')}\n) AS `query`"
        : base.From(relation);

    /// <summary>The condition of a share that <see cref="ScanPartitions"/> cut.</summary>
    public override string? PartitionCondition(Partition partition)
    {
        ArgumentNullException.ThrowIfNull(partition);
        return partition.Token.Length == 0 ? null : PartitionToken.ToCondition(partition.Token);
    }

    /// <summary>CREATE TABLE for InnoDB in utf8mb4, compared by bytes, with the marks of its columns' types in their comments. <see cref="FinishTable"/> comes behind.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: a name is too long, a row or a key too, or something in it is nothing that MySQL has.</exception>
    public override string CreateTable(TableModel table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return TableSql.Create(table, this, _rules);
    }

    /// <summary>What is to run behind <see cref="CreateTable"/>; on most servers nothing.</summary>
    public IEnumerable<string> FinishTable(TableModel table) => TableSql.Finish(table, this, _rules);

    /// <summary>CREATE INDEX of a table of which nothing is known but its name.</summary>
    public override string CreateIndex(TableName table, IndexModel index) => CreateIndex(new TableModel(table, []), index);

    /// <summary>CREATE INDEX. One that is not unique looks at the beginnings of columns that it cannot take whole.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: the server has no such index.</exception>
    public string CreateIndex(TableModel table, IndexModel index)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(index);
        return IndexSql.Create(table, index, this, _rules);
    }

    /// <inheritdoc/>
    protected override string ForeignKeyDefinition(ForeignKeyModel key)
    {
        ArgumentNullException.ThrowIfNull(key);
        ForeignKeySql.ThrowUnlessAllowed(key);
        return base.ForeignKeyDefinition(key);
    }

    /// <summary>A share is a range of the primary key, and read along it whatever the optimiser thinks of the table's other indexes.</summary>
    protected override string From(ScanRequest request) =>
        base.From(request) + (request is { Relation: TableName, Partition.Token.Length: > 0 } ? " FORCE INDEX (PRIMARY)" : "");
}
