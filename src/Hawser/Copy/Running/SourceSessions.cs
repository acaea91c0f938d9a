using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>The sessions that a copy reads with; disposing ends them.</summary>
internal sealed class SourceSessions(IReadOnlyList<Connection> connections, Consistency consistency, IAsyncDisposable owner) : IAsyncDisposable
{
    /// <summary>The sessions, at least one.</summary>
    public IReadOnlyList<Connection> Connections => connections;

    /// <summary>Whether they see one moment.</summary>
    public Consistency Consistency => consistency;

    /// <summary>
    /// Opens a snapshot of the source, out of its pool where it has one; a plain session when source and target are one, as an embedded engine's reader would lock out its own writer.
    /// </summary>
    public static async ValueTask<SourceSessions> OpenAsync(CopySource source, CopyTarget target, int count, CancellationToken cancellationToken)
    {
        if (source.Database.IsSameAs(target.Database))
        {
            var session = await CopySession.OpenAsync(source.Database, source.Pool, writers: 1, cancellationToken).ConfigureAwait(false);
            return new SourceSessions([session.Connection], Consistency.None, session);
        }

        if (source.Pool is { } pool)
        {
            var rented = await pool.RentSnapshotAsync(count, cancellationToken).ConfigureAwait(false);
            return new SourceSessions(rented.Connections, rented.Consistency, rented);
        }

        Snapshot snapshot = await source.Database.OpenSnapshotAsync(count, cancellationToken).ConfigureAwait(false);
        return new SourceSessions(snapshot.Connections, snapshot.Consistency, snapshot);
    }

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
