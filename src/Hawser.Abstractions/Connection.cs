using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// One session of a database. It does one thing at a time: while a reader or a load is open, a second operation throws and names the open one. Not
/// thread-safe beyond that: one worker uses it, another may only cancel through a token.
/// </summary>
public abstract class Connection : IAsyncDisposable, IDisposable
{
    private OperationScope? _operation;
    private int _disposed;

    /// <summary>Makes a session of a database.</summary>
    protected Connection(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        Database = database;
    }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>What the database holds.</summary>
    public abstract DatabaseCatalog Catalog { get; }

    /// <summary>Whether the session can take another operation; a broken one is replaced, not repaired.</summary>
    public bool IsUsable => _disposed == 0 && IsUsableCore;

    internal bool IsDisposed => _disposed != 0;

    /// <summary>Whether the session is broken, as far as the connector knows without asking.</summary>
    protected virtual bool IsUsableCore => true;

    /// <summary>Runs a statement that returns rows (or one that does not: the reader then has no fields). The caller disposes the result, which frees the connection.</summary>
    /// <exception cref="ConnectorException">The engine refuses the statement or a value cannot be bound.</exception>
    public async ValueTask<QueryResult> QueryAsync(Statement statement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        ThrowUnlessEncodes(statement.ReadOptions);
        OperationScope operation = Enter("a query");
        QueryResult? result = null;
        try
        {
            result = await QueryCoreAsync(statement, cancellationToken).ConfigureAwait(false);
            return new QueryResult(new OperationReader(result.Reader, operation)) { Outcome = result.Outcome };
        }
        finally
        {
            if (result is null)
            {
                operation.Dispose();
            }
        }
    }

    /// <inheritdoc cref="QueryAsync"/>
    public QueryResult Query(Statement statement, CancellationToken cancellationToken = default) => SyncPump.Run(() => QueryAsync(statement, cancellationToken));

    /// <summary>Runs a query without parameters.</summary>
    public QueryResult Query(string text, CancellationToken cancellationToken = default) => Query(new Statement(text), cancellationToken);

