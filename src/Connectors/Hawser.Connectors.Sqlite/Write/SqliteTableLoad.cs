using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>
/// A load in one transaction. The journal undoes it when the process dies in the middle; no setting that would weaken this is touched. Inside a transaction of the
/// caller's it is a savepoint.
/// </summary>
internal sealed class SqliteTableLoad : TableLoad
{
    private const int CacheKibibytes = 32 * 1024;

    private readonly SqliteSession _session;
    private readonly LoadRequest _request;
    private readonly LoadTarget _target;
    private readonly long? _cacheSize;
    private bool _isOpen = true;
    private long _written;
    private long _rejected;

    private SqliteTableLoad(SqliteSession session, LoadRequest request, LoadTarget target, long? cacheSize)
    {
        _session = session;
        _request = request;
        _target = target;
        _cacheSize = cacheSize;
    }

    private bool OwnsTransaction => _request.Transaction is null;

    /// <summary>Begins the transaction and prepares the target.</summary>
    public static SqliteTableLoad Begin(SqliteSession session, LoadRequest request)
    {
        if (session.IsInTransaction != request.Transaction is not null)
        {
            throw new InvalidOperationException(request.Transaction is null
                ? "The session is in a transaction; name it in the load request, or end it first."
                : "The load's transaction has ended.");
        }

        session.Execute(request.Transaction is null ? "BEGIN IMMEDIATE" : "SAVEPOINT hawser_load");
        try
        {
            LoadTarget target = LoadTarget.Prepare(session, request);
            long? cacheSize = session.QueryInt64("PRAGMA cache_size");
            session.Execute($"PRAGMA cache_size = -{CacheKibibytes}");
            return new SqliteTableLoad(session, request, target, cacheSize);
        }
        catch (Exception e) when (e is ConnectorException or ArgumentException)
        {
            Undo(session, request.Transaction is null);
            throw;
        }
    }

    protected override ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken) =>
        new(new SqliteTableWriter(_session, _request, _target, chunkId, Count));

    protected override ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (_target.Key.Count > 0)
        {
            UpsertKeys.Drop(_session);
        }

        _session.Execute(OwnsTransaction ? "COMMIT" : "RELEASE hawser_load");
        _isOpen = false;
        return new ValueTask<LoadResult>(new LoadResult(_written, _rejected));
    }

    protected override ValueTask DisposeCoreAsync(bool committed)
    {
        if (_isOpen)
        {
            _isOpen = false;
            Undo(_session, OwnsTransaction);
        }

        if (!_session.IsClosed)
        {
            _session.Execute($"PRAGMA cache_size = {_cacheSize}");
        }

        return default;
    }

    /// <summary>A full disk or a broken file may have rolled back the transaction already.</summary>
    private static void Undo(SqliteSession session, bool ownsTransaction)
    {
        if (session.IsClosed || !session.IsInTransaction)
        {
            return;
        }

        if (ownsTransaction)
        {
            session.Execute("ROLLBACK");
        }
        else
        {
            session.Execute("ROLLBACK TO hawser_load");
            session.Execute("RELEASE hawser_load");
        }
    }

    private void Count(long written, long rejected)
    {
        _written += written;
        _rejected += rejected;
    }
}
