namespace Hawser.Connectors;

/// <summary>Takes the rows that a load could not write. Several writers may call it at the same time, and so may the commit of an engine that finds bad rows only then.</summary>
public abstract class RejectSink
{
    /// <summary>Keeps a rejected row, or throws to stop the load.</summary>
    public abstract ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken);
}
