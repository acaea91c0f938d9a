using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Session;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>
/// Gathers a result's chunks (2,048 rows each) into record batches. Besides the batches' own objects and buffers nothing is allocated per batch, nothing per row.
/// </summary>
internal sealed class CursorReader : RecordBatchReader
{
    private readonly EngineSession _session;
    private readonly NativeStatement? _statement;
    private readonly NativeCursor _cursor;
    private readonly ReadOptions _options;
    private readonly string _where;
    private readonly TimeLimit? _limit;
    private readonly VectorDecoder[] _decoders;
    private int _chunkRows;
    private int _chunkPosition;
    private long _rowsBefore;
    private bool _atEnd;

    /// <summary>Takes over the cursor and, where given, its statement and time limit.</summary>
    public CursorReader(EngineSession session, NativeStatement? statement, NativeCursor cursor, ReadOptions options, string where, TimeLimit? limit)
    {
        _session = session;
        _statement = statement;
        _cursor = cursor;
        _options = options;
        _where = where;
        _limit = limit;
        var hasRows = cursor.Kind == ResultKind.QueryResult;
        _atEnd = !hasRows;
        (Schema, _decoders) = hasRows ? Describe(cursor, options.Allocator) : (new Schema([]), []);
    }

    public override Schema Schema { get; }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        var rows = 0;
        while (rows < _options.BatchRows && !_atEnd)
        {
            if (_chunkPosition == _chunkRows && !FetchChunk(cancellationToken))
            {
                break;
            }

            var taken = Take(Math.Min(_options.BatchRows - rows, _chunkRows - _chunkPosition), rows);
            rows += taken;
            _chunkPosition += taken;
            if (ByteCount() >= _options.BatchBytes)
            {
                break;
            }
        }

        if (rows == 0)
        {
            return null;
        }

        _rowsBefore += rows;
        return Finish(rows);
    }

    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return default;
    }

    protected override void DisposeCore()
    {
        // Destroying a result that is still streaming stops its query.
        _cursor.Dispose();
        _statement?.Dispose();
        _limit?.Dispose();
        foreach (var decoder in _decoders)
        {
            decoder.Dispose();
        }
    }

    private static (Schema Schema, VectorDecoder[] Decoders) Describe(NativeCursor cursor, ArrowAllocator allocator)
    {
        var fields = new Field[cursor.ColumnCount];
        var decoders = new VectorDecoder[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            using var handle = cursor.ColumnType(i);
            var type = LogicalTypes.Read(handle.Raw);
            fields[i] = SourceForms.Of(type).Field.WithName(cursor.ColumnName(i));
            decoders[i] = VectorDecoders.Create(type, fields[i].Type, allocator);
        }

        return (new Schema(fields), decoders);
    }

    private bool FetchChunk(CancellationToken cancellationToken)
    {
        _chunkPosition = 0;
        _chunkRows = _limit is null
            ? _session.Fetch(_cursor, cancellationToken)
            : _limit.Run(token => _session.Fetch(_cursor, token), cancellationToken);
        _atEnd = _chunkRows == 0;
        return !_atEnd;
    }

    /// <summary>Decodes at most <paramref name="count"/> rows of the chunk, fewer when they are huge, and returns how many.</summary>
    private int Take(int count, int rowsInBatch)
    {
        var room = _options.BatchBytes - ByteCount();
        while (count > 1 && Measure(count) > room)
        {
            count /= 2;
        }

        for (var i = 0; i < _decoders.Length; i++)
        {
            try
            {
                _decoders[i].Append(_cursor.Vector(i), _chunkPosition, count);
            }
            catch (CellMisfitException misfit)
            {
                throw DuckDbErrors.Misfit(_where, Schema[i].Name, _rowsBefore + rowsInBatch + misfit.Row - _chunkPosition, misfit.Message);
            }
        }

        return count;
    }

    private long Measure(int count)
    {
        long total = 0;
        for (var i = 0; i < _decoders.Length; i++)
        {
            total += _decoders[i].Measure(_cursor.Vector(i), _chunkPosition, count);
        }

        return total;
    }

    private long ByteCount()
    {
        long total = 0;
        foreach (var decoder in _decoders)
        {
            total += decoder.ByteCount;
        }

        return total;
    }

    private RecordBatch Finish(int rows)
    {
        var columns = new ArrowArray[_decoders.Length];
        for (var i = 0; i < columns.Length; i++)
        {
            columns[i] = _decoders[i].Finish();
        }

        return new RecordBatch(Schema, rows, columns);
    }
}
