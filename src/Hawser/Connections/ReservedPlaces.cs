using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>Places of a pool for sessions that a connector opens by itself beside a borrowed one, e.g. those of a load's further writers; disposing gives them back.</summary>
internal sealed class ReservedPlaces : IAsyncDisposable
{
    private readonly PoolPlaces _places;
    private readonly PoolMetrics _metrics;
    private int _left;

    private ReservedPlaces(PoolPlaces places, PoolMetrics metrics, int count) => (_places, _metrics, _left, Count) = (places, metrics, count, count);

    /// <summary>How many there are; perhaps none.</summary>
    public int Count { get; }

    /// <summary>Takes of the places that are free at most so many, and waits for none: so two who ask never wait for each other. Sessions that rest make room.</summary>
    public static async ValueTask<ReservedPlaces> TakeAsync(int most, PoolPlaces places, OpenSessions sessions, IdleSessions idle, PoolMetrics metrics)
    {
        int taken = 0;
        while (taken < most && places.TryEnter())
        {
            taken++;
        }

        metrics.Used(taken);
        var reserved = new ReservedPlaces(places, metrics, taken);
        while (sessions.Count + taken > places.Capacity && idle.TryTake() is { } resting)
        {
            await sessions.CloseAsync(resting, ConnectionEventKind.Closed, "closed to make room for a load's writers").ConfigureAwait(false);
        }

        return reserved;
    }

    public async ValueTask DisposeAsync()
    {
        for (int left = Interlocked.Exchange(ref _left, 0); left > 0; left--)
        {
            _metrics.Used(-1);
            await _places.LeaveAsync().ConfigureAwait(false);
        }
    }
}
