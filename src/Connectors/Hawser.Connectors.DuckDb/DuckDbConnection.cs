using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Metadata;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Read;
using Hawser.Connectors.DuckDb.Session;
using Hawser.Connectors.DuckDb.Write;

namespace Hawser.Connectors.DuckDb;

/// <summary>One session. The engine is embedded: everything completes on the caller's thread.</summary>
internal sealed class DuckDbConnection : Connection
{
    private readonly DuckDbDatabase _database;
    private DuckDbTransaction? _transaction;

    public DuckDbConnection(DuckDbDatabase database, SessionHandle session)
        : base(database)
    {
        _database = database;
        Session = new EngineSession(session);
        Catalog = new DuckDbCatalog(this);
    }

    public override DatabaseCatalog Catalog { get; }

    public EngineSession Session { get; private set; }

    protected override bool IsUsableCore => !Session.IsBroken;

    public SnapshotGate Gate => _database.Gate;

    /// <summary>The transaction that is open; null when every statement commits by itself.</summary>
    public DuckDbTransaction? OpenTransaction => _transaction is { IsEnded: false } ? _transaction : null;

    /// <summary>Runs a query of our own whose rows are few.</summary>
    public CatalogRows Ask(string sql, CancellationToken cancellationToken)
    {
        using var result = RunQuery(new Statement(sql), "the catalog", cancellationToken);
        return CatalogRows.ReadAll(result.Reader, cancellationToken);
    }

    internal QueryResult RunQuery(Statement statement, string where, CancellationToken cancellationToken)
    {
        if (statement.ParameterRows is not null)
        {
            return ParameterRuns.Run(Session, Gate, OpenTransaction is not null, statement, cancellationToken);
        }

        var limit = statement.Timeout is null ? null : new TimeLimit(statement.Timeout);
        NativeStatement? prepared = null;
        NativeCursor? cursor = null;
        CursorReader? reader = null;
        try
        {
            prepared = Session.Prepare(statement.Text, cancellationToken);
            ParameterBinder.Bind(prepared, statement.Parameters);
            cursor = Start(prepared, limit, cancellationToken);
            reader = new CursorReader(Session, prepared, cursor, statement.ReadOptions, where, limit);
            return new QueryResult(reader) { RowsAffected = cursor.Kind == ResultKind.ChangedRows ? cursor.RowsChanged : null };
        }
        finally
        {
            if (reader is null)
            {
                cursor?.Dispose();
                prepared?.Dispose();
                limit?.Dispose();
            }
        }
    }

    protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken) =>
        new(RunQuery(statement, "the query", cancellationToken));

    protected override ValueTask ExecuteScriptCoreAsync(string script, CancellationToken cancellationToken)
    {
        using var change = Gate.EnterChange();
        Session.Run(script, cancellationToken);
        return default;
    }

    protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken) =>
        new(RelationDescriber.Describe(this, relation, cancellationToken));

    protected override ValueTask<Transaction> BeginTransactionCoreAsync(TransactionIsolation isolation, CancellationToken cancellationToken)
    {
        // Source: https://duckdb.org/docs/stable/sql/statements/transactions: every transaction sees one moment, and write skew is possible.
        if (isolation == TransactionIsolation.Serializable)
        {
            throw NotSupported("serializable transactions; its own see one moment (snapshot)");
        }

        if (OpenTransaction is not null)
        {
            throw new InvalidOperationException("A transaction of this connection is open already; end it first.");
        }

        Session.Run("BEGIN TRANSACTION", cancellationToken);
        _transaction = new DuckDbTransaction(Session, Gate, () => _transaction = null);
        return new(_transaction);
    }

    protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) =>
        new(RelationScan.Open(this, request, cancellationToken));

    protected override ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken) =>
        new(RowIdPartitions.Cut(this, request, count, cancellationToken));

    protected override ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken) => new(request.Target switch
    {
        TableName table => InsertLoad.Begin(this, table, request, cancellationToken),
        FileRelation file => Files.FileLoad.Begin(this, file, request),
        _ => throw NotSupported($"way to load into {request.Target.DisplayName}"),
    });

    protected override ValueTask<PushedDownLoad?> LoadFromRelationCoreAsync(ScanRequest source, Connection reading, LoadRequest request, CancellationToken cancellationToken) =>
        new(reading.Database is DuckDbDatabase ? FileIntoTable.Load(this, source, request, cancellationToken) : null);

    protected override async ValueTask CreateTableCoreAsync(TableModel table, CancellationToken cancellationToken)
    {
        foreach (var sql in TableStatements.Create(table))
        {
            await ExecuteCoreAsync(new Statement(sql), cancellationToken).ConfigureAwait(false);
        }
    }

    protected override ValueTask AddForeignKeysCoreAsync(TableModel table, CancellationToken cancellationToken) => table.ForeignKeys.Count == 0
        ? default
        : throw NotSupported("way to add foreign keys to a table that exists; they are made with it");

    protected override ValueTask TestCoreAsync(CancellationToken cancellationToken)
    {
        Session.Run("SELECT 1", cancellationToken);
        return default;
    }

    /// <summary>Begins a session anew: that drops temporary tables, views, macros and types as well as every setting.</summary>
    protected override async ValueTask ResetCoreAsync(CancellationToken cancellationToken)
    {
        if (OpenTransaction is { } transaction)
        {
            await transaction.DisposeAsync().ConfigureAwait(false);
        }

        var old = Session;
        Session = new EngineSession(_database.OpenSession());
        old.Dispose();
    }

    protected override ValueTask DisposeCoreAsync()
    {
        // Disconnecting rolls back what is open.
        Session.Dispose();
        return default;
    }

    private NativeCursor Start(NativeStatement prepared, TimeLimit? limit, CancellationToken cancellationToken)
    {
        var isQuery = prepared.Kind == StatementKind.Select;
        using var change = isQuery ? null : Gate.EnterChange();
        return limit is null
            ? Session.Execute(prepared, streamed: isQuery, cancellationToken)
            : limit.Run(token => Session.Execute(prepared, streamed: isQuery, token), cancellationToken);
    }
}
