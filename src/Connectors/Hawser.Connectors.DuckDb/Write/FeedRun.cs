using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Session;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>A statement that reads a feed, on a thread of its own, because it waits for the writers' batches.</summary>
internal sealed class FeedRun : IDisposable
{
    private readonly EngineSession _session;
    private readonly ScanFeed _feed;
    private readonly long _id;
    private readonly Func<string, string> _sql;
    private readonly string _where;
    private readonly List<FeedWriter> _writers = [];
    private Thread? _thread;
    private long _rows;
    private bool _isDone;

    /// <param name="session">Where the statement runs.</param>
    /// <param name="feed">The feed; owned from here on.</param>
    /// <param name="where">What is loaded, for errors.</param>
    /// <param name="sql">Makes the statement from what stands behind FROM.</param>
    public FeedRun(EngineSession session, ScanFeed feed, string where, Func<string, string> sql)
    {
        _where = where;
        _session = session;
        _feed = feed;
        _sql = sql;
        _id = BatchScan.Add(feed);
    }

    public ScanFeed Feed => _feed;

    /// <summary>Starts the statement; later calls do nothing.</summary>
    public void Start()
    {
        if (_thread is null)
        {
            _thread = new Thread(Run) { IsBackground = true, Name = "Hawser DuckDB load" };
            _thread.Start();
        }
    }

    /// <summary>A writer that feeds the statement; several may at the same time.</summary>
    public FeedWriter OpenWriter(string chunkId)
    {
        var writer = new FeedWriter(this, chunkId);
        lock (_writers)
        {
            _writers.Add(writer);
        }

        return writer;
    }

    /// <summary>Waits for the statement's end, and holds its count against what the writers handed over.</summary>
    /// <exception cref="ConnectorException">The statement failed, or wrote another number of rows.</exception>
    public LoadResult Finish(CancellationToken cancellationToken)
    {
        var rows = Wait(cancellationToken);
        var taken = _writers.Sum(writer => writer.State.RowsTaken);
        var rejected = _writers.Sum(writer => writer.State.RowsRejected);
        return rows == taken - rejected
            ? new LoadResult(rows, rejected)
            : throw new ConnectorException(
                ConnectorStatus.VerificationFailed, DuckDbErrors.Connector, $"{_where}: {taken} rows were handed over and {rejected} rejected, but DuckDB wrote {rows}.");
    }

    private long Wait(CancellationToken cancellationToken)
    {
        Start();
        _feed.Queue.Complete();
        using (cancellationToken.UnsafeRegister(static session => ((EngineSession)session!).Interrupt(), _session))
        {
            _thread!.Join();
        }

        cancellationToken.ThrowIfCancellationRequested();
        _feed.Queue.ThrowIfFailed();
        _isDone = true;
        return _rows;
    }

    public void Dispose()
    {
        if (_thread is not null && !_isDone)
        {
            _feed.Queue.Fail(new OperationCanceledException());
            while (!_thread.Join(TimeSpan.FromMilliseconds(20)))
            {
                // Again and again, because an interrupt that comes before the statement began is forgotten.
                _session.Interrupt();
            }
        }

        BatchScan.Remove(_id);
        _feed.Dispose();
    }

    [System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1031", Justification = "A thread's edge: the error is kept for whoever waits.")]
    private void Run()
    {
        try
        {
            using var statement = _session.Prepare(_sql(BatchScan.Call(_id)));
            using var cursor = _session.Execute(statement, streamed: false, CancellationToken.None);
            _rows = cursor.Kind == ResultKind.ChangedRows ? cursor.RowsChanged : 0;
        }
        catch (Exception error)
        {
            _feed.Queue.Fail(error);
        }
    }
}
