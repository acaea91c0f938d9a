using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Gives the columns, the number of rows and the batch sizes that a scan asks for, out of batches that a source has whole.</summary>
internal sealed class ShapedReader : RecordBatchReader
{
    private readonly RecordBatchReader _inner;
    private readonly int[]? _columns;
    private readonly ReadOptions _options;
    private RecordBatch? _whole;
    private int _row;
    private long _rowsLeft;

    private ShapedReader(RecordBatchReader inner, int[]? columns, ScanRequest request)
    {
        _inner = inner;
        _columns = columns;
        _options = request.ReadOptions;
        _rowsLeft = request.Limit ?? long.MaxValue;
        Schema = columns is null ? inner.Schema : inner.Schema.Select(columns);
    }

    public override Schema Schema { get; }

    /// <summary>Shapes a reader and takes it over, also when this throws.</summary>
    /// <exception cref="ConnectorException">A column does not exist.</exception>
    public static ShapedReader Of(RecordBatchReader inner, ScanRequest request, string connector)
    {
        ShapedReader? shaped = null;
        try
        {
            var columns = request.Columns?.Select(name => IndexOf(inner.Schema, name, request.Relation, connector)).ToArray();
            return shaped = new ShapedReader(inner, columns, request);
        }
        finally
        {
            if (shaped is null)
            {
                inner.Dispose();
            }
        }
    }

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        while (_rowsLeft > 0)
        {
            if (Cut() is { } batch)
            {
                return batch;
            }

            if (!Take(_inner.ReadNext(cancellationToken)))
            {
                break;
            }
        }

        return null;
    }

    protected override async ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        while (_rowsLeft > 0)
        {
            if (Cut() is { } batch)
            {
                return batch;
            }

            if (!Take(await _inner.ReadNextAsync(cancellationToken).ConfigureAwait(false)))
            {
                break;
            }
        }

        return null;
    }

    protected override void DisposeCore()
    {
        Drop();
        _inner.Dispose();
    }

    protected override ValueTask DisposeCoreAsync()
    {
        Drop();
        return _inner.DisposeAsync();
    }

    private static int IndexOf(Schema schema, string column, Relation relation, string connector)
    {
        var index = schema.IndexOf(column);
        return index >= 0
            ? index
            : throw new ConnectorException(ConnectorStatus.NotFound, connector, $"{relation.DisplayName} has no column \"{column}\".")
            {
                Hint = NearestName.Find(column, schema.Fields.Select(field => field.Name)) is { } nearest
                    ? $"Did you mean \"{nearest}\"?"
                    : $"It has {string.Join(", ", schema.Fields.Take(20).Select(field => $"\"{field.Name}\""))}.",
            };
    }

    private bool Take(RecordBatch? batch)
    {
        if (batch is null)
        {
            _rowsLeft = 0;
            return false;
        }

        if (_columns is null)
        {
            _whole = batch;
        }
        else
        {
            using (batch)
            {
                _whole = batch.Select(_columns);
            }
        }

        _row = 0;
        return true;
    }

    private RecordBatch? Cut()
    {
        if (_whole is null || _row >= _whole.RowCount)
        {
            Drop();
            return null;
        }

        var rows = (int)Math.Min(BatchSlicer.NextLength(_whole, _row, _options), _rowsLeft);
        _rowsLeft -= rows;
        if (_row == 0 && rows == _whole.RowCount)
        {
            var whole = _whole;
            _whole = null;
            return whole;
        }

        _row += rows;
        return _whole.Slice(_row - rows, rows);
    }

    private void Drop()
    {
        _whole?.Dispose();
        _whole = null;
    }
}
