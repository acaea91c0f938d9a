using Hawser.Arrow;

namespace Hawser.Connectors;

/// <content>Statements and transactions.</content>
public abstract partial class Connection
{
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

    /// <summary>Begins a transaction of at least this isolation; what the engine cannot promise is <see cref="NotSupported"/>.</summary>
    protected virtual ValueTask<Transaction> BeginTransactionCoreAsync(TransactionIsolation isolation, CancellationToken cancellationToken) => throw NotSupported("transactions");
}