    /// <summary>Runs a statement for what it does; rows that it returns are read and dropped.</summary>
    public async ValueTask<ExecuteResult> ExecuteAsync(Statement statement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(statement);
        using OperationScope operation = Enter("a statement");
        return await ExecuteCoreAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ExecuteAsync"/>
    public ExecuteResult Execute(Statement statement, CancellationToken cancellationToken = default) => SyncPump.Run(() => ExecuteAsync(statement, cancellationToken));

    /// <summary>Runs a statement without parameters.</summary>
    public ExecuteResult Execute(string text, CancellationToken cancellationToken = default) => Execute(new Statement(text), cancellationToken);

    /// <summary>Runs several statements in one text, one after the other, up to the first that fails.</summary>
    public async ValueTask ExecuteScriptAsync(string script, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        using OperationScope operation = Enter("a script");
        await ExecuteScriptCoreAsync(script, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ExecuteScriptAsync"/>
    public void ExecuteScript(string script, CancellationToken cancellationToken = default) => SyncPump.Run(() => ExecuteScriptAsync(script, cancellationToken));

    /// <summary>The columns of a relation, without reading its rows (a source without binding types may have to look at rows when asked to scan).</summary>
    public async ValueTask<RelationDescription> DescribeAsync(Relation relation, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ThrowUnlessEncodes(options ?? ReadOptions.Default);
        using OperationScope operation = Enter("a description");
        return await DescribeCoreAsync(relation, options ?? ReadOptions.Default, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DescribeAsync"/>
    public RelationDescription Describe(Relation relation, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        SyncPump.Run(() => DescribeAsync(relation, options, cancellationToken));

    /// <summary>Begins a transaction. Statements and loads of the session take part until it ends.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/> where the engine has none.</exception>
    public ValueTask<Transaction> BeginTransactionAsync(CancellationToken cancellationToken = default) => BeginTransactionAsync(TransactionIsolation.Default, cancellationToken);

    /// <summary>Begins a transaction that keeps at least this much of others out of sight.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/> where the engine has no transactions, or none that keep the promise.</exception>
    public async ValueTask<Transaction> BeginTransactionAsync(TransactionIsolation isolation, CancellationToken cancellationToken = default)
    {
        if (!Enum.IsDefined(isolation))
        {
            throw new ArgumentOutOfRangeException(nameof(isolation), isolation, "It is no isolation level.");
        }

        using OperationScope operation = Enter("the begin of a transaction");
        Transaction transaction = await BeginTransactionCoreAsync(isolation, cancellationToken).ConfigureAwait(false);
        transaction.Attach(this);
        return transaction;
    }

    /// <inheritdoc cref="BeginTransactionAsync(CancellationToken)"/>
    public Transaction BeginTransaction(CancellationToken cancellationToken = default) => SyncPump.Run(() => BeginTransactionAsync(cancellationToken));

    /// <inheritdoc cref="BeginTransactionAsync(TransactionIsolation, CancellationToken)"/>
    public Transaction BeginTransaction(TransactionIsolation isolation, CancellationToken cancellationToken = default) => SyncPump.Run(() => BeginTransactionAsync(isolation, cancellationToken));

    /// <summary>Reads a relation: a table, file, query or function, whole or in part. The caller disposes the reader, which frees the connection.</summary>
    public async ValueTask<RecordBatchReader> ReadAsync(ScanRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Columns is [])
        {
            throw new ArgumentException("Name at least one column, or null for all.", nameof(request));
        }

        ThrowUnless(ConnectorRoles.Source);
        ThrowUnlessEncodes(request.ReadOptions);
        OperationScope operation = Enter($"a reader of {request.Relation.DisplayName}");
        RecordBatchReader? reader = null;
        try
        {
            reader = await ReadCoreAsync(request, cancellationToken).ConfigureAwait(false);
            return new OperationReader(reader, operation);
        }
        finally
        {
            if (reader is null)
            {
                operation.Dispose();
            }
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public RecordBatchReader Read(ScanRequest request, CancellationToken cancellationToken = default) => SyncPump.Run(() => ReadAsync(request, cancellationToken));

    /// <summary>
    /// Says that relations will be read soon, so that the connector can get ready meanwhile, such as open a session that reads in bulk. Returns at once; what fails shows when something is read.
    /// Does nothing where there is nothing to get ready.
    /// </summary>
    public void ExpectReads()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        ExpectReadsCore();
    }

    /// <summary>Counts the rows of a scan.</summary>
    public async ValueTask<long> CountRowsAsync(ScanRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowUnless(ConnectorRoles.Source);
        using OperationScope operation = Enter($"the counting of {request.Relation.DisplayName}");
        return await CountRowsCoreAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cuts a scan into at most <paramref name="count"/> shares that can be read at the same time; one when the engine or relation cannot be cut.</summary>
    public async ValueTask<IReadOnlyList<Partition>> PartitionAsync(ScanRequest request, int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowUnless(ConnectorRoles.Source);
        using OperationScope operation = Enter("a partitioning");
        return await PartitionCoreAsync(request, count, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="PartitionAsync"/>
    public IReadOnlyList<Partition> Partition(ScanRequest request, int count, CancellationToken cancellationToken = default) =>
        SyncPump.Run(() => PartitionAsync(request, count, cancellationToken));

    /// <summary>Begins a load. The caller disposes it, which frees the connection; without a commit before, the target stays as it was.</summary>
    /// <exception cref="ConnectorException">The target is missing or there already, or its columns do not match.</exception>
    public async ValueTask<TableLoad> BeginLoadAsync(LoadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowUnless(ConnectorRoles.Sink);
        if (request.Mode == LoadMode.Upsert && !Database.Capabilities.Has(Capability.Upsert))
        {
            throw NotSupported("way to replace rows by their key");
        }

        OperationScope operation = Enter($"a load into {request.Target.DisplayName}");
        TableLoad? load = null;
        try
        {
            load = await BeginLoadCoreAsync(request, cancellationToken).ConfigureAwait(false);
            load.Attach(operation, request.Schema);
            return load;
        }
        finally
        {
            if (load is null)
            {
                operation.Dispose();
            }
        }
    }

    /// <inheritdoc cref="BeginLoadAsync"/>
    public TableLoad BeginLoad(LoadRequest request, CancellationToken cancellationToken = default) => SyncPump.Run(() => BeginLoadAsync(request, cancellationToken));

    /// <summary>
    /// Whether what was loaded into a target can be read again, as verification does. False for what goes away as it is written, such as standard output. Looks at nothing but the
    /// relation.
    /// </summary>
    public virtual bool CanReadBack(Relation target) => true;

    /// <summary>
    /// Loads a relation without its rows passing through Arrow, where the target's engine can read it by itself (a CSV file into DuckDB) or takes its rows in the bytes in which a source of the
    /// same engine sends them; in the types of the request's definition and in one transaction, counting the rows on both sides. Null when that cannot be done, or was tried and undone because
    /// of a row that must be looked at: nothing has changed then, and the caller reads and loads.
    /// </summary>
    /// <param name="source">What to read; a relation of the database of <paramref name="reading"/>.</param>
    /// <param name="reading">
    /// The session of the source, of whatever engine, which is busy until the load is done; in a snapshot its moment is what is read. It may be this connection itself.
    /// </param>
    /// <param name="request">The load; its columns are the source's, in the types to be stored.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<PushedDownLoad?> LoadFromRelationAsync(ScanRequest source, Connection reading, LoadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(request);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"a load into {request.Target.DisplayName}");
        using OperationScope? other = ReferenceEquals(reading, this) ? null : reading.Enter($"reading {source.Relation.DisplayName}");
        return await LoadFromRelationCoreAsync(source, reading, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a table with its columns, keys, defaults and checks; indexes and foreign keys come by their own calls unless the engine can only make them with the table.</summary>
    public async ValueTask CreateTableAsync(TableModel table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"the making of {table.Name}");
        await CreateTableCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="CreateTableAsync"/>
    public void CreateTable(TableModel table, CancellationToken cancellationToken = default) => SyncPump.Run(() => CreateTableAsync(table, cancellationToken));

    /// <summary>Makes the indexes of a table that exists.</summary>
    public async ValueTask CreateIndexesAsync(TableModel table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"the indexing of {table.Name}");
        await CreateIndexesCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="CreateIndexesAsync"/>
    public void CreateIndexes(TableModel table, CancellationToken cancellationToken = default) => SyncPump.Run(() => CreateIndexesAsync(table, cancellationToken));

    /// <summary>Adds the foreign keys of a table that exists.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/> where they can only be made with the table.</exception>
    public async ValueTask AddForeignKeysAsync(TableModel table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"the foreign keys of {table.Name}");
        await AddForeignKeysCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="AddForeignKeysAsync"/>
    public void AddForeignKeys(TableModel table, CancellationToken cancellationToken = default) => SyncPump.Run(() => AddForeignKeysAsync(table, cancellationToken));

    /// <summary>Asks the engine for a sign of life.</summary>
    /// <exception cref="ConnectorException">It gives none.</exception>
    public async ValueTask TestAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = Enter("a test");
        await TestCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="TestAsync"/>
    public void Test(CancellationToken cancellationToken = default) => SyncPump.Run(() => TestAsync(cancellationToken));

    /// <summary>Brings the session back to how it was opened: no transaction, no temporary objects, default settings. A pool calls it.</summary>
    public async ValueTask ResetAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = Enter("a reset");
        await ResetCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ResetAsync"/>
    public void Reset(CancellationToken cancellationToken = default) => SyncPump.Run(() => ResetAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await DisposeCoreAsync().ConfigureAwait(false);
            GC.SuppressFinalize(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SyncPump.Run(DisposeAsync);
        GC.SuppressFinalize(this);
    }

    internal OperationScope Enter(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var operation = new OperationScope(this, name);
        return Interlocked.CompareExchange(ref _operation, operation, null) is { } open
            ? throw new InvalidOperationException($"The connection does one thing at a time, and {open.Name} is still open; dispose it first, or open a second connection.")
            : operation;
    }

    internal void Leave(OperationScope operation) => Interlocked.CompareExchange(ref _operation, null, operation);

    /// <summary>Runs a query.</summary>
    protected abstract ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken);

    /// <summary>Runs a statement. The default runs it as a query and reads its rows to the end.</summary>
    protected virtual async ValueTask<ExecuteResult> ExecuteCoreAsync(Statement statement, CancellationToken cancellationToken)
    {
        QueryResult result = await QueryCoreAsync(statement, cancellationToken).ConfigureAwait(false);
        await using (result.ConfigureAwait(false))
        {
            while (await result.Reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            {
                batch.Dispose();
            }

            return new ExecuteResult(result.RowsAffected) { QueryId = result.QueryId, Messages = result.Messages };
        }
    }

    /// <summary>Runs a script.</summary>
    protected virtual ValueTask ExecuteScriptCoreAsync(string script, CancellationToken cancellationToken) => throw NotSupported("scripts of several statements");

    /// <summary>Describes a relation.</summary>
    protected abstract ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken);

    /// <summary>Begins a transaction of at least this isolation; what the engine cannot promise is <see cref="NotSupported"/>.</summary>
    protected virtual ValueTask<Transaction> BeginTransactionCoreAsync(TransactionIsolation isolation, CancellationToken cancellationToken) => throw NotSupported("transactions");

    /// <summary>Gets ready to read without waiting for it.</summary>
    protected virtual void ExpectReadsCore()
    {
    }

    /// <summary>Reads a relation.</summary>
    protected abstract ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken);

    /// <summary>Counts rows. The default asks by the dialect's query, or reads them where there is no SQL.</summary>
    protected virtual async ValueTask<long> CountRowsCoreAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        RecordBatchReader reader = Database.Connector.Dialect is { } dialect
            ? (await QueryCoreAsync(new Statement(dialect.Count(request)), cancellationToken).ConfigureAwait(false)).Reader
            : await ReadCoreAsync(request, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            long rows = 0;
            while (await reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            {
                using (batch)
                {
                    rows += Database.Connector.Dialect is null ? batch.RowCount : batch[0].Values<long>()[0];
                }
            }

            return rows;
        }
    }

    /// <summary>Cuts a scan. The default gives one share that is everything.</summary>
    protected virtual ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken) =>
        new([new Partition("all", "")]);

    /// <summary>Begins a load.</summary>
    protected abstract ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken);

    /// <summary>Loads a relation without Arrow; the default cannot.</summary>
    protected virtual ValueTask<PushedDownLoad?> LoadFromRelationCoreAsync(ScanRequest source, Connection reading, LoadRequest request, CancellationToken cancellationToken) =>
        new((PushedDownLoad?)null);

    /// <summary>Makes a table. The default runs the dialect's statement.</summary>
    protected virtual async ValueTask CreateTableCoreAsync(TableModel table, CancellationToken cancellationToken) =>
        await ExecuteCoreAsync(new Statement(DialectOrThrow("tables to make").CreateTable(table)), cancellationToken).ConfigureAwait(false);

    /// <summary>Makes indexes. The default runs the dialect's statements.</summary>
    protected virtual async ValueTask CreateIndexesCoreAsync(TableModel table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (IndexModel index in table.Indexes)
        {
            await ExecuteCoreAsync(new Statement(DialectOrThrow("indexes").CreateIndex(table.Name, index)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds foreign keys. The default runs the dialect's statements.</summary>
    protected virtual async ValueTask AddForeignKeysCoreAsync(TableModel table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (ForeignKeyModel key in table.ForeignKeys)
        {
            await ExecuteCoreAsync(new Statement(DialectOrThrow("foreign keys").AddForeignKey(table.Name, key)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks for a sign of life.</summary>
    protected abstract ValueTask TestCoreAsync(CancellationToken cancellationToken);

    /// <summary>Resets the session.</summary>
    protected abstract ValueTask ResetCoreAsync(CancellationToken cancellationToken);

    /// <summary>Closes the session; what is open is cancelled or rolled back. Called once.</summary>
    protected abstract ValueTask DisposeCoreAsync();

    /// <summary>The error for something that the connector does not do.</summary>
    /// <param name="what">What was asked for, as in "transactions".</param>
    protected ConnectorException NotSupported(string what) =>
        new(ConnectorStatus.NotSupported, Database.Connector.Name, $"{Database.Connector.Name} has no {what}.");

    private SqlDialect DialectOrThrow(string what) => Database.Connector.Dialect ?? throw NotSupported(what);

    private void ThrowUnlessEncodes(ReadOptions options)
    {
        if (options.EncodedColumns.Count > 0 && !Database.TypeMap.ReadsEncoded)
        {
            throw NotSupported($"encoded form of its own in which \"{options.EncodedColumns.First()}\" could be read");
        }
    }

    private void ThrowUnless(ConnectorRoles role)
    {
        if ((Database.Connector.Roles & role) == 0)
        {
            throw new ConnectorException(
                ConnectorStatus.NotSupported, Database.Connector.Name, role == ConnectorRoles.Source ? "it can be written to, not read from." : "it can be read from, not written to.");
        }
    }
}
