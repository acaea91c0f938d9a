namespace Hawser.Connectors;

/// <summary>Holds a connection's one place for an operation until it is disposed.</summary>
internal sealed class OperationScope(Connection connection, string name) : IDisposable
{
    private Connection? _connection = connection;

    public string Name { get; } = name;

    public void Dispose() => Interlocked.Exchange(ref _connection, null)?.Leave(this);
}
