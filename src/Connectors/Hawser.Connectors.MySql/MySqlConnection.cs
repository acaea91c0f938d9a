using System.Collections.Concurrent;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Definitions;
using Hawser.Connectors.MySql.Querying;
using Hawser.Connectors.MySql.Scanning;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.MySql.Types;
using Hawser.Connectors.MySql.Write;

namespace Hawser.Connectors.MySql;

/// <summary>One session of a database.</summary>
internal sealed class MySqlConnection : Connection
{
    private readonly MySqlDatabase _database;
    private MySqlTransaction? _transaction;

    public MySqlConnection(MySqlDatabase database, MySqlSession session, ServerFacts facts)
        : base(database)
    {
        (_database, Session, Facts) = (database, session, facts);
        Dialect = new MySqlDialect(DefinitionRules.Of(facts));
        Catalog = new MySqlCatalog(this);
    }

    public override DatabaseCatalog Catalog { get; }

    /// <summary>The session.</summary>
    public MySqlSession Session { get; private set; }

    /// <summary>The server.</summary>
    public ServerFacts Facts { get; private set; }

    /// <summary>The server's SQL.</summary>
    public MySqlDialect Dialect { get; private set; }

    /// <summary>The database, with what its sessions share.</summary>
    public new MySqlDatabase Database => _database;

    /// <summary>The transaction that is open; null for none.</summary>
    public Transaction? OpenTransaction => _transaction is { IsEnded: false } ? _transaction : null;

    /// <summary>Whether the session is in a transaction, whoever began it.</summary>
    public bool IsInTransaction => (Session.Status & ServerStatus.InTransaction) != 0;

    /// <summary>Whether loads send their rows by LOAD DATA LOCAL: the server takes it, and the option does not forbid it.</summary>
    public bool SendsFiles => Facts.TakesFiles && _database.Settings.LoadsFiles;

    /// <summary>How some types are read.</summary>
    public ReadingRules Rules => _database.Settings.Rules;

    /// <summary>The database that the connection was opened for; empty for none.</summary>
    public string DefaultDatabase => _database.Settings.Session.Database;

    /// <summary>What was read of the catalog in a snapshot, shared by its sessions: a server refuses to read a table there that was altered since. Null outside of one.</summary>
    public ConcurrentDictionary<CatalogFilter, IReadOnlyList<TableModel>>? KnownTables { get; set; }

    protected override bool IsUsableCore => Session.IsUsable;

    /// <summary>Runs a statement of our own without rows.</summary>
    public async ValueTask CommandAsync(string sql, CancellationToken cancellationToken) => await Session.RunAsync(sql, _database.DisplayName, cancellationToken).ConfigureAwait(false);

