using Hawser.Connectors.MySql.Definitions;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Write;

/// <summary>A session that a load runs in, set so that the server changes no value without a word, and what its errors begin with.</summary>
internal sealed class LoadSession : IAsyncDisposable
{
    // Zero dates are let in, because text that was read as such dates comes back; backslashes are escapes; a 0 in a numbered column is a 0.
    private const string Modes = "STRICT_ALL_TABLES,NO_AUTO_VALUE_ON_ZERO,NO_ENGINE_SUBSTITUTION";

    private const string SetUp = $"SET sql_mode = '{Modes}', foreign_key_checks = 1, unique_checks = 1, lc_messages = 'en_US'";

    private readonly string? _modesBefore;

    private LoadSession(MySqlSession session, ServerFacts facts, string where, bool sendsFiles, string? modesBefore)
    {
        (Session, Facts, Where, SendsFiles, _modesBefore) = (session, facts, where, sendsFiles, modesBefore);
    }

    /// <summary>What is done, for messages, e.g. <c>load into sales.orders</c>.</summary>
    public string Where { get; }

    /// <summary>The session.</summary>
    public MySqlSession Session { get; }

    /// <summary>The server.</summary>
    public ServerFacts Facts { get; }

    /// <summary>Whether rows go by LOAD DATA LOCAL; by INSERT otherwise.</summary>
    public bool SendsFiles { get; }

    /// <summary>Whether the server runs a statement for many rows of parameters in one command: MariaDB.</summary>
    public bool TakesManyRows => Session.Capabilities.HasFlag(ServerCapabilities.MariaBulk);

    /// <summary>What the server says about statements, not rows.</summary>
    public HashSet<ServerMessage> Messages { get; } = [];

    /// <summary>The server's SQL.</summary>
    public MySqlDialect Dialect => field ??= new MySqlDialect(DefinitionRules.Of(Facts with { SqlMode = Modes }));

    private bool IsBorrowed => _modesBefore is not null;

    /// <summary>Opens a session of the load's own.</summary>
    public static async ValueTask<LoadSession> OpenAsync(MySqlDatabase database, bool sendsFiles, string where, CancellationToken cancellationToken)
    {
        MySqlSession session = await SessionOpener.OpenAsync(database.Settings.Session with { LoadsFiles = sendsFiles }, cancellationToken).ConfigureAwait(false);
        LoadSession? load = null;
        try
        {
            ServerFacts facts = await ServerFacts.PrepareAsync(session, cancellationToken).ConfigureAwait(false);
            await session.RunAsync(SetUp, where, cancellationToken).ConfigureAwait(false);
            return load = new LoadSession(session, facts, where, sendsFiles, null);
        }
        finally
        {
            if (load is null)
            {
                await session.DisposeAsync().ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes the session of a connection whose transaction the load is part of, until it is disposed. It was not opened for loads, so that rows go by INSERT.</summary>
    public static async ValueTask<LoadSession> BorrowAsync(MySqlConnection connection, string where, CancellationToken cancellationToken)
    {
        List<string?> modes = await TextRows.ListAsync(connection.Session, "SELECT @@sql_mode", where, row => row[0], cancellationToken).ConfigureAwait(false);
        await connection.Session.RunAsync($"SET sql_mode = '{Modes}'", where, cancellationToken).ConfigureAwait(false);
        return new LoadSession(connection.Session, connection.Facts, where, sendsFiles: false, modes[0] ?? "");
    }

    /// <summary>Runs a statement without rows.</summary>
    public ValueTask<OkPacket> ExecuteAsync(string sql, CancellationToken cancellationToken) => Session.RunAsync(sql, Where, cancellationToken);

    /// <summary>The rows of a query of our own.</summary>
    public ValueTask<List<T>> ListAsync<T>(string sql, Func<IReadOnlyList<string?>, T> read, CancellationToken cancellationToken) => TextRows.ListAsync(Session, sql, Where, read, cancellationToken);

    /// <summary>What is wrong with the rows of a statement that ended well; null when they are all there and nothing is said about them.</summary>
    /// <param name="end">How it ended.</param>
    /// <param name="rows">How many rows it was to change, and at most.</param>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<RowFault?> FindFaultAsync(OkPacket end, (long Least, long Most) rows, IReadOnlyList<string> columns, CancellationToken cancellationToken)
    {
        if (end.WarningCount > 0)
        {
            IReadOnlyList<ServerMessage> warnings = await ServerWarnings.ReadAsync(Session, Where, cancellationToken).ConfigureAwait(false);
            if (warnings.FirstOrDefault(RowFault.IsOfRow) is { } warning)
            {
                return RowFault.Of(warning, columns);
            }

            // The server keeps the first ones only: what else it warned of is not known.
            if (warnings.Count < end.WarningCount)
            {
                return new RowFault(ConnectorStatus.InvalidData, $"the server warns {end.WarningCount} times, and tells {warnings.Count} of them", null, null, null);
            }

            Messages.UnionWith(warnings);
        }

        return (long)end.RowsAffected >= rows.Least && (long)end.RowsAffected <= rows.Most ? null : RowFault.Missing;
    }

    /// <summary>Closes the session, or gives it back as it was.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!IsBorrowed)
        {
            await Session.DisposeAsync().ConfigureAwait(false);
        }
        else if (Session.IsUsable)
        {
            await ExecuteAsync($"SET sql_mode = '{_modesBefore}'", CancellationToken.None).ConfigureAwait(false);
        }
    }
}
