namespace Hawser.Locations;

/// <summary>Where named connections are looked up: a configuration, or a set made in code.</summary>
public interface INamedConnections
{
    /// <summary>All names, for messages that suggest the nearest one.</summary>
    IEnumerable<string> Names { get; }

    /// <summary>The connection of this name.</summary>
    /// <param name="name">The name as a location has it.</param>
    /// <returns>The connection, or null when the name is not known.</returns>
    NamedConnection? Find(string name);
}
