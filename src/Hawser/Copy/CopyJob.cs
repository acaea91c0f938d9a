using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// Copies one or more tables, files or a query from one database to another: plans every column first, moves batches through a bounded channel, and proves what was
/// written. Types, nullability and primary key go along; every other object is listed as not carried.
/// </summary>
/// <param name="source">Where to read. The databases stay the caller's to dispose.</param>
/// <param name="target">Where to write.</param>
/// <param name="options">How; null for the defaults.</param>
public sealed class CopyJob(CopySource source, CopyTarget target, CopyOptions? options = null)
{
    private readonly CopyOptions _options = Checked(options ?? new CopyOptions());

    /// <summary>Decides what would happen, without changing anything.</summary>
    /// <exception cref="ConnectorException">A name does not exist, or a database cannot be opened. Problems with single columns are in the plan instead.</exception>
    public ValueTask<CopyPlan> PlanAsync(CancellationToken cancellationToken = default) =>
        CopyPlanner.PlanAsync(source, target, _options, cancellationToken);

    /// <summary>Plans and copies. Each table is all or nothing; tables before one that fails stay.</summary>
    /// <exception cref="ConnectorException">
    /// The plan has problems (<see cref="ConnectorStatus.InvalidConfiguration"/>), an engine failed, a row does not fit, or what was written is not what was read
    /// (<see cref="ConnectorStatus.VerificationFailed"/>).
    /// </exception>
    public ValueTask<CopyReport> RunAsync(IProgress<CopyProgress>? progress = null, CancellationToken cancellationToken = default) =>
        CopyRun.RunAsync(source, target, _options, progress, cancellationToken);

    private static CopyOptions Checked(CopyOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.BatchRows, nameof(CopyOptions.BatchRows));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.MemoryBytes, nameof(CopyOptions.MemoryBytes));
        if (options.Workers is { } workers)
        {
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(workers, nameof(CopyOptions.Workers));
        }

        return options;
    }
}
