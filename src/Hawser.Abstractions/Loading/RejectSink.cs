namespace Hawser.Connectors;

/// <summary>Takes the rows that a load could not write. Several writers may call it at the same time.</summary>
public abstract class RejectSink
{
    /// <summary>Keeps a rejected row, or throws to stop the load.</summary>
    public abstract ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken);
}
