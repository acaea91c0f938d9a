namespace Hawser.Locations;

/// <summary>Named connections that are given as a list. Names are compared ignoring case.</summary>
public sealed class ConnectionSet : INamedConnections
{
    private readonly Dictionary<string, NamedConnection> _byName;

    /// <summary>Makes a set.</summary>
    /// <param name="connections">The connections.</param>
    /// <exception cref="ArgumentException">Two have one name.</exception>
    public ConnectionSet(params IEnumerable<NamedConnection> connections)
        => _byName = connections.ToDictionary(connection => connection.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>A set without connections.</summary>
    public static ConnectionSet Empty { get; } = new();

    /// <inheritdoc/>
    public IEnumerable<string> Names => _byName.Keys;

    /// <inheritdoc/>
    public NamedConnection? Find(string name) => _byName.GetValueOrDefault(name);
}
