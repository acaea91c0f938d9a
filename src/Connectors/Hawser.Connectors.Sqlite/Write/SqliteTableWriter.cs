using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Inserts the rows of batches, each bound straight from its Arrow buffers. Its rows stand in a savepoint until it is complete.</summary>
internal sealed class SqliteTableWriter : TableWriter
{
    private const int RowsBetweenLooksAtTheToken = 256;

    private readonly SqliteSession _session;
    private readonly LoadRequest _request;
    private readonly LoadTarget _target;
    private readonly string _chunkId;
    private readonly Action<long, long> _count;
    private readonly SqliteStatement _insert;
    private readonly CellEncoder[] _encoders;
    private readonly bool _isVirtual;
    private readonly UpsertKeys? _keys;
    private long _rows;
    private long _written;
    private long _rejected;

    public SqliteTableWriter(SqliteSession session, LoadRequest request, LoadTarget target, string chunkId, Action<long, long> count)
    {
        _session = session;
        _request = request;
        _target = target;
        _chunkId = chunkId;
        _count = count;
        _encoders = [.. target.Columns.Select(Encoder)];
        _isVirtual = target.Table.Kind == "virtual";
        _insert = session.Prepare(target.InsertSql, isPersistent: true);
        _keys = target.Key.Count > 0 ? UpsertKeys.Open(session, target, request.Schema) : null;
        session.Execute("SAVEPOINT hawser_writer");
    }

    protected override void WriteCore(RecordBatch batch, CancellationToken cancellationToken)
    {
        for (int i = 0; i < _encoders.Length; i++)
        {
            _encoders[i].Begin(batch[_target.Columns[i].Source]);
        }

        _keys?.Begin(batch);
        try
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                if (row % RowsBetweenLooksAtTheToken == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                WriteRow(batch, row, cancellationToken);
            }
        }
        finally
        {
            _insert.Reset();
            _insert.ClearBindings();
            _rows += batch.RowCount;
        }
    }

    protected override ValueTask WriteCoreAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        WriteCore(batch, cancellationToken);
        return default;
    }

    protected override ValueTask<long> CompleteCoreAsync(CancellationToken cancellationToken)
    {
        _session.Execute("RELEASE hawser_writer");
        _count(_written, _rejected);
        return new ValueTask<long>(_written);
    }

    protected override ValueTask DisposeCoreAsync(bool completed)
    {
        _insert.Dispose();
        _keys?.Dispose();
        if (!completed && !_session.IsClosed && _session.IsInTransaction)
        {
            _session.Execute("ROLLBACK TO hawser_writer");
            _session.Execute("RELEASE hawser_writer");
        }

        return default;
    }

    private CellEncoder Encoder(LoadColumn column, int position)
    {
        Field field = _request.Schema[column.Source];
        return CellEncoders.ForColumn(field, _target.Table.DeclaredTypeOf(column.Target), position + 1)
            ?? throw SqliteErrors.Create(
                ConnectorStatus.NotSupported,
                $"column \"{field.Name}\" of type {field.ExtensionName ?? field.Type.ToString()} cannot be written into a column of type \"{column.Target.DeclaredType}\" in table \"{_target.Table.Name}\".",
                "Cast it in a query first.");
    }

    private void WriteRow(RecordBatch batch, int row, CancellationToken cancellationToken)
    {
        if (_keys?.Add(batch, row) is { } reason)
        {
            Reject(batch, row, null, reason, ConnectorStatus.ConstraintViolation, null, cancellationToken);
            return;
        }

        for (int i = 0; i < _encoders.Length; i++)
        {
            LoadColumn column = _target.Columns[i];
            bool isNumberedNull = column.IsRowId && batch[column.Source].IsNull(row);
            int bound = isNumberedNull ? CellEncoder.Misfit : _encoders[i].Bind(_insert.Pointer, row);
            if (bound != ResultCode.Ok)
            {
                RejectValue(batch, row, i, bound, isNumberedNull, cancellationToken);
                _keys?.Forget();
                return;
            }
        }

        int code = _insert.StepRaw();
        if (code == ResultCode.Done && (_isVirtual || _session.Changes > 0))
        {
            _insert.Reset();
            _written++;
            return;
        }

        RejectRow(batch, row, code, cancellationToken);
        _keys?.Forget();
    }

    private void RejectValue(RecordBatch batch, int row, int column, int bound, bool isNumberedNull, CancellationToken cancellationToken)
    {
        int source = _target.Columns[column].Source;
        if (bound != CellEncoder.Misfit && ResultCode.Primary(bound) != ResultCode.TooBig)
        {
            throw _session.Error(bound);
        }

        string reason = isNumberedNull ? "is NULL, for which SQLite would put a number of its own"
            : bound == CellEncoder.Misfit ? _encoders[column].MisfitReason
            : "is longer than SQLite takes";
        string value = isNumberedNull ? "" : ArrowValueText.Describe(batch.Schema[source], batch[source], row) + " ";
        Reject(batch, row, _request.Schema[source].Name, $"the value {value}{reason}", ConnectorStatus.InvalidData, null, cancellationToken);
    }

    private void RejectRow(RecordBatch batch, int row, int code, CancellationToken cancellationToken)
    {
        ConnectorException? error = code == ResultCode.Done ? null : _session.Error(code);
        _insert.Reset();
        if (error is not null && ResultCode.Primary(code) is not (ResultCode.Constraint or ResultCode.Mismatch or ResultCode.TooBig))
        {
            throw error;
        }

        string reason = error?.Detail ?? "a trigger dropped the row";
        Reject(batch, row, null, reason.TrimEnd('.'), ConnectorStatus.ConstraintViolation, error, cancellationToken);
    }

    private void Reject(RecordBatch batch, int row, string? column, string reason, ConnectorStatus status, ConnectorException? cause, CancellationToken cancellationToken)
    {
        long number = _rows + row;
        if (_request.RejectSink is not { } sink)
        {
            string place = column is null ? "" : $" in column \"{column}\"";
            throw new ConnectorException(status, SqliteErrors.ConnectorName, $"loading into {_target.Table.Name}: row {number}: {reason}{place}.", cause)
            {
                VendorCode = cause?.VendorCode,
            };
        }

        using RecordBatch rejected = batch.Slice(row, 1);
        RejectedRow report = new(rejected, number, column, reason) { ChunkId = _chunkId };
        SyncPump.Run(async () =>
        {
            await sink.RejectAsync(report, cancellationToken).ConfigureAwait(false);
            return true;
        });
        _rejected++;
    }
}
