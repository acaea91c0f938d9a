using System.Globalization;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// A temporary table that the rows of an upsert, or of a table that refers to itself, go through. For an upsert it has the load's key, so that a key that occurs twice is found in the row that
/// brings it. Where the target has other unique keys too, rows of the same key are changed and the others added by statements of their own: ON DUPLICATE KEY UPDATE would also change a row that another key of the target leads to.
/// </summary>
internal sealed class StagingTable
{
    private const string Name = "hawser_stage";

    private readonly TableName _target;
    private readonly IReadOnlyList<string> _columns;
    private readonly IReadOnlyList<string>? _key;
    private readonly bool _isOnlyKey;
    private readonly IReadOnlyList<ForeignKeyModel> _references;

    private StagingTable(TableName target, IReadOnlyList<string> columns, IReadOnlyList<string>? key, bool isOnlyKey, IReadOnlyList<ForeignKeyModel> references)
    {
        (_target, _columns, _key, _isOnlyKey, _references) = (target, columns, key, isOnlyKey, references);
        NumberColumn = "hawser_row";
        while (columns.Contains(NumberColumn, StringComparer.OrdinalIgnoreCase))
        {
            NumberColumn += "_";
        }
    }

    /// <summary>The column of a row's number in the load.</summary>
    public string NumberColumn { get; }

    /// <summary>The table's name, quoted.</summary>
    public string FullName => FullNameOf(Name);

    private static MySqlDialect Dialect => MySqlDialect.Instance;

    private string Names => string.Join(", ", _columns.Select(Dialect.QuoteName));

    private string SameKey => string.Join(" AND ", _key!.Select(name => $"t.{Dialect.QuoteName(name)} = s.{Dialect.QuoteName(name)}"));

    // A table of keys alone has nothing else to set; setting a key to itself lets the row count.
    private string[] Changed => _columns.Except(_key!).Any() ? [.. _columns.Except(_key!)] : [_key![0]];

    /// <summary>The foreign keys by which the target refers to itself, as far as the columns on both sides are loaded. Where there are any, rows are moved on when the load is committed.</summary>
    public IReadOnlyList<ForeignKeyModel> SelfReferences => _references;

    /// <summary>The target, quoted.</summary>
    public string Target => Dialect.QuoteTable(_target);

    /// <summary>The name of another temporary table of the load, quoted.</summary>
    public string FullNameOf(string name) => Dialect.QuoteTable(_target with { Name = name });

