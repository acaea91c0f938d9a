using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// Proves a copy: counts what went in and out, and compares hashes of the batches that were decoded from the source with hashes of what the target gives back. For an append the
/// target is measured before and after, as sums can be subtracted.
/// </summary>
internal sealed class CopyProof(TablePlan plan, BatchConverter converter, CopyOptions options, ReadOptions readOptions, ProgressMeter meter)
{
    private readonly RowHasher _sourceHasher = new(converter.SourceSchema, HashOptions(plan));
    private readonly TargetReader _target = new(plan, converter, options, readOptions, meter);
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
        if (options.Verify == VerifyMode.None || plan.Mode != LoadMode.Append)
        {
            return;
        }

        meter.Enter(CopyPhase.Measuring);
        _rowsBefore = await writing.CountRowsAsync(_target.Scan(), cancellationToken).ConfigureAwait(false);
        if (options.Verify == VerifyMode.Hash && _rowsBefore > 0)
        {
            _sumsBefore = await _target.HashAsync(writing, HashOptions(plan), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Takes a batch of the source into account; it is borrowed.</summary>
    public void AddSource(RecordBatch batch)
    {
        if (options.Verify == VerifyMode.Hash)
        {
            _sourceHasher.Add(batch);
        }
    }

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
        if (options.Verify == VerifyMode.Count)
        {
            long rows = await writing.CountRowsAsync(_target.Scan(), cancellationToken).ConfigureAwait(false) - _rowsBefore;
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

        if (!target.Equals(_sourceHasher.Sums))
        {
            throw Failure(await DescribeAsync(reading, writing, target, cancellationToken).ConfigureAwait(false), AfterCommit(plan));
        }
    }

    /// <summary>The error of a copy that is not what was read.</summary>
    public ConnectorException Failure(string what, string? hint = null) =>
        new(ConnectorStatus.VerificationFailed, "", $"copy of {plan.Item.Name} to {plan.Target.DisplayName}: {what}.") { Hint = hint };

    /// <summary>What a user has to know when the proof fails: reading back needs the commit.</summary>
    public static string AfterCommit(TablePlan plan) =>
        $"The rows were committed before they were read back: {plan.Target.DisplayName} holds them. {(plan.Mode == LoadMode.Append ? "What was appended has to be removed by hand." : "Do not use it; drop it, or copy again with --mode replace.")}";

    private static RowHashOptions HashOptions(TablePlan plan) => new() { KeyColumns = KeyColumns(plan) };

    private async ValueTask<string> DescribeAsync(Connection reading, Connection writing, RowHashSums target, CancellationToken cancellationToken)
    {
        RowHashSums source = _sourceHasher.Sums;
        string[] columns = [.. source.DifferingColumns(target).Select(i => $"\"{plan.Columns[i].Source.Name}\"")];
        string where = columns.Length == 0 ? "values moved between rows" : $"column{(columns.Length == 1 ? "" : "s")} {string.Join(", ", columns)} differ{(columns.Length == 1 ? "s" : "")}";
        string count = source.RowCount == target.RowCount ? $"{source.RowCount} rows on both sides" : $"{source.RowCount} rows were read, the target holds {target.RowCount}";
        var finder = new DifferenceFinder(plan, converter, _target, readOptions);
        string found = await finder.FindAsync(reading, writing, cancellationToken).ConfigureAwait(false);
        return $"what was written is not what was read: {count}; {where}; {found}";
    }
}
