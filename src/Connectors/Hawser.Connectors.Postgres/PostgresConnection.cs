using Hawser.Arrow;
using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Sql;
using Hawser.Connectors.Postgres.Types;
using Hawser.Connectors.Postgres.Write;
using Npgsql;

namespace Hawser.Connectors.Postgres;

/// <summary>One session through Npgsql, and beside it, when tables are read in bulk, one of our own.</summary>
internal sealed class PostgresConnection : Connection
{
    private readonly PostgresDatabase _database;
    private readonly ServerNotices _notices = new();
    private readonly NpgsqlConnection _native;
    private PostgresTransaction? _transaction;
    private SnapshotTables? _snapshotTables;

    public PostgresConnection(PostgresDatabase database, NpgsqlConnection native)
        : base(database)
    {
        _database = database;
        _native = native;
        Catalog = new PostgresCatalog(this);
        Bulk = new BulkSession(database.Settings);
        native.Notice += (_, said) => _notices.Add(said.Notice.InvariantSeverity, said.Notice.MessageText, said.Notice.SqlState);
    }

    public override DatabaseCatalog Catalog { get; }

    /// <summary>Npgsql's session.</summary>
    /// <exception cref="ConnectorException">It broke, or the server ended it.</exception>
    public NpgsqlConnection Native => IsOpen
        ? _native
        : throw new ConnectorException(ConnectorStatus.Unavailable, PostgresErrors.Connector, $"{_database.DisplayName}: the connection is closed; it broke before, or the server ended it.") { IsTransient = true };

    /// <summary>The session of our own.</summary>
    public BulkSession Bulk { get; }

    /// <summary>The database's types.</summary>
    public PgTypeCatalog Types => _database.Types;

    /// <summary>Whether a transaction of the contract is open.</summary>
    public bool IsInTransaction => _transaction is { IsEnded: false } || SnapshotName is not null;

    /// <summary>The transaction of the contract that is open; null outside one.</summary>
    public Transaction? OpenTransaction => _transaction is { IsEnded: false } open ? open : null;

    /// <summary>The snapshot that the session reads in; null outside one.</summary>
    public string? SnapshotName { get; private set; }

    /// <summary>What was found of tables in the snapshot; null outside one, or where a statement of the caller's may have hidden a table by one of its own.</summary>
    public SnapshotTables? SnapshotTables => HasOwnState ? null : _snapshotTables;

    /// <summary>Whether a statement was run that may have changed what a session of its own would not know: settings, role, temporary tables, a transaction.</summary>
    public bool HasOwnState { get; private set; }

    /// <summary>Whether the session is open.</summary>
    public bool IsOpen => _native.State == System.Data.ConnectionState.Open;

    protected override bool IsUsableCore => IsOpen;

    /// <summary>What the server said since the last call; at most the first hundred.</summary>
    public IReadOnlyList<ServerMessage> TakeNotices() => _notices.Take();

    /// <summary>Opens another session of the same database, for what this one cannot do while it is busy. Disposed by the caller.</summary>
    public ValueTask<PostgresConnection> OpenBesideAsync(CancellationToken cancellationToken) => _database.OpenAsync(cancellationToken);

    /// <summary>Makes a session that is new, or as new, what the options ask for.</summary>
    public ValueTask PrepareAsync(CancellationToken cancellationToken) => _database.Settings.IsReadOnly ? CommandAsync(SessionStatements.OnlyRead, cancellationToken) : default;