    /// <summary>Makes a table with its keys, checks and comments.</summary>
    public async ValueTask MakeTableAsync(TableModel table, CancellationToken cancellationToken)
    {
        await CommandAsync(Dialect.CreateTable(table), cancellationToken).ConfigureAwait(false);
        foreach (string sql in Dialect.FinishTable(table))
        {
            await CommandAsync(sql, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Ends the open transaction.</summary>
    public async ValueTask EndTransactionAsync(string sql, CancellationToken cancellationToken)
    {
        _transaction = null;
        if (Session.IsUsable)
        {
            await CommandAsync(sql, cancellationToken).ConfigureAwait(false);
        }
        else if (sql == "COMMIT")
        {
            // A broken session has rolled back; only a commit must not pass for done.
            throw new ConnectorException(ConnectorStatus.InputOutput, MySqlErrors.Connector, $"{_database.DisplayName}: the connection broke before the commit, which undid the transaction.");
        }
    }

    protected override async ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken)
    {
        const string Where = "the query";
        if (statement.ParameterRows is not null)
        {
            return await ParameterRows.QueryAsync(this, statement, cancellationToken).ConfigureAwait(false);
        }

        if (statement.Timeout is null)
        {
            return await StatementRunner.QueryAsync(this, statement, Where, cancellationToken).ConfigureAwait(false);
        }

        var limit = new StatementLimit(statement.Timeout, cancellationToken);
        QueryResult? result = null;
        try
        {
            result = await StatementRunner.QueryAsync(this, statement, Where, limit.Token).ConfigureAwait(false);
            return new QueryResult(new LimitedReader(result.Reader, limit, Where)) { Outcome = result.Outcome };
        }
        catch (OperationCanceledException) when (limit.IsOver)
        {
            throw limit.Error(Where);
        }
        finally
        {
            if (result is null)
            {
                limit.Dispose();
            }
        }
    }

    protected override ValueTask<ExecuteResult> ExecuteCoreAsync(Statement statement, CancellationToken cancellationToken) => statement.ParameterRows is null
        ? base.ExecuteCoreAsync(statement, cancellationToken)
        : ParameterRows.ExecuteAsync(this, statement, cancellationToken);

    protected override async ValueTask ExecuteScriptCoreAsync(string script, CancellationToken cancellationToken)
    {
        const string Where = "the script";
        await Session.SetMultiStatementsAsync(true, Where, cancellationToken).ConfigureAwait(false);
        try
        {
            await Session.RunAsync(script, Where, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (Session.IsUsable)
            {
                await Session.SetMultiStatementsAsync(false, Where, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }

    protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken) =>
        RelationScan.DescribeAsync(this, relation, cancellationToken);

    protected override async ValueTask<Transaction> BeginTransactionCoreAsync(TransactionIsolation isolation, CancellationToken cancellationToken)
    {
        if (_transaction is { IsEnded: false })
        {
            throw new InvalidOperationException("A transaction of this connection is open already; end it first.");
        }

        if (MySqlTransaction.LevelOf(isolation) is { } level)
        {
            await CommandAsync($"SET TRANSACTION ISOLATION LEVEL {level}", cancellationToken).ConfigureAwait(false);
        }

        await CommandAsync(isolation == TransactionIsolation.Snapshot ? "START TRANSACTION WITH CONSISTENT SNAPSHOT" : "START TRANSACTION", cancellationToken).ConfigureAwait(false);
        return _transaction = new MySqlTransaction(this);
    }

    protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) => RelationScan.OpenAsync(this, request, cancellationToken);

    protected override ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken) =>
        ScanPartitions.CutAsync(this, request, count, cancellationToken);

    protected override async ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) =>
        await MySqlTableLoad.BeginAsync(this, request, cancellationToken).ConfigureAwait(false);

    protected override ValueTask CreateTableCoreAsync(TableModel table, CancellationToken cancellationToken) => MakeTableAsync(table, cancellationToken);

    // An index that the table had to come with is there.
    protected override async ValueTask CreateIndexesCoreAsync(TableModel table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        IndexModel? made = TableSql.NumberIndex(table);
        foreach (IndexModel index in table.Indexes.Where(index => !ReferenceEquals(index, made)))
        {
            await CommandAsync(Dialect.CreateIndex(table, index), cancellationToken).ConfigureAwait(false);
        }
    }

    protected override ValueTask TestCoreAsync(CancellationToken cancellationToken) => Session.PingAsync(_database.DisplayName, cancellationToken);

    protected override async ValueTask ResetCoreAsync(CancellationToken cancellationToken)
    {
        _transaction = null;
        KnownTables = null;
        try
        {
            await Session.CommandAsync(new PacketWriter().Byte((byte)Command.ResetConnection), _database.DisplayName, cancellationToken).ConfigureAwait(false);
            Session.Statements.Forget();
        }
        catch (ConnectorException e) when (e.VendorCode == MySqlErrors.UnknownCommand)
        {
            // MySQL 5.6 cannot, and a new session has forgotten everything too.
            await Session.DisposeAsync().ConfigureAwait(false);
            Session = await SessionOpener.OpenAsync(_database.Settings.Session, cancellationToken).ConfigureAwait(false);
        }

        Facts = await ServerFacts.PrepareAsync(Session, cancellationToken).ConfigureAwait(false);
        Dialect = new MySqlDialect(DefinitionRules.Of(Facts));
    }

    protected override ValueTask DisposeCoreAsync() => Session.DisposeAsync();
}
