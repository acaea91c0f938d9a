using System.Diagnostics;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// Copies one table: a reader's thread fills a bounded queue, a writer's thread hashes, converts and writes what comes out, then the load commits and the target is
/// read back. What was not committed leaves no trace.
/// </summary>
internal sealed class TableCopy
{
    /// <summary>A batch takes at most this share of the memory ceiling, as several are under way at a time.</summary>
    private const int BatchShare = 24;

    private const long LargestBatchBytes = 16L << 20;
    private readonly TablePlan _plan;
    private readonly Database _source;
    private readonly Connection _reading;
    private readonly Connection _writing;
    private readonly CopyOptions _options;
    private readonly ArrowAllocator _allocator;
    private readonly BatchConverter _converter;
    private readonly ProgressMeter _meter;
    private readonly ReadOptions _readOptions;
    private readonly bool _isUnproved;
    private long _rowsRead;
    private long _bytes;

    public TableCopy(TablePlan plan, Database source, Connection reading, Connection writing, CopyOptions options, ArrowAllocator allocator, IProgress<CopyProgress>? progress)
    {
        _plan = plan;
        _source = source;
        _reading = reading;
        _writing = writing;
        _options = writing.CanReadBack(plan.Target) ? options : options with { Verify = VerifyMode.None };
        _isUnproved = _options.Verify != options.Verify;
        _allocator = allocator;
        _converter = new BatchConverter(plan, allocator);
        _meter = new ProgressMeter(plan.Item.Name, plan.EstimatedRows, progress);
        _readOptions = new ReadOptions
        {
            BatchRows = options.BatchRows,
            BatchBytes = Math.Clamp(options.MemoryBytes / BatchShare, 1 << 16, LargestBatchBytes),
            TypeMode = options.TypeMode,
            Allocator = allocator,
        };
    }

    public async ValueTask<TableReport> RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CopyAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (ArrowException error)
        {
            ConnectorStatus status = error.IsLimit ? ConnectorStatus.ResourceExhausted : ConnectorStatus.InvalidData;
            throw new ConnectorException(status, "", $"copy of {_plan.Item.Name}: {error.Message}", error);
        }
    }

    private async ValueTask<TableReport> CopyAsync(CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        var proof = new CopyProof(_plan, _converter, _options, _readOptions, _meter);
        await proof.MeasureBeforeAsync(_writing, cancellationToken).ConfigureAwait(false);
        _meter.Enter(CopyPhase.Copying);
        PushedDownLoad? pushed = _options is { AllowPushDown: true, Verify: not VerifyMode.Hash }
            ? await _writing.LoadFromRelationAsync(Scan(), _source, Load(), cancellationToken).ConfigureAwait(false)
            : null;
        _rowsRead = pushed?.RowsRead ?? 0;
        LoadResult result = pushed?.Result ?? await MoveAsync(proof, cancellationToken).ConfigureAwait(false);
        proof.CheckCounts(_rowsRead, result);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        long committed = Stopwatch.GetTimestamp();
        await proof.VerifyAsync(_reading, _writing, result, cancellationToken).ConfigureAwait(false);
        _meter.Enter(CopyPhase.Done);
        return new TableReport(_plan)
        {
            RowsRead = _rowsRead,
            RowsWritten = result.RowsWritten,
            RowsRejected = result.RowsRejected,
            Bytes = _bytes,
            Elapsed = elapsed,
            VerifyElapsed = Stopwatch.GetElapsedTime(committed),
            WasPushedDown = pushed is not null,
            Verified = _options.Verify,
            Messages = _isUnproved ? [.. result.Messages, NotProved()] : result.Messages,
        };
    }

    private ServerMessage NotProved() =>
        new(MessageSeverity.Notice, $"{_plan.Target.DisplayName} cannot be read back, so the rows that were written are counted and not verified");

    private async ValueTask<LoadResult> MoveAsync(CopyProof proof, CancellationToken cancellationToken)
    {
        TableLoad load = await _writing.BeginLoadAsync(Load(), cancellationToken).ConfigureAwait(false);
        await using (load.ConfigureAwait(false))
        {
            long written = await PumpAsync(load, proof, cancellationToken).ConfigureAwait(false);
            if (written != _rowsRead)
            {
                throw proof.Failure($"{_rowsRead} rows were read and {written} written; nothing was committed");
            }

            _meter.Enter(CopyPhase.Committing);
            return await load.CommitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<long> PumpAsync(TableLoad load, CopyProof proof, CancellationToken cancellationToken)
    {
        TableWriter writer = await load.OpenWriterAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (writer.ConfigureAwait(false))
        {
            RecordBatchReader reader = await _reading.ReadAsync(Scan(), cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                CheckSchema(reader.Schema);
                await new BatchPump(_options.MemoryBytes / 4).RunAsync(reader, (batch, bytes, token) => Write(batch, bytes, writer, proof, token), cancellationToken).ConfigureAwait(false);
            }

            return await writer.CompleteAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private void Write(RecordBatch batch, long bytes, TableWriter writer, CopyProof proof, CancellationToken cancellationToken)
    {
        proof.AddSource(batch);
        using (RecordBatch converted = _converter.ToTarget(batch, _rowsRead))
        {
            writer.Write(converted, cancellationToken);
        }

        _rowsRead += batch.RowCount;
        _bytes += bytes;
        _meter.Add(batch.RowCount, bytes);
    }

    private ScanRequest Scan() => new(_plan.Item.Relation)
    {
        Columns = [.. _plan.Columns.Select(c => c.Source.Name)],
        ReadOptions = _readOptions,
    };

    private LoadRequest Load() => new(_plan.Target, _converter.TargetSchema, _plan.Mode)
    {
        Definition = _plan.Definition,
        AllowMissingColumns = _options.AllowMissingColumns,
        AllowExtraColumns = _options.AllowExtraColumns,
        Allocator = _allocator,
    };

    private void CheckSchema(Schema schema)
    {
        for (int i = 0; i < _plan.Columns.Count; i++)
        {
            string name = _plan.Columns[i].Source.Name;
            if (SchemaCheck.Find(schema, i, name, _converter.SourceSchema[i].Type) is { } found)
            {
                throw new ConnectorException(
                    ConnectorStatus.InvalidData, "", $"copy of {_plan.Item.Name}: column \"{name}\" was planned as {_converter.SourceSchema[i].Type} and reads as {found}; it changed in between.");
            }
        }
    }
}
