using Hawser.Connectors.Postgres.Sql;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// A load in one transaction, or behind a savepoint in the caller's. It takes one writer at a time: another session could not share the transaction, and without that there would be no
/// single moment in which everything is there.
/// </summary>
internal sealed class PostgresTableLoad : TableLoad
{
    private readonly LoadSession _session;
    private readonly LoadRequest _request;
    private readonly LoadTarget _target;
    private bool _isOpen = true;
    private long _written;
    private long _rejected;

    private PostgresTableLoad(LoadSession session, LoadRequest request, LoadTarget target) => (_session, _request, _target) = (session, request, target);

    /// <summary>The session that it runs in.</summary>
    public LoadSession Session => _session;

    /// <summary>The target, made ready.</summary>
    public LoadTarget Target => _target;

    private bool OwnsTransaction => _request.Transaction is null;

    /// <summary>Begins the transaction and prepares the target.</summary>
    /// <exception cref="ConnectorException">The target is missing or there already, or its columns do not match.</exception>
    public static async ValueTask<PostgresTableLoad> BeginAsync(PostgresConnection connection, LoadRequest request, CancellationToken cancellationToken)
    {
        if (request.Target is not TableName target)
        {
            throw new ConnectorException(ConnectorStatus.NotSupported, PostgresErrors.Connector, $"{request.Target.DisplayName} is no table; PostgreSQL loads into tables only.");
        }

        await ThrowIfInOtherTransactionAsync(connection, request, cancellationToken).ConfigureAwait(false);
        var session = new LoadSession(connection, $"load into {target.DisplayName}");
        connection.TakeNotices();
        await session.ExecuteAsync(request.Transaction is null ? "BEGIN" : "SAVEPOINT hawser_load", cancellationToken).ConfigureAwait(false);
        PostgresTableLoad? load = null;
        try
        {
            LoadTarget prepared = await LoadTarget.PrepareAsync(session, target, request, cancellationToken).ConfigureAwait(false);
            return load = new PostgresTableLoad(session, request, prepared);
        }
        finally
        {
            if (load is null)
            {
                await UndoAsync(session, request.Transaction is null).ConfigureAwait(false);
            }
        }
    }

    protected override async ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken) =>
        await PostgresTableWriter.OpenAsync(_session, _target, _request, chunkId, Count, cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken)
    {
        if (_target.Stage is not null)
        {
            await _session.ExecuteAsync(StagingTable.DropSql, cancellationToken).ConfigureAwait(false);
        }

        await _session.ExecuteAsync(OwnsTransaction ? "COMMIT" : "RELEASE SAVEPOINT hawser_load", cancellationToken).ConfigureAwait(false);
        _isOpen = false;
        return new LoadResult(_written, _rejected) { Messages = _session.Connection.TakeNotices() };
    }

    protected override async ValueTask DisposeCoreAsync(bool committed)
    {
        if (_isOpen)
        {
            _isOpen = false;
            await UndoAsync(_session, OwnsTransaction).ConfigureAwait(false);
        }
    }

    // A session that broke has undone it already.
    private static async ValueTask UndoAsync(LoadSession session, bool ownsTransaction)
    {
        if (session.Connection.IsOpen)
        {
            await session.ExecuteAsync(ownsTransaction ? ["ROLLBACK"] : ["ROLLBACK TO SAVEPOINT hawser_load", "RELEASE SAVEPOINT hawser_load"], CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async ValueTask ThrowIfInOtherTransactionAsync(PostgresConnection connection, LoadRequest request, CancellationToken cancellationToken)
    {
        if (request.Transaction is not null)
        {
            if (!ReferenceEquals(request.Transaction, connection.OpenTransaction))
            {
                throw new InvalidOperationException("The load's transaction has ended, or is another connection's.");
            }

            return;
        }

        bool isInTransaction = connection.IsInTransaction;
        if (!isInTransaction && connection.HasOwnState)
        {
            // A statement may have begun one.
            using var command = new NpgsqlCommand(OpenTransactions.Name, connection.Native);
            string first = await PostgresConnection.AskAsync(command, "the session", "", cancellationToken).ConfigureAwait(false);
            isInTransaction = first == await PostgresConnection.AskAsync(command, "the session", "", cancellationToken).ConfigureAwait(false);
        }

        if (isInTransaction)
        {
            throw new InvalidOperationException("The session is in a transaction; name it in the load request, or end it first.");
        }
    }

    /// <summary>Counts rows of a writer that is complete.</summary>
    public void Count(long written, long rejected)
    {
        _written += written;
        _rejected += rejected;
    }
}
