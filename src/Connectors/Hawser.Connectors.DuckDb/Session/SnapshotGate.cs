namespace Hawser.Connectors.DuckDb.Session;

/// <summary>
/// Whoever may commit holds the gate while it does; a snapshot of several sessions waits until nobody does. A file that is open for writing belongs to this
/// process alone, so nothing else can commit in between.
/// </summary>
internal sealed class SnapshotGate
{
    private readonly object _lock = new();
    private int _changing;
    private bool _isSnapshotBeginning;

    /// <summary>Held while a statement or a commit may change the database.</summary>
    public IDisposable EnterChange()
    {
        lock (_lock)
        {
            while (_isSnapshotBeginning)
            {
                Monitor.Wait(_lock);
            }

            _changing++;
        }

        return new Held(this, isSnapshot: false);
    }

    /// <summary>Held while a snapshot's sessions begin.</summary>
    public IDisposable EnterSnapshot()
    {
        lock (_lock)
        {
            while (_changing > 0 || _isSnapshotBeginning)
            {
                Monitor.Wait(_lock);
            }

            _isSnapshotBeginning = true;
        }

        return new Held(this, isSnapshot: true);
    }

    private void Leave(bool isSnapshot)
    {
        lock (_lock)
        {
            if (isSnapshot)
            {
                _isSnapshotBeginning = false;
            }
            else
            {
                _changing--;
            }

            Monitor.PulseAll(_lock);
        }
    }

    private sealed class Held(SnapshotGate gate, bool isSnapshot) : IDisposable
    {
        private SnapshotGate? _gate = gate;

        public void Dispose() => Interlocked.Exchange(ref _gate, null)?.Leave(isSnapshot);
    }
}
