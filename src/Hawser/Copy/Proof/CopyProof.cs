using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// Proves a copy: counts what went in and out, and compares hashes of the batches that were decoded from the source with hashes of what the target gives back. For an append the
/// target is measured before and after, as sums can be subtracted.
/// </summary>
internal sealed class CopyProof(TablePlan plan, BatchConverter converter, CopyOptions options, ReadOptions readOptions, ProgressMeter meter, ReadMessages messages)
{
    private readonly UpsertProof? _upsert = plan.Mode == LoadMode.Upsert && options.Verify == VerifyMode.Hash
        ? new UpsertProof(plan, converter.SourceSchema, KeyColumns(plan), options.MemoryBytes)
        : null;

    private RowHashSums? _source;
    private readonly TargetReader _target = new(plan, converter, options, readOptions, meter, messages);
    private long _rowsBefore;
    private RowHashSums? _sumsBefore;

    /// <summary>The table's columns that tell its rows apart, by position; empty when none are known.</summary>
    public static IReadOnlyList<int> KeyColumns(TablePlan plan)
    {
        string[] names = [.. plan.Columns.Select(c => c.Source.Name)];
        List<int> positions = [.. (plan.Identity?.Columns ?? []).Select(k => Array.IndexOf(names, k))];
        return positions.Contains(-1) ? [] : positions;
    }

    /// <summary>Measures what an append finds.</summary>
    public async ValueTask MeasureBeforeAsync(Connection writing, CancellationToken cancellationToken)
    {
        if (options.Verify == VerifyMode.None || plan.Mode is not (LoadMode.Append or LoadMode.Upsert))
        {
            return;
        }

        meter.Enter(CopyPhase.Measuring);
        _rowsBefore = await writing.CountRowsAsync(_target.Scan(writing.Database), cancellationToken).ConfigureAwait(false);
        if (options.Verify == VerifyMode.Hash && _rowsBefore > 0 && plan.Mode == LoadMode.Append)
        {
            _sumsBefore = await _target.HashAsync(writing, HashOptions(plan), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>What the proof was in the end: an upsert of more keys than memory holds is only counted.</summary>
    public VerifyMode Achieved => _upsert is { IsOverfull: true } ? VerifyMode.Count : options.Verify;

    /// <summary>A hasher for one lane of the source's batches; null when nothing is hashed.</summary>
    public RowHasher? OpenHasher() => options.Verify == VerifyMode.Hash ? new RowHasher(converter.SourceSchema, HashOptions(plan)) : null;

    /// <summary>Adds up what a lane has read.</summary>
    public void AddSource(RowHashSums? sums) => _source = sums is null ? _source : _source?.Plus(sums) ?? sums;

    /// <summary>Takes the rows of an upsert into account; the batch is borrowed.</summary>
    public void AddKeys(RecordBatch batch) => _upsert?.Add(batch);

    /// <summary>Takes the rejected rows out again.</summary>
    public void SubtractRejected(RowHashSums rejected) => _source = _source?.Minus(rejected);

    /// <summary>Takes rejected rows of an upsert out again; the batch is borrowed.</summary>
    public void RemoveKeys(RecordBatch rejected) => _upsert?.Remove(rejected);

    /// <summary>Holds that rows read = rows written + rows rejected, whoever counted them.</summary>
    public void CheckCounts(long rowsRead, LoadResult result)
    {
        if (rowsRead != result.RowsWritten + result.RowsRejected)
        {
            throw Failure($"{rowsRead} rows were read, but {result.RowsWritten} written and {result.RowsRejected} rejected");
        }
    }

    /// <summary>Counts or reads back the target.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.VerificationFailed"/>, with the place.</exception>
    public async ValueTask VerifyAsync(Connection reading, Connection writing, LoadResult result, CancellationToken cancellationToken)
    {
        if (options.Verify == VerifyMode.None)
        {
            return;
        }

        meter.Enter(CopyPhase.Verifying);
        if (plan.Mode == LoadMode.Upsert)
        {
            await VerifyUpsertAsync(writing, result, cancellationToken).ConfigureAwait(false);
            return;
        }

        if (options.Verify == VerifyMode.Count)
        {
            long rows = await writing.CountRowsAsync(_target.Scan(writing.Database), cancellationToken).ConfigureAwait(false) - _rowsBefore;
            if (rows != result.RowsWritten)
            {
                throw Failure($"{result.RowsWritten} rows were written, but the target holds {rows}", AfterCommit(plan));
            }

            return;
        }

        RowHashSums target = await _target.HashAsync(writing, HashOptions(plan), cancellationToken).ConfigureAwait(false);
        if (_sumsBefore is { } before)
        {
            target = target.Minus(before);
        }

        if (!target.Equals(_source))
        {
            throw Failure(await DescribeAsync(reading, writing, target, cancellationToken).ConfigureAwait(false), AfterCommit(plan));
        }
    }

    private async ValueTask VerifyUpsertAsync(Connection writing, LoadResult result, CancellationToken cancellationToken)
    {
        long rows = await writing.CountRowsAsync(_target.Scan(writing.Database), cancellationToken).ConfigureAwait(false);
        if (rows < _rowsBefore || rows > _rowsBefore + result.RowsWritten || rows < result.RowsWritten)
        {
            throw Failure($"{result.RowsWritten} rows were merged into {_rowsBefore}, but the target holds {rows}", AfterCommit(plan));
        }

        if (_upsert is { IsOverfull: false } && await _upsert.CompareAsync(_target, writing, cancellationToken).ConfigureAwait(false) is { } difference)
        {
            throw Failure($"what was written is not what was read: {difference}", AfterCommit(plan));
        }
    }

    /// <summary>The error of a copy that is not what was read.</summary>
    public ConnectorException Failure(string what, string? hint = null) =>
        new(ConnectorStatus.VerificationFailed, "", $"copy of {plan.Item.Name} to {plan.Target.DisplayName}: {what}.") { Hint = hint };

    /// <summary>What a user has to know when the proof fails: reading back needs the commit.</summary>
    public static string AfterCommit(TablePlan plan) =>
        $"The rows were committed before they were read back: {plan.Target.DisplayName} holds them. {(plan.Mode is LoadMode.Append or LoadMode.Upsert ? "What was added has to be removed by hand." : "Do not use it; drop it, or copy again with --mode replace.")}";

    /// <summary>How rows are hashed: a table of no rows has sums too.</summary>
    public static RowHashOptions HashOptions(TablePlan plan) => new() { KeyColumns = KeyColumns(plan) };

    private async ValueTask<string> DescribeAsync(Connection reading, Connection writing, RowHashSums target, CancellationToken cancellationToken)
    {
        RowHashSums source = _source!;
        string[] columns = [.. source.DifferingColumns(target).Select(i => $"\"{plan.Columns[i].Source.Name}\"")];
        string where = columns.Length == 0 ? "values moved between rows" : $"column{(columns.Length == 1 ? "" : "s")} {string.Join(", ", columns)} differ{(columns.Length == 1 ? "s" : "")}";
        string count = source.RowCount == target.RowCount ? $"{source.RowCount} rows on both sides" : $"{source.RowCount} rows were read, the target holds {target.RowCount}";
        var finder = new DifferenceFinder(plan, converter, _target, readOptions);
        string found = await finder.FindAsync(reading, writing, cancellationToken).ConfigureAwait(false);
        return $"what was written is not what was read: {count}; {where}; {found}";
    }
}
