using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// A table that is filled beside the target and takes its name in one atomic RENAME, because the server commits before each change of a table: until then the target is as it was. Its name is the
/// same for each load of a target, and a named lock tells whether such a load runs, so that what a dead one left is known and dropped by the next.
/// </summary>
internal sealed class TableBeside
{
    private const int HashBytes = 12;

    private readonly TableName _target;
    private readonly bool _replaces;
    private readonly string _hash;
    private string? _engine;
    private IReadOnlyList<string> _indexes = [];

    private TableBeside(TableName target, bool replaces)
    {
        (_target, _replaces) = (target, replaces);
        // Without regard to case, because on some servers tables are.
        _hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{target.Schema}.{target.Name}".ToUpperInvariant())).AsSpan(0, HashBytes));
    }

    /// <summary>The target.</summary>
    public TableName Target => _target;

    /// <summary>The table's name.</summary>
    public TableName Name => _target with { Name = $"hawser_load_{_hash}" };

    private TableName OldName => _target with { Name = $"hawser_old_{_hash}" };

    private string Lock => $"hawser.{_hash}";

    private static MySqlDialect Dialect => MySqlDialect.Instance;

    /// <summary>Makes the table of a definition.</summary>
    /// <param name="session">The load's session, which holds the lock until it ends.</param>
    /// <param name="definition">The target's definition.</param>
    /// <param name="replaces">Whether there is a target, whose place it takes.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.Busy"/>: another load makes the same target.</exception>
    public static async ValueTask<TableBeside> MakeAsync(LoadSession session, TableModel definition, bool replaces, CancellationToken cancellationToken)
    {
        var table = new TableBeside(definition.Name, replaces);
        TableModel beside = definition with { Name = table.Name };
        await table.BeginAsync(session, cancellationToken).ConfigureAwait(false);
        foreach (string sql in session.Dialect.FinishTable(beside).Prepend(session.Dialect.CreateTable(beside)))
        {
            await session.ExecuteAsync(sql, cancellationToken).ConfigureAwait(false);
        }

        return table;
    }

    /// <summary>Makes a table like the target, empty and without the indexes that are sooner made of all rows at once.</summary>
    /// <inheritdoc cref="MakeAsync"/>
    public static async ValueTask<TableBeside> MakeLikeAsync(LoadSession session, TableModel target, CancellationToken cancellationToken)
    {
        var table = new TableBeside(target.Name, replaces: true);
        string name = Dialect.QuoteTable(table.Name);
        await table.BeginAsync(session, cancellationToken).ConfigureAwait(false);
        await session.ExecuteAsync($"CREATE TABLE {name} LIKE {Dialect.QuoteTable(target.Name)}", cancellationToken).ConfigureAwait(false);
        ColumnModel? numbered = target.Columns.FirstOrDefault(column => column.Identity is not null);
        if (numbered?.Identity?.Next is { } next)
        {
            await session.ExecuteAsync(string.Create(CultureInfo.InvariantCulture, $"ALTER TABLE {name} AUTO_INCREMENT = {next}"), cancellationToken).ConfigureAwait(false);
        }

        // A numbered column needs an index that begins with it.
        if (numbered is null || target.PrimaryKey?.Columns[0] == numbered.Name)
        {
            await table.DropIndexesAsync(session, cancellationToken).ConfigureAwait(false);
        }

        return table;
    }

    /// <summary>Changes the engine until the swap, where the table's own cannot undo what is written.</summary>
    public async ValueTask MakeTransactionalAsync(LoadSession session, TargetFacts facts, CancellationToken cancellationToken)
    {
        if (!facts.IsTransactional)
        {
            _engine = facts.Engine;
            await session.ExecuteAsync($"ALTER TABLE {Dialect.QuoteTable(Name)} ENGINE = InnoDB", cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the indexes and gives the table the target's name. The table that had it is dropped.</summary>
    public async ValueTask SwapAsync(LoadSession session, CancellationToken cancellationToken)
    {
        string[] changes = [.. _engine is null ? [] : new[] { $"ENGINE = {Dialect.QuoteName(_engine)}" }, .. _indexes.Select(index => $"ADD {index}")];
        if (changes.Length > 0)
        {
            await session.ExecuteAsync($"ALTER TABLE {Dialect.QuoteTable(Name)} {string.Join(", ", changes)}", cancellationToken).ConfigureAwait(false);
        }

        string toTarget = $"{Dialect.QuoteTable(Name)} TO {Dialect.QuoteTable(_target)}";
        if (!_replaces)
        {
            await session.ExecuteAsync($"RENAME TABLE {toTarget}", cancellationToken).ConfigureAwait(false);
            return;
        }

        await session.ExecuteAsync($"RENAME TABLE {Dialect.QuoteTable(_target)} TO {Dialect.QuoteTable(OldName)}, {toTarget}", cancellationToken).ConfigureAwait(false);
        try
        {
            await session.ExecuteAsync($"DROP TABLE {Dialect.QuoteTable(OldName)}", CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException error)
        {
            // The load is committed; the next one drops it.
            session.Messages.Add(new ServerMessage(MessageSeverity.Warning, $"the table that was replaced is still there as {OldName}: {error.Detail}", null));
        }
    }

    /// <summary>Drops the table.</summary>
    public async ValueTask DropAsync(LoadSession session) => await session.ExecuteAsync($"DROP TABLE IF EXISTS {Dialect.QuoteTable(Name)}", CancellationToken.None).ConfigureAwait(false);

    private async ValueTask BeginAsync(LoadSession session, CancellationToken cancellationToken)
    {
        List<string?> locked = await session.ListAsync($"SELECT get_lock({Dialect.TextLiteral(Lock)}, 0)", row => row[0], cancellationToken).ConfigureAwait(false);
        if (locked is not ["1"])
        {
            throw new ConnectorException(ConnectorStatus.Busy, MySqlErrors.Connector, $"{session.Where}: another load makes or replaces the table {_target}.") { Hint = "Wait until it has ended.", IsTransient = true };
        }

        await session.ExecuteAsync($"DROP TABLE IF EXISTS {Dialect.QuoteTable(Name)}, {Dialect.QuoteTable(OldName)}", cancellationToken).ConfigureAwait(false);
    }

    // The server's own text of an index holds all that it is made of: prefixes, directions, comments, parsers.
    private async ValueTask DropIndexesAsync(LoadSession session, CancellationToken cancellationToken)
    {
        List<string?> texts = await session.ListAsync($"SHOW CREATE TABLE {Dialect.QuoteTable(Name)}", row => row[1], cancellationToken).ConfigureAwait(false);
        _indexes = [.. IndexText.Find(texts[0] ?? "").Select(index => index.Text)];
        if (_indexes.Count > 0)
        {
            IEnumerable<string> drops = IndexText.Find(texts[0] ?? "").Select(index => $"DROP INDEX {index.QuotedName}");
            await session.ExecuteAsync($"ALTER TABLE {Dialect.QuoteTable(Name)} {string.Join(", ", drops)}", cancellationToken).ConfigureAwait(false);
        }
    }
}
