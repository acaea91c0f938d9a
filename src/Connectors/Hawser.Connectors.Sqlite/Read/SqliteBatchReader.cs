using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Steps through a statement and decodes its rows into batches.</summary>
internal sealed class SqliteBatchReader : RecordBatchReader
{
    private readonly StatementRun _run;
    private readonly RowBuffer? _kept;
    private readonly ColumnType[] _types;
    private readonly CellDecoder[] _decoders;
    private readonly BatchGauge _gauge;
    private readonly ReadOptions _options;
    private readonly MisfitLocator _locator;
    private readonly InterruptScope _interrupt;
    private readonly long _mostBytes;
    private readonly int _fixedBytes;
    private long _rows;
    private bool _isDone;

    public SqliteBatchReader(
        StatementRun run, RowBuffer? kept, Schema schema, ColumnType[] types, TextSource texts, ReadOptions options, MisfitLocator locator, InterruptScope interrupt)
    {
        _run = run;
        _kept = kept;
        _types = types;
        _options = options;
        _locator = locator;
        _interrupt = interrupt;
        _gauge = new BatchGauge();
        _mostBytes = Math.Min(options.BatchBytes, BatchGauge.MostBytes);
        _fixedBytes = types.Sum(type => type.Arrow.ByteWidth);
        _decoders = Array.ConvertAll(types, type => CellDecoders.Create(type, texts, _gauge, options.Allocator));
        Schema = schema;
    }

    public override Schema Schema { get; }

    /// <summary>Called once when the last row was read.</summary>
    public Action? Ended { get; set; }

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        RecordBatch? batch = ReadBatch(cancellationToken);
        if (_isDone)
        {
            Ended?.Invoke();
        }

        return batch;
    }

    private RecordBatch? ReadBatch(CancellationToken cancellationToken)
    {
        using InterruptScope.Guard guard = _interrupt.Enter(cancellationToken);
        try
        {
            return _kept is null ? ReadLive() : ReadKept();
        }
        catch (ConnectorException e) when (ResultCode.Primary(e.VendorCode ?? 0) == ResultCode.Interrupt)
        {
            throw guard.Translate(e);
        }
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore()
    {
        Array.ForEach(_decoders, decoder => decoder.Dispose());
        _kept?.Dispose();
        _run.Dispose();
        _interrupt.Dispose();
    }

    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return default;
    }

    private RecordBatch? ReadLive()
    {
        nint statement = _run.Statement.Pointer;
        CellDecoder[] decoders = _decoders;
        int rows = 0;
        while (rows < _options.BatchRows && _gauge.Bytes < _mostBytes)
        {
            if (!_run.Step())
            {
                _isDone = true;
                break;
            }

            for (int i = 0; i < decoders.Length; i++)
            {
                nint value = NativeValue.OfColumn(statement, i);
                if (!decoders[i].TryAppend(value))
                {
                    throw Misfit(i, value, rows);
                }
            }

            rows++;
            _gauge.Bytes += _fixedBytes;
        }

        return Finish(rows);
    }

    private RecordBatch? ReadKept()
    {
        int rows = 0;
        while (rows < _options.BatchRows && _gauge.Bytes < _mostBytes && !_isDone)
        {
            for (int i = 0; i < _decoders.Length && _rows + rows < _kept!.RowCount; i++)
            {
                nint value = _kept.Cell((int)_rows + rows, i);
                if (!_decoders[i].TryAppend(value))
                {
                    throw Misfit(i, value, rows);
                }
            }

            _isDone = _rows + rows >= _kept!.RowCount;
            rows += _isDone ? 0 : 1;
            _gauge.Bytes += _fixedBytes;
        }

        return Finish(rows);
    }

    private RecordBatch? Finish(int rows)
    {
        _rows += rows;
        _gauge.Bytes = 0;
        return rows == 0 ? null : new RecordBatch(Schema, rows, Array.ConvertAll(_decoders, decoder => decoder.Builder.Finish()));
    }

    private ConnectorException Misfit(int column, nint value, int row)
    {
        _isDone = true;
        return _locator.Error(Schema[column].Name, _types[column], value, _rows + row);
    }
}
