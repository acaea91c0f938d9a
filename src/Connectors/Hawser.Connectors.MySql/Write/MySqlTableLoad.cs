using System.Collections.Concurrent;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// A load: into a table beside the target, which takes several writers, each with a session and transactions of its own, and then the target's name; or straight into the target in one
/// transaction, the load's or the caller's, which takes one writer at a time.
/// </summary>
internal sealed class MySqlTableLoad : TableLoad
{
    private const int MostWriters = 16;

    private readonly MySqlConnection _connection;
    private readonly LoadSession _session;
    private readonly LoadRequest _request;
    private readonly LoadTarget _target;
    private readonly RowsSetAside? _aside;
    private readonly ConcurrentBag<ServerMessage> _messages = [];
    private volatile bool _isTorn;
    private bool _isTransactionOpen;
    private int _isSessionTaken;
    private long _written;
    private long _rejected;

    private MySqlTableLoad(MySqlConnection connection, LoadSession session, LoadRequest request, LoadTarget target)
    {
        (_connection, _session, _request, _target) = (connection, session, request, target);
        _isTransactionOpen = target.Beside is null;
        _aside = target.Stage?.SelfReferences.Count > 0 ? new RowsSetAside(request) : null;
    }

    /// <inheritdoc/>
    public override int MaxWriters => _target.Beside is null ? 1 : MostWriters;

    private bool OwnsTransaction => _request.Transaction is null;

    /// <summary>Opens the load's session and prepares the target.</summary>
    /// <exception cref="ConnectorException">The target is missing or there already, its columns do not match, or it could not be left as it was.</exception>
    public static async ValueTask<MySqlTableLoad> BeginAsync(MySqlConnection connection, LoadRequest request, CancellationToken cancellationToken)
    {
        if (request.Target is not TableName target)
        {
            throw new ConnectorException(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"{request.Target.DisplayName} is no table; MySQL loads into tables only.");
        }

        ThrowIfInOtherTransaction(connection, request);
        string where = $"load into {target.DisplayName}";
        LoadSession session = request.Transaction is null
            ? await LoadSession.OpenAsync(connection.Database, connection.SendsFiles, where, cancellationToken).ConfigureAwait(false)
            : await LoadSession.BorrowAsync(connection, where, cancellationToken).ConfigureAwait(false);
        LoadTarget? prepared = null;
        bool isReady = false;
        try
        {
            prepared = await LoadTarget.PrepareAsync(connection, session, target, request, cancellationToken).ConfigureAwait(false);
            if (prepared.Beside is null)
            {
                await session.ExecuteAsync(request.Transaction is null ? "START TRANSACTION" : "SAVEPOINT hawser_load", cancellationToken).ConfigureAwait(false);
                await prepared.EmptyAsync(session, cancellationToken).ConfigureAwait(false);
            }

            isReady = true;
            return new MySqlTableLoad(connection, session, request, prepared);
        }
        finally
        {
            if (!isReady)
            {
                await EndAsync(session, prepared, request.Transaction is null).ConfigureAwait(false);
            }
        }
    }

