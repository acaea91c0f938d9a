namespace Hawser.Connectors.DuckDb.Session;

/// <summary>One user's share of an instance; the last one given back closes it.</summary>
internal sealed class InstanceLease(EngineInstance instance) : IDisposable
{
    private int _released;

    public EngineInstance Instance { get; } = instance;

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _released, 1) == 0)
        {
            InstanceRegistry.Release(Instance);
        }
    }
}
