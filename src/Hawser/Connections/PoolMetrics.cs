using System.Diagnostics.Metrics;

namespace Hawser.Connections;

/// <summary>
/// What a pool tells through <see cref="System.Diagnostics.Metrics"/>, under the meter <see cref="MeterName"/>, in the names of OpenTelemetry's semantic conventions for database
/// clients ("Database client metrics", connection pools).
/// </summary>
public sealed class PoolMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Hawser.Connections";

    private static readonly Meter Meter = new(MeterName);
    private static readonly UpDownCounter<int> Count = Meter.CreateUpDownCounter<int>("db.client.connection.count", "{connection}", "Sessions that are open, by state: idle or used.");
    private static readonly UpDownCounter<int> Pending = Meter.CreateUpDownCounter<int>("db.client.connection.pending_requests", "{request}", "Borrowers that wait for a session.");
    private static readonly Counter<int> Timeouts = Meter.CreateCounter<int>("db.client.connection.timeouts", "{timeout}", "Borrowers that waited in vain.");
    private static readonly Counter<int> Replaced = Meter.CreateCounter<int>("hawser.connection.replaced", "{connection}", "Sessions that were closed because they were broken, too old or could not be reset.");
    private static readonly Histogram<double> CreateTime = Meter.CreateHistogram<double>("db.client.connection.create_time", "s", "How long it took to open a session.");
    private static readonly Histogram<double> WaitTime = Meter.CreateHistogram<double>("db.client.connection.wait_time", "s", "How long a borrower waited.");
    private static readonly Histogram<double> UseTime = Meter.CreateHistogram<double>("db.client.connection.use_time", "s", "How long a session was in use.");

    private readonly KeyValuePair<string, object?> _pool;

    internal PoolMetrics(string pool) => _pool = new("db.client.connection.pool.name", pool);

    internal void Idle(int change) => Count.Add(change, _pool, new("db.client.connection.state", "idle"));

    internal void Used(int change) => Count.Add(change, _pool, new("db.client.connection.state", "used"));

    internal void Waiting(int change) => Pending.Add(change, _pool);

    internal void TimedOut() => Timeouts.Add(1, _pool);

    internal void Replace() => Replaced.Add(1, _pool);

    internal void Created(TimeSpan time) => CreateTime.Record(time.TotalSeconds, _pool);

    internal void Waited(TimeSpan time) => WaitTime.Record(time.TotalSeconds, _pool);

    internal void Returned(TimeSpan time) => UseTime.Record(time.TotalSeconds, _pool);
}
