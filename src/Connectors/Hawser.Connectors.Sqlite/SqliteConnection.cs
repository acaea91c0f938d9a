using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Read;
using Hawser.Connectors.Sqlite.Write;

namespace Hawser.Connectors.Sqlite;

/// <summary>One session. The engine is embedded: everything completes on the calling thread.</summary>
internal sealed class SqliteConnection : Connection
{
    private readonly SqliteDatabase _database;
    private readonly TypeCache _types = new();

    public SqliteConnection(SqliteDatabase database)
        : base(database)
    {
        _database = database;
        Session = database.OpenSession();
        Catalog = new SqliteCatalog(this);
    }

    /// <inheritdoc/>
    public override DatabaseCatalog Catalog { get; }

    /// <summary>The session of the library; a reset makes a new one.</summary>
    public SqliteSession Session { get; private set; }

    /// <summary>Begins a transaction that reads, and reads, so that its moment is fixed.</summary>
    public void BeginRead()
    {
        Session.Execute("BEGIN");
        Session.QueryInt64("SELECT count(*) FROM sqlite_schema");
    }

    protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken) =>
        new(new QueryStart(Session, _types).Query(statement, cancellationToken));

    protected override ValueTask<ExecuteResult> ExecuteCoreAsync(Statement statement, CancellationToken cancellationToken) =>
        new(new ExecuteResult(new QueryStart(Session, _types).Execute(statement, cancellationToken)));

    protected override ValueTask ExecuteScriptCoreAsync(string script, CancellationToken cancellationToken)
    {
        using InterruptScope interrupt = new(Session, null);
        interrupt.Run(() => RunScript(script), cancellationToken);
        return default;
    }

    protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken) =>
        new(new RelationScan(Session, _types, new ScanRequest(relation) { ReadOptions = options }).Describe(cancellationToken));

    protected override ValueTask<Transaction> BeginTransactionCoreAsync(TransactionIsolation isolation, CancellationToken cancellationToken)
    {
        // Source: https://sqlite.org/isolation.html: transactions are serializable, whatever level is asked for.
        if (Session.IsInTransaction)
        {
            throw new InvalidOperationException("The session is in a transaction already; SQLite has no nested ones.");
        }

        Session.Execute(_database.IsReadOnly || Session.IsReadOnly ? "BEGIN" : "BEGIN IMMEDIATE");
        return new ValueTask<Transaction>(new SqliteTransaction(Session));
    }

    protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken) =>
        new(new RelationScan(Session, _types, request).Open(cancellationToken));

    protected override ValueTask<long> CountRowsCoreAsync(ScanRequest request, CancellationToken cancellationToken) =>
        new(new RelationScan(Session, _types, request).Count(cancellationToken));

    protected override ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken) =>
        new(new RelationScan(Session, _types, request).Partition(count, cancellationToken));

    protected override ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<TableLoad>(SqliteTableLoad.Begin(Session, request));
    }

    protected override ValueTask TestCoreAsync(CancellationToken cancellationToken)
    {
        Session.QueryInt64("SELECT count(*) FROM sqlite_schema");
        return default;
    }

    protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken)
    {
        SqliteSession fresh = _database.OpenSession();
        Session.Dispose();
        Session = fresh;
        _types.Clear();
        return default;
    }

    protected override ValueTask DisposeCoreAsync()
    {
        Session.Dispose();
        return default;
    }

    private bool RunScript(string script)
    {
        byte[] text = NativeText.ToSql(script);
        int position = 0;
        while (Session.PrepareNext(text, ref position) is { } statement)
        {
            using (statement)
            {
                while (statement.Step())
                {
                    // A script's rows are dropped.
                }
            }
        }

        return true;
    }
}
