using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Tests.Connections;

/// <summary>A pool over an engine that fails as it is told, in a time that stands still.</summary>
public abstract class PoolTest
{
    private protected FaultyConnector Engine { get; } = new();

    private protected ManualTime Time { get; } = new();

    private protected List<ConnectionEvent> Events { get; } = [];

    private protected PoolOptions Two { get; } = new() { Size = 2, Overflow = 0 };

    private protected static async Task WaitAsync(ConnectionPool pool, int index, List<int> order)
    {
        await using var borrowed = await pool.RentAsync();
        lock (order)
        {
            order.Add(index);
        }
    }

    private protected ConnectionPool Pool(PoolOptions? options = null)
        => new("prod", () => Engine.Open(Engine.ParseOptions([])), options ?? Two, Time, Events.Add);
}
