using Hawser.Connectors.Postgres.Sql;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// A load in one transaction, or behind a savepoint in the caller's. It takes one writer at a time: another session could not share the transaction, and without that there would be no
/// single moment in which everything is there. Only a table that the load makes can be filled by several sessions, and get its name in that moment: <see cref="SeparateTable"/>.
/// </summary>
internal sealed class PostgresTableLoad : TableLoad
{
    private readonly LoadSession _session;
    private readonly LoadRequest _request;
    private readonly LoadTarget _target;
    private readonly SeparateTable? _separate;
    private readonly IReadOnlyList<ServerMessage> _removed;
    private readonly RowsSetAside? _aside;
    private int _hasWriter;
    private bool _isOpen = true;
    private long _written;
    private long _rejected;

    private PostgresTableLoad(LoadSession session, LoadRequest request, LoadTarget target, SeparateTable? separate, IReadOnlyList<ServerMessage> removed)
    {
        (_session, _request, _target, _separate, _removed) = (session, request, target, separate, removed);
        _aside = target.SelfReferences.Count > 0 ? new RowsSetAside(request) : null;
    }

    /// <summary>As many as were asked for, where the load makes a table in a transaction of its own and keeps no rejects.</summary>
    public override int MaxWriters => _separate is null ? 1 : _request.Writers;

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
        IReadOnlyList<ServerMessage> removed = request.Transaction is null ? await LeftoverLoads.RemoveAsync(session, cancellationToken).ConfigureAwait(false) : [];
        SeparateTable? separate = await SeparateTable.TryMakeAsync(session, target, request, cancellationToken).ConfigureAwait(false);
        LoadRequest answered = separate is null ? request with { Writers = 1 } : request;
        PostgresTableLoad? load = null;
        try
        {
            await session.ExecuteAsync(request.Transaction is null ? "BEGIN" : "SAVEPOINT hawser_load", cancellationToken).ConfigureAwait(false);
            LoadTarget prepared = separate?.Target ?? await LoadTarget.PrepareAsync(session, target, answered, cancellationToken).ConfigureAwait(false);
            return load = new PostgresTableLoad(session, answered, prepared, separate, removed);
        }
        finally
        {
            if (load is null)
            {
                await UndoAsync(session, request.Transaction is null, separate).ConfigureAwait(false);
            }
        }
    }

    protected override async ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _hasWriter, 1) != 0)
        {
            return await PostgresTableWriter.OpenBesideAsync(_session, _target, _request, chunkId, Count, cancellationToken).ConfigureAwait(false);
        }

        PostgresTableWriter? writer = null;
        try
        {
            return writer = await PostgresTableWriter.OpenAsync(_session, _target, _request, chunkId, _aside, Count, Leave, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (writer is null)
            {
                Leave();
            }
        }

        void Leave() => Volatile.Write(ref _hasWriter, 0);
    }

    protected override async ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken)
    {
        if (_aside is not null)
        {
            long rejected = await new StagedRows(_session, _target, _request.RejectSink!, _aside).MoveAsync(_written, cancellationToken).ConfigureAwait(false);
            Count(-rejected, rejected);
        }

        if (_target.Stage is not null)
        {
            await _session.ExecuteAsync(StagingTable.DropSql, cancellationToken).ConfigureAwait(false);
        }

        if (_separate is not null)
        {
            await _separate.FinishAsync(cancellationToken).ConfigureAwait(false);
        }

        await _session.ExecuteAsync(OwnsTransaction ? "COMMIT" : "RELEASE SAVEPOINT hawser_load", cancellationToken).ConfigureAwait(false);
        _isOpen = false;
        if (_separate is not null)
        {
            await _separate.ReleaseAsync(CancellationToken.None).ConfigureAwait(false);
        }

        return new LoadResult(_written, _rejected) { Messages = [.. _removed, .. _session.Connection.TakeNotices()] };
    }

    protected override async ValueTask DisposeCoreAsync(bool committed)
    {
        _aside?.Dispose();
        if (_isOpen)
        {
            _isOpen = false;
            await UndoAsync(_session, OwnsTransaction, _separate).ConfigureAwait(false);
        }
    }

    // A session that broke has undone it already.
    private static async ValueTask UndoAsync(LoadSession session, bool ownsTransaction, SeparateTable? separate)
    {
        try
        {
            if (session.Connection.IsOpen)
            {
                await session.ExecuteAsync(ownsTransaction ? ["ROLLBACK"] : ["ROLLBACK TO SAVEPOINT hawser_load", "RELEASE SAVEPOINT hawser_load"], CancellationToken.None).ConfigureAwait(false);
            }
        }
        finally
        {
            if (separate is not null)
            {
                await separate.DropAsync().ConfigureAwait(false);
            }
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
        Interlocked.Add(ref _written, written);
        Interlocked.Add(ref _rejected, rejected);
    }
}