    protected override async ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken)
    {
        // The first writer has the load's own session, which is at rest otherwise.
        LoadSession session = Interlocked.Exchange(ref _isSessionTaken, 1) == 0
            ? _session
            : await OpenSessionAsync(cancellationToken).ConfigureAwait(false);
        MySqlTableWriter? writer = null;
        try
        {
            return writer = await MySqlTableWriter.OpenAsync(session, _target, _request, chunkId, _aside, _target.Beside is not null, CloseAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (writer is null)
            {
                await ReturnAsync(session).ConfigureAwait(false);
            }
        }
    }

    protected override async ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken)
    {
        if (_isTorn)
        {
            throw new InvalidOperationException("A writer of the load was given up when the server had taken rows of it, which cannot be taken back alone; the load can only be disposed.");
        }

        if (_target.Beside is { } beside)
        {
            await beside.SwapAsync(_session, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            await MoveStagedAsync(cancellationToken).ConfigureAwait(false);
            await _session.ExecuteAsync(OwnsTransaction ? "COMMIT" : "RELEASE SAVEPOINT hawser_load", cancellationToken).ConfigureAwait(false);
            _isTransactionOpen = false;
        }

        return new LoadResult(_written, _rejected) { Messages = [.. _messages.Concat(_session.Messages).Distinct()] };
    }

    protected override ValueTask DisposeCoreAsync(bool committed)
    {
        _aside?.Dispose();
        return EndAsync(_session, committed ? null : _target, OwnsTransaction, _isTransactionOpen);
    }

    private async ValueTask MoveStagedAsync(CancellationToken cancellationToken)
    {
        if (_aside is null)
        {
            return;
        }

        var rejects = new RowRejects(_session, _target, _request, "");
        var staged = new StagedRows(_session, _target.Stage!, (fault, number, token) => rejects.GiveAsync(fault, _aside, number, token));
        long rejected = await staged.MoveAsync(_written, cancellationToken).ConfigureAwait(false);
        (_written, _rejected) = (_written - rejected, _rejected + rejected);
    }

    // A session that broke has undone its transaction already, and what stands beside the target is dropped by the next load.
    private static async ValueTask EndAsync(LoadSession session, LoadTarget? target, bool ownsTransaction, bool isTransactionOpen = true)
    {
        try
        {
            if (session.Session.IsUsable)
            {
                await UndoAsync(session, target, ownsTransaction, isTransactionOpen).ConfigureAwait(false);
            }
        }
        finally
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask UndoAsync(LoadSession session, LoadTarget? target, bool ownsTransaction, bool isTransactionOpen)
    {
        if (ownsTransaction)
        {
            await session.ExecuteAsync("ROLLBACK", CancellationToken.None).ConfigureAwait(false);
            if (target?.Beside is { } beside)
            {
                await beside.DropAsync(session).ConfigureAwait(false);
            }
        }
        else
        {
            await UndoBorrowedAsync(session, target, isTransactionOpen).ConfigureAwait(false);
        }
    }

    private static async ValueTask UndoBorrowedAsync(LoadSession session, LoadTarget? target, bool isTransactionOpen)
    {
        try
        {
            if (isTransactionOpen && target is not null)
            {
                await session.ExecuteAsync("ROLLBACK TO SAVEPOINT hawser_load", CancellationToken.None).ConfigureAwait(false);
            }
        }
        catch (ConnectorException e) when (e.VendorCode == MySqlErrors.NoSavepoint)
        {
            // A deadlock has undone the caller's whole transaction; the error that ended the load says so.
            return;
        }
    }

    private static void ThrowIfInOtherTransaction(MySqlConnection connection, LoadRequest request)
    {
        if (request.Transaction is not null)
        {
            if (!ReferenceEquals(request.Transaction, connection.OpenTransaction))
            {
                throw new InvalidOperationException("The load's transaction has ended, or is another connection's.");
            }
        }
        else if (connection.IsInTransaction)
        {
            throw new InvalidOperationException("The session is in a transaction; name it in the load request, or end it first.");
        }
    }

    private async ValueTask<LoadSession> OpenSessionAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await LoadSession.OpenAsync(_connection.Database, _connection.SendsFiles, _session.Where, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (MySqlErrors.IsForWantOfSessions(error.VendorCode))
        {
            // A further writer was a wish: who asked for it goes on with those that there are.
            throw new ConnectorException(ConnectorStatus.ResourceExhausted, MySqlErrors.Connector, error.Detail, error) { VendorCode = error.VendorCode, SqlState = error.SqlState, Hint = error.Hint, IsTransient = true };
        }
    }

    private async ValueTask CloseAsync(MySqlTableWriter writer)
    {
        _isTorn |= writer.IsTorn;
        Interlocked.Add(ref _written, writer.Counts.Written);
        Interlocked.Add(ref _rejected, writer.Counts.Rejected);
        await ReturnAsync(writer.Session).ConfigureAwait(false);
    }

    private async ValueTask ReturnAsync(LoadSession session)
    {
        if (ReferenceEquals(session, _session))
        {
            Volatile.Write(ref _isSessionTaken, 0);
            return;
        }

        foreach (ServerMessage message in session.Messages)
        {
            _messages.Add(message);
        }

        await session.DisposeAsync().ConfigureAwait(false);
    }
}
