using System.Diagnostics;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// Copies one table: readers fill a bounded queue, writers hash, convert and write what comes out, then the load commits and the target is read back. What was not committed leaves no
/// trace.
/// </summary>
internal sealed class TableCopy
{
    /// <summary>A batch takes at most this share of the memory ceiling, as several are under way at a time.</summary>
    private const int BatchShare = 24;

    private const long LargestBatchBytes = 2L << 20;
    private readonly TablePlan _plan;
    private readonly Database _source;
    private readonly IReadOnlyList<Connection> _readings;
    private readonly Connection _writing;
    private readonly int _writers;
    private readonly CopyOptions _options;
    private readonly ArrowAllocator _allocator;
    private readonly BatchConverter _converter;
    private readonly ProgressMeter _meter;
    private readonly ReadOptions _readOptions;
    private readonly ReadMessages _messages = new();
    private readonly bool _isUnproved;
    private readonly string? _rejectPath;
    private long _rowsRead;
    private long _bytes;
    private int _readers = 1;

    public TableCopy(
        TablePlan plan, Database source, IReadOnlyList<Connection> readings, CopySession writing, CopyOptions options, string? rejectPath, ArrowAllocator allocator, IProgress<CopyProgress>? progress)
    {
        _plan = plan;
        _source = source;
        _readings = readings;
        _rejectPath = rejectPath;
        _writing = writing.Connection;
        _writers = Writers(plan, readings.Count, writing, options);
        _options = _writing.CanReadBack(plan.Target) ? options : options with { Verify = VerifyMode.None };
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
            EncodedColumns = EncodedReading.OfSource(plan, source),
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
        var proof = new CopyProof(_plan, _converter, _options, _readOptions, _meter, _messages);
        await proof.MeasureBeforeAsync(_writing, cancellationToken).ConfigureAwait(false);
        _meter.Enter(CopyPhase.Copying);
        PushedDownLoad? pushed = await PushDownAsync(cancellationToken).ConfigureAwait(false);
        (_rowsRead, _bytes) = (pushed?.RowsRead ?? 0, pushed?.Bytes ?? 0);
        LoadResult result = pushed?.Result ?? await MoveAsync(proof, cancellationToken).ConfigureAwait(false);
        proof.CheckCounts(_rowsRead, result);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(began);
        long committed = Stopwatch.GetTimestamp();
        await proof.VerifyAsync(_readings[0], _writing, result, cancellationToken).ConfigureAwait(false);
        _meter.Enter(CopyPhase.Done);
        return new TableReport(_plan)
        {
            RowsRead = _rowsRead,
            RowsWritten = result.RowsWritten,
            RowsRejected = result.RowsRejected,
            RejectFile = result.RowsRejected > 0 ? _rejectPath : null,
            Bytes = _bytes,
            Elapsed = elapsed,
            VerifyElapsed = Stopwatch.GetElapsedTime(committed),
            WasPushedDown = pushed is not null,
            Verified = proof.Achieved,
            Messages = [.. _messages.All.Concat(result.Messages).Distinct(), .. Notices(proof, pushed is not null)],
        };
    }

    private async ValueTask<PushedDownLoad?> PushDownAsync(CancellationToken cancellationToken)
    {
        if (_options is not { AllowPushDown: true, Verify: not VerifyMode.Hash, RejectFile: null })
        {
            return null;
        }

        PushedDownLoad? pushed = await _writing.LoadFromRelationAsync(Scan(), _readings[0], Load(null) with { Progress = _meter }, cancellationToken).ConfigureAwait(false);
        if (pushed is null)
        {
            _meter.Restart();
        }

        return pushed;
    }

    private IEnumerable<ServerMessage> Notices(CopyProof proof, bool wasPushedDown)
    {
        if (_isUnproved)
        {
            yield return new(MessageSeverity.Notice, $"{_plan.Target.DisplayName} cannot be read back, so the rows that were written are counted and not verified");
        }

        if (!wasPushedDown && _options.Workers is { } workers && _readers < workers && _rowsRead > _options.BatchRows)
        {
            yield return new(MessageSeverity.Notice, $"{_readers} of {workers} workers read it, as {FewerReaders()}");
        }

        if (proof.Achieved != _options.Verify)
        {
            yield return new(MessageSeverity.Notice, $"{_plan.Item.Name} has more keys than the memory of the copy holds, so the upsert was counted and not compared row by row; --memory raises the limit");
        }
    }

    private string FewerReaders() => !_source.Capabilities.Has(Capability.Partitions) ? $"{_source.Connector.Name} reads a table in one session"
        : _source.IsSameAs(_writing.Database) ? "a database that is copied into itself is read by one session, which holds nothing that the writing waits for"
        : _readers < _readings.Count ? $"it can be cut into {_readers} {(_readers == 1 ? "part" : "parts")} only"
        : "the source, or the pool of its connection, has no more sessions that see one moment";

    private async ValueTask<LoadResult> MoveAsync(CopyProof proof, CancellationToken cancellationToken)
    {
        using CopyRejects? rejects = _rejectPath is null ? null : new CopyRejects(_plan, _converter, proof, _rejectPath, _allocator);
        TableLoad load = await _writing.BeginLoadAsync(Load(rejects) with { Writers = _writers }, cancellationToken).ConfigureAwait(false);
        await using (load.ConfigureAwait(false))
        {
            var move = new TableMove(_plan, _converter, Scan(), _options, _meter, _messages);
            (long read, long written) = await move.RunAsync(_readings, load, _writers, proof, rejects, cancellationToken).ConfigureAwait(false);
            (_rowsRead, _bytes, _readers) = (read, move.Bytes, move.Readers);
            if (rejects is null && written != _rowsRead)
            {
                throw proof.Failure($"{_rowsRead} rows were read and {written} written; nothing was committed");
            }

            _meter.Enter(CopyPhase.Committing);
            LoadResult result = await load.CommitAsync(cancellationToken).ConfigureAwait(false);
            if (rejects is null)
            {
                return result;
            }

            rejects.Commit();
            proof.SubtractRejected(rejects.Sums);
            return result with { RowsRejected = result.RowsRejected + rejects.LeftOut };
        }
    }

    // As many as were asked for; else as the target suggests, and an embedded one takes what several readers bring.
    private static int Writers(TablePlan plan, int readers, CopySession writing, CopyOptions options) => plan.EstimatedRows < options.BatchRows ? 1
        : options.Workers is null && writing.Connection.Database.SuggestedWriters == 1 ? readers
        : writing.Writers;

    private ScanRequest Scan() => new(_plan.Item.Relation)
    {
        Columns = [.. _plan.Columns.Select(c => c.Source.Name)],
        OwnRowsOnly = _plan.Item.WithoutRowsOf.Count > 0,
        ReadOptions = _readOptions,
    };

    private LoadRequest Load(CopyRejects? rejects) => new(_plan.Target, _converter.TargetSchema, _plan.Mode)
    {
        Key = _plan.Mode == LoadMode.Upsert ? [.. _plan.Identity!.Columns.Select(name => _plan.Columns.First(c => c.Source.Name == name).TargetName)] : null,
        RejectSink = rejects,
        Definition = _plan.Definition,
        AllowMissingColumns = _options.AllowMissingColumns,
        AllowExtraColumns = _options.AllowExtraColumns,
        IsReadBack = _options.Verify == VerifyMode.Hash,
        Allocator = _allocator,
    };
}