    /// <summary>Runs a statement of our own without rows.</summary>
    public async ValueTask CommandAsync(string sql, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(null);
        await limit.RunAsync(
            _database.DisplayName,
            async token =>
            {
                using var command = new NpgsqlCommand(sql, Native);
                return await command.ExecuteNonQueryAsync(token).ConfigureAwait(false);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The one value of a query of our own; <paramref name="nothing"/> when it gives no row or NULL.</summary>
    public static async ValueTask<T> AskAsync<T>(NpgsqlCommand command, string where, T nothing, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(null);
        return await limit.RunAsync(where, ReadAsync, cancellationToken).ConfigureAwait(false);

        async ValueTask<T> ReadAsync(CancellationToken token)
        {
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await reader.ReadAsync(token).ConfigureAwait(false) && !reader.IsDBNull(0) ? reader.GetFieldValue<T>(0) : nothing;
            }
        }
    }

    /// <summary>Sees to it that types are known. Where a reader of this session is open, another session asks.</summary>
    public async ValueTask EnsureTypesAsync(IReadOnlyList<uint> oids, CancellationToken cancellationToken)
    {
        using var limit = new TimeLimit(null);
        if (Types.Knows(oids))
        {
            return;
        }

        if (oids.Count == 0)
        {
            await limit.RunAsync("the types", token => LoadAsync(Native, token), cancellationToken).ConfigureAwait(false);
            return;
        }

        PostgresConnection other = await _database.OpenAsync(cancellationToken).ConfigureAwait(false);
        await using (other.ConfigureAwait(false))
        {
            await limit.RunAsync("the types", token => LoadAsync(other.Native, token), cancellationToken).ConfigureAwait(false);
        }

        async ValueTask<bool> LoadAsync(NpgsqlConnection native, CancellationToken token)
        {
            await Types.EnsureAsync(native, oids, token).ConfigureAwait(false);
            return true;
        }
    }

    /// <summary>Opens the result of a statement that is ready.</summary>
    public async ValueTask<QueryResult> OpenResultAsync(NpgsqlBatch batch, Statement statement, CancellationToken cancellationToken)
    {
        await EnsureTypesAsync([], cancellationToken).ConfigureAwait(false);
        RunningStatement running = await StatementStarter.StartAsync(this, batch, statement.Timeout, "the query", cancellationToken).ConfigureAwait(false);
        return await OpenResultAsync(running, statement.ReadOptions, "the query", cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Brings the session to rest after a statement was given up.</summary>
    public async ValueTask RecoverAsync()
    {
        if (!IsOpen)
        {
            return;
        }

        try
        {
            // A cancellation that comes late hits this statement instead of the caller's next.
            await CommandAsync(IsInTransaction ? $"ROLLBACK TO SAVEPOINT {StatementStarter.Savepoint}" : "SELECT 1", CancellationToken.None).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (error.SqlState == PostgresErrors.QueryCanceled)
        {
            // It was hit, as it was there for.
        }
    }

    /// <summary>Ends the open transaction.</summary>
    public async ValueTask EndTransactionAsync(string sql, CancellationToken cancellationToken)
    {
        if (!IsOpen)
        {
            // A broken session has rolled back; only a commit must not pass for done.
            _transaction = null;
            if (sql == "COMMIT")
            {
                throw new ConnectorException(ConnectorStatus.InputOutput, PostgresErrors.Connector, $"{_database.DisplayName}: the connection broke before the commit, which undid the transaction.");
            }

            return;
        }

        await CommandAsync(sql, cancellationToken).ConfigureAwait(false);
        _transaction = null;
    }

    /// <summary>Begins the transaction of a snapshot, as the first that exports it or attached to it.</summary>
    /// <returns>The snapshot's name; null where the server exports none.</returns>
    public async ValueTask<string?> BeginSnapshotAsync(string? name, CancellationToken cancellationToken)
    {
        await CommandAsync(ExportedSnapshot.Begin, cancellationToken).ConfigureAwait(false);
        if (name is not null)
        {
            await CommandAsync(ExportedSnapshot.Attach(name), cancellationToken).ConfigureAwait(false);
        }
        else
        {
            using var command = new NpgsqlCommand("SELECT pg_catalog.pg_export_snapshot()", Native);
            name = await AskAsync<string?>(command, "the snapshot", null, cancellationToken).ConfigureAwait(false);
        }

        (SnapshotName, _snapshotTables) = (name, new SnapshotTables());
        return name;
    }

    protected override async ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken)
    {
        Note(statement.Text);
        if (statement.ParameterRows is not null)
        {
            return await ParameterRows.QueryAsync(this, statement, cancellationToken).ConfigureAwait(false);
        }

        TakeNotices();
        RunningStatement running = await StatementStarter.StartAsync(this, statement, "the query", TimeSpan.Zero, cancellationToken).ConfigureAwait(false);
        return await OpenResultAsync(running, statement.ReadOptions, "the query", cancellationToken).ConfigureAwait(false);
    }

    protected override async ValueTask<ExecuteResult> ExecuteCoreAsync(Statement statement, CancellationToken cancellationToken)
    {
        Note(statement.Text);
        TakeNotices();
        if (statement.ParameterRows is not null)
        {
            long? affected = await ParameterRows.ExecuteAsync(this, statement, cancellationToken).ConfigureAwait(false);
            return new ExecuteResult(affected) { Messages = TakeNotices() };
        }

        using RecordBatch values = ParameterBatch.Create(statement.Parameters);
        NpgsqlBatch batch = StatementStarter.MakeBatch(this, statement.Text, values, 0, withSavepoint: false);
        await using (batch.ConfigureAwait(false))
        {
            using var limit = new TimeLimit(statement.Timeout);
            int changed = await limit.RunAsync("the statement", async token => await batch.ExecuteNonQueryAsync(token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return new ExecuteResult(changed < 0 ? null : changed) { Messages = TakeNotices() };
        }
    }

    protected override async ValueTask ExecuteScriptCoreAsync(string script, CancellationToken cancellationToken)
    {
        foreach (string statement in ScriptSplitter.Split(script))
        {
            await ExecuteCoreAsync(new Statement(statement), cancellationToken).ConfigureAwait(false);
        }
    }

    protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken) =>
        RelationScan.DescribeAsync(this, relation, options, cancellationToken);

    protected override async ValueTask<Transaction> BeginTransactionCoreAsync(TransactionIsolation isolation, CancellationToken cancellationToken)
    {
        if (IsInTransaction)
        {
            throw new InvalidOperationException("A transaction of this connection is open already; end it first.");
        }

        await CommandAsync(PostgresTransaction.Begin(isolation), cancellationToken).ConfigureAwait(false);
        return _transaction = new PostgresTransaction(this);
    }

    protected override void ExpectReadsCore()
    {
        if (!HasOwnState && _transaction is not { IsEnded: false })
        {
            Bulk.OpenAhead(SnapshotName);
        }
    }

    protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) => RelationScan.OpenAsync(this, request, cancellationToken);

    protected override ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken) =>
        ScanPartitions.CutAsync(this, request, count, cancellationToken);

    protected override async ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) =>
        await PostgresTableLoad.BeginAsync(this, request, cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<PushedDownLoad?> LoadFromRelationCoreAsync(ScanRequest source, Connection reading, LoadRequest request, CancellationToken cancellationToken) =>
        reading is PostgresConnection server && !ReferenceEquals(server, this) ? await RelayedLoad.TryAsync(this, server, source, request, cancellationToken).ConfigureAwait(false) : null;

    protected override ValueTask TestCoreAsync(CancellationToken cancellationToken) => CommandAsync("SELECT 1", cancellationToken);

    protected override async ValueTask ResetCoreAsync(CancellationToken cancellationToken)
    {
        await CommandAsync("ROLLBACK", cancellationToken).ConfigureAwait(false);
        await CommandAsync("DISCARD ALL", cancellationToken).ConfigureAwait(false);
        TakeNotices();
        (_transaction, SnapshotName, _snapshotTables, HasOwnState) = (null, null, null, false);
        await PrepareAsync(cancellationToken).ConfigureAwait(false);
        await Bulk.CloseAsync().ConfigureAwait(false);
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        await Bulk.CloseAsync().ConfigureAwait(false);
        await _native.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Opens the result of a statement that runs.</summary>
    public async ValueTask<QueryResult> OpenResultAsync(RunningStatement running, ReadOptions options, string where, CancellationToken cancellationToken)
    {
        ClientBatchReader? reader = null;
        try
        {
            IReadOnlyList<PgColumn> columns = await StatementStarter.ColumnsAsync(this, running.Reader, options, cancellationToken).ConfigureAwait(false);
            reader = new ClientBatchReader(this, running, columns, options, where);
            if (columns.Count == 0)
            {
                await reader.EndAsync(cancellationToken).ConfigureAwait(false);
            }

            return new QueryResult(reader) { Outcome = reader.Outcome };
        }
        catch
        {
            if (reader is null)
            {
                await running.DisposeAsync(isDone: false).ConfigureAwait(false);
            }
            else
            {
                await reader.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    private void Note(string sql) => HasOwnState |= SessionStatements.MayChangeSession(sql);
}
