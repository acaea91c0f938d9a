using System.Diagnostics;
using System.Globalization;
using Hawser.Copy;

namespace Hawser.Cli.Progress;

/// <summary>How fast one table goes in its present phase. Fed by the engine's threads, read by the display's.</summary>
internal sealed class TableMeter
{
    private readonly Lock _lock = new();
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private CopyProgress? _last;
    private long _copiedRows;

    /// <returns>The progress with the rows that were copied, where the phase itself counts none.</returns>
    public CopyProgress Take(CopyProgress value)
    {
        lock (_lock)
        {
            if (_last is not null && _last.Phase != value.Phase && value.Phase != CopyPhase.Done)
            {
                _watch.Restart();
            }

            if (value.Phase == CopyPhase.Done)
            {
                _watch.Stop();
            }

            _copiedRows = value.Phase == CopyPhase.Copying ? value.Rows : _copiedRows;
            return _last = value.Phase is CopyPhase.Committing or CopyPhase.Done ? value with { Rows = Math.Max(value.Rows, _copiedRows) } : value;
        }
    }

    public override string ToString()
    {
        lock (_lock)
        {
            return _last is null ? "" : Describe(_last, Math.Max(0.001, _watch.Elapsed.TotalSeconds));
        }
    }

    private static string Describe(CopyProgress value, double seconds)
    {
        string rows = string.Create(CultureInfo.InvariantCulture, $"{value.Rows,13:N0} rows");
        switch (value.Phase)
        {
            case CopyPhase.Done:
                return $"{rows}  done";
            case CopyPhase.Committing:
                return $"{rows}  committing";
        }

        double rowsPerSecond = value.Rows / seconds;
        string speed = string.Create(CultureInfo.InvariantCulture, $"{rowsPerSecond,11:N0} rows/s {value.Bytes / seconds / 1e6,7:N1} MB/s");
        string left = value.EstimatedRows is { } all && rowsPerSecond > 0 && all >= value.Rows
            ? $"  {TimeSpan.FromSeconds(Math.Min((all - value.Rows) / rowsPerSecond, 359_999)):h\\:mm\\:ss} left"
            : "";
        return $"{rows} {speed}{left}{value.Phase switch { CopyPhase.Verifying => "  verifying", CopyPhase.Measuring => "  measuring", _ => "" }}";
    }
}
