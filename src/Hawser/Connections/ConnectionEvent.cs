namespace Hawser.Connections;

/// <summary>Something that happened to a connection, for logs. It holds no secrets.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Connection">The connection's name.</param>
/// <param name="Text">A sentence.</param>
/// <param name="Error">The cause; null when all is well.</param>
public sealed record ConnectionEvent(ConnectionEventKind Kind, string Connection, string Text, Exception? Error = null);
