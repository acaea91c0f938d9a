using Hawser.Connectors.DuckDb.Session;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>Loads a table by one INSERT over a feed, in one transaction.</summary>
internal sealed class InsertLoad : TableLoad
{
    private const int MostWriters = 64;
    private readonly DuckDbConnection _connection;
    private readonly FeedRun _run;
    private readonly UpsertMerge? _merge;
    private readonly bool _ownsTransaction;
    private bool _isEnded;

    private InsertLoad(DuckDbConnection connection, FeedRun run, UpsertMerge? merge, bool ownsTransaction)
    {
        _merge = merge;
        _connection = connection;
        _run = run;
        _ownsTransaction = ownsTransaction;
    }

    public override int MaxWriters => MostWriters;

    /// <exception cref="ConnectorException">The target is missing or there already, or its columns do not match.</exception>
    public static InsertLoad Begin(DuckDbConnection connection, TableName target, LoadRequest request, CancellationToken cancellationToken)
    {
        var ownsTransaction = connection.OpenTransaction is null;
        if (request.Transaction is not null && !ReferenceEquals(request.Transaction, connection.OpenTransaction))
        {
            throw new ArgumentException("The load's transaction is not the one that is open on its connection.", nameof(request));
        }

        if (ownsTransaction)
        {
            connection.Session.Run("BEGIN TRANSACTION", cancellationToken);
        }

        InsertLoad? load = null;
        try
        {
            var table = LoadTarget.Prepare(connection, target, request, cancellationToken);
            var columns = LoadColumns.Match(table, request);
            var merge = request.Mode == LoadMode.Upsert ? UpsertMerge.Begin(connection, table, columns, request, cancellationToken) : null;
            var feed = new ScanFeed([.. columns.Select(column => column.Scan)], request.RejectSink, $"load into {target.DisplayName}");
            var run = new FeedRun(connection.Session, feed, $"load into {target.DisplayName}", source => LoadColumns.Insert(merge?.Staging ?? table.Name, columns, source));
            load = new InsertLoad(connection, run, merge, ownsTransaction);
            return load;
        }
        finally
        {
            if (load is null && ownsTransaction)
            {
                connection.Session.RollBack();
            }
        }
    }

    protected override ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken) => new(_run.OpenWriter(chunkId));

    protected override ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken)
    {
        var result = _run.Finish(cancellationToken);
        _merge?.Merge(result.RowsWritten, cancellationToken);
        if (_ownsTransaction)
        {
            using var change = _connection.Gate.EnterChange();
            _connection.Session.Run("COMMIT", cancellationToken);
        }

        _isEnded = true;
        return new(result);
    }

    protected override ValueTask DisposeCoreAsync(bool committed)
    {
        _run.Dispose();
        if (!_isEnded)
        {
            _isEnded = true;
            Undo();
        }

        return default;
    }

    private void Undo()
    {
        if (_ownsTransaction && !_connection.Session.Handle.IsClosed)
        {
            _connection.Session.RollBack();
        }
    }
}
