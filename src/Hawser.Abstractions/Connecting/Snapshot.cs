namespace Hawser.Connectors;

/// <summary>Connections that see one moment of a database, as far as the engine can. Disposing ends the transactions and closes the connections.</summary>
/// <param name="connections">The connections; the snapshot owns them.</param>
/// <param name="consistency">What was achieved.</param>
public sealed class Snapshot(IReadOnlyList<Connection> connections, Consistency consistency) : IAsyncDisposable
{
    /// <summary>The connections, as many as asked for or fewer when the engine allows fewer; at least one.</summary>
    public IReadOnlyList<Connection> Connections { get; } = connections;

    /// <summary>What was achieved.</summary>
    public Consistency Consistency { get; } = consistency;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (Connection connection in Connections)
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
