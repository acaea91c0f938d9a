using Hawser.Copy;

namespace Hawser.Cli.Progress;

/// <summary>Remembers which tables were begun and which were done.</summary>
internal sealed class DoneTables : IProgress<CopyProgress>
{
    private readonly Lock _lock = new();
    private readonly List<string> _done = [];
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    /// <summary>Whether a table was begun and not done.</summary>
    public bool IsUnfinished
    {
        get
        {
            lock (_lock)
            {
                return _begun.Count > _done.Count;
            }
        }
    }

    public IReadOnlyList<string> Names
    {
        get
        {
            lock (_lock)
            {
                return [.. _done];
            }
        }
    }

    public void Report(CopyProgress value)
    {
        lock (_lock)
        {
            _begun.Add(value.Table);
            if (value.Phase == CopyPhase.Done && !_done.Contains(value.Table))
            {
                _done.Add(value.Table);
            }
        }
    }
}
