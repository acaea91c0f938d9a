using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>A session of a pool, with its times.</summary>
internal sealed class PooledSession(Connection connection, DateTimeOffset openedAt)
{
    public Connection Connection => connection;

    public DateTimeOffset OpenedAt { get; } = openedAt;

    /// <summary>When it was last given out or came back.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}
