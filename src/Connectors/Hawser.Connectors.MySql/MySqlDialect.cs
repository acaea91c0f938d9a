using Hawser.Connectors.MySql.Scanning;

namespace Hawser.Connectors.MySql;

/// <summary>MySQL's and MariaDB's SQL.</summary>
internal sealed class MySqlDialect : SqlDialect
{
    private MySqlDialect()
    {
    }

    public static MySqlDialect Instance { get; } = new();

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
}
