using System.Diagnostics;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Counts what a table's threads did and says so a few times a second.</summary>
internal sealed class ProgressMeter(string table, long? estimatedRows, IProgress<CopyProgress>? progress) : IProgress<LoadProgress>
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(200);
    private CopyPhase _phase = CopyPhase.Copying;
    private long _rows;
    private long _bytes;
    private long _said = Stopwatch.GetTimestamp();
    private readonly Lock _lock = new();

    /// <summary>Begins a phase anew; what the one before did is said first, its last batches included.</summary>
    public void Enter(CopyPhase phase)
    {
        lock (_lock)
        {
            if (_rows > 0)
            {
                Say();
            }

            (_phase, _rows, _bytes) = (phase, 0, 0);
            Say();
        }
    }

    /// <summary>Counts a batch.</summary>
    public void Add(long rows, long bytes)
    {
        lock (_lock)
        {
            _rows += rows;
            _bytes += bytes;
            if (progress is not null && Stopwatch.GetElapsedTime(_said) >= Interval)
            {
                Say();
            }
        }
    }

    /// <summary>Begins the phase again: what was counted in it was undone.</summary>
    public void Restart()
    {
        lock (_lock)
        {
            (_rows, _bytes) = (0, 0);
        }
    }

    /// <summary>Counts what a load moved by itself.</summary>
    void IProgress<LoadProgress>.Report(LoadProgress value) => Add(value.Rows, value.Bytes);

    private void Say()
    {
        _said = Stopwatch.GetTimestamp();
        progress?.Report(new CopyProgress(table, _phase, _rows, _bytes, estimatedRows));
    }
}