    /// <summary>Makes the table.</summary>
    /// <param name="session">The load's session.</param>
    /// <param name="target">The target.</param>
    /// <param name="columns">The columns that are loaded.</param>
    /// <param name="key">The key of an upsert; null for a load that only adds rows.</param>
    /// <param name="references">The foreign keys by which the target refers to itself.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: a unique key of the target sees only the beginnings of values.</exception>
    public static async ValueTask<StagingTable> MakeAsync(
        LoadSession session, TableModel target, IReadOnlyList<string> columns, IReadOnlyList<string>? key, IReadOnlyList<ForeignKeyModel> references, CancellationToken cancellationToken)
    {
        bool isOnlyKey = key is not null && await IsOnlyKeyAsync(session, target, cancellationToken).ConfigureAwait(false);
        var stage = new StagingTable(target.Name, columns, key, isOnlyKey, references);
        await session.ExecuteAsync(stage.DropSql, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync(stage.CreateSql, cancellationToken).ConfigureAwait(false);
        return stage;
    }

    private static async ValueTask<bool> IsOnlyKeyAsync(LoadSession session, TableModel target, CancellationToken cancellationToken)
    {
        List<(string? Index, bool IsPrefix)> unique = await session.ListAsync(
            $"SELECT index_name, max(sub_part IS NOT NULL) FROM information_schema.statistics WHERE table_schema = {Dialect.TextLiteral(target.Name.Schema!)} AND table_name = {Dialect.TextLiteral(target.Name.Name)}"
                + " AND non_unique = 0 GROUP BY index_name",
            row => (row[0], row[1] == "1"),
            cancellationToken).ConfigureAwait(false);
        if (unique.Find(index => index.IsPrefix).Index is { } prefix)
        {
            throw new ConnectorException(
                ConnectorStatus.NotSupported, MySqlErrors.Connector, $"{session.Where}: the unique key \"{prefix}\" sees only the beginnings of values, which cannot tell rows apart.");
        }

        return unique.Count == 1;
    }

    /// <summary>The statement that drops it.</summary>
    public string DropSql => $"DROP TEMPORARY TABLE IF EXISTS {FullName}";

    /// <summary>Moves the rows of a range of numbers into the target.</summary>
    /// <returns>What is wrong with one of them; null when they are all there.</returns>
    public ValueTask<RowFault?> MoveAsync(LoadSession session, long from, long to, long live, CancellationToken cancellationToken) =>
        MoveAsync(session, string.Create(CultureInfo.InvariantCulture, $"s.{Dialect.QuoteName(NumberColumn)} >= {from} AND s.{Dialect.QuoteName(NumberColumn)} < {to}"), live, cancellationToken);

    /// <summary>Moves the rows <c>s</c> for which a condition holds into the target.</summary>
    /// <param name="session">The load's session.</param>
    /// <param name="range">The condition.</param>
    /// <param name="live">How many they are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong with one of them; null when they are all there.</returns>
    public async ValueTask<RowFault?> MoveAsync(LoadSession session, string range, long live, CancellationToken cancellationToken)
    {
        try
        {
            return _key is null
                ? await session.FindFaultAsync(await session.ExecuteAsync(PlainSql(range), cancellationToken).ConfigureAwait(false), (live, live), _columns, cancellationToken).ConfigureAwait(false)
                : _isOnlyKey
                ? await session.FindFaultAsync(await session.ExecuteAsync(MergeSql(range), cancellationToken).ConfigureAwait(false), (live, 2 * live), _columns, cancellationToken).ConfigureAwait(false)
                : await MoveApartAsync(session, range, live, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (RowFault.IsOfRow(error) && session.Session.IsUsable)
        {
            return RowFault.Of(error, session, _columns, isOfStage: false);
        }
    }

    private string CreateSql
    {
        get
        {
            IEnumerable<string> keys = _references.Select(reference => reference.Columns).Select(columns => $"KEY ({string.Join(", ", columns.Select(Dialect.QuoteName))})")
                .Concat(_key is null ? [] : [$"UNIQUE KEY ({string.Join(", ", _key.Select(Dialect.QuoteName))})"]).Prepend($"{Dialect.QuoteName(NumberColumn)} bigint NOT NULL PRIMARY KEY");
            return $"CREATE TEMPORARY TABLE {FullName} ({string.Join(", ", keys)}) ENGINE = InnoDB SELECT 0 AS {Dialect.QuoteName(NumberColumn)}, {Names} FROM {Target} LIMIT 0";
        }
    }

    private string PlainSql(string range) => $"INSERT INTO {Target} ({Names}) SELECT {Names} FROM {FullName} s WHERE {range} ORDER BY s.{Dialect.QuoteName(NumberColumn)}";

    private string MergeSql(string range) => $"{PlainSql(range)} "
        + $"ON DUPLICATE KEY UPDATE {string.Join(", ", Changed.Select(Dialect.QuoteName).Select(name => $"{name} = VALUES({name})"))}";

    private string ChangeSql(string range) => $"UPDATE {Dialect.QuoteTable(_target)} t JOIN {FullName} s ON {SameKey} "
        + $"SET {string.Join(", ", Changed.Select(Dialect.QuoteName).Select(name => $"t.{name} = s.{name}"))} WHERE {range}";

    private string AddSql(string range) => $"INSERT INTO {Dialect.QuoteTable(_target)} ({Names}) SELECT {string.Join(", ", _columns.Select(name => $"s.{Dialect.QuoteName(name)}"))} FROM {FullName} s "
        + $"LEFT JOIN {Dialect.QuoteTable(_target)} t ON {SameKey} WHERE t.{Dialect.QuoteName(_key![0])} IS NULL AND {range} ORDER BY s.{Dialect.QuoteName(NumberColumn)}";

    private async ValueTask<RowFault?> MoveApartAsync(LoadSession session, string range, long live, CancellationToken cancellationToken)
    {
        OkPacket changed = await session.ExecuteAsync(ChangeSql(range), cancellationToken).ConfigureAwait(false);
        if (await session.FindFaultAsync(changed, (0, live), _columns, cancellationToken).ConfigureAwait(false) is { } fault)
        {
            return fault;
        }

        long left = live - (long)changed.RowsAffected;
        OkPacket added = await session.ExecuteAsync(AddSql(range), cancellationToken).ConfigureAwait(false);
        return await session.FindFaultAsync(added, (left, left), _columns, cancellationToken).ConfigureAwait(false);
    }
}
