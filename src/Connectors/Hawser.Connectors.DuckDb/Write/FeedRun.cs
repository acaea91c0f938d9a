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
    private Thread? _thread;
    private long _rows;
    private bool _isDone;

    /// <param name="session">Where the statement runs.</param>
    /// <param name="feed">The feed; owned from here on.</param>
    /// <param name="sql">Makes the statement from what stands behind FROM.</param>
    public FeedRun(EngineSession session, ScanFeed feed, Func<string, string> sql)
    {
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

    /// <summary>Waits for the statement's end and returns the rows that it wrote.</summary>
    /// <exception cref="ConnectorException">The statement failed.</exception>
    public long Finish(CancellationToken cancellationToken)
    {
        Start();
        _feed.Complete();
        using (cancellationToken.UnsafeRegister(static session => ((EngineSession)session!).Interrupt(), _session))
        {
            _thread!.Join();
        }

        cancellationToken.ThrowIfCancellationRequested();
        _feed.ThrowIfFailed();
        _isDone = true;
        return _rows;
    }

    public void Dispose()
    {
        if (_thread is not null && !_isDone)
        {
            _feed.Fail(new OperationCanceledException());
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
            _feed.Fail(error);
        }
    }
}
