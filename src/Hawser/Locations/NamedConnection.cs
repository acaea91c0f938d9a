namespace Hawser.Locations;

/// <summary>A connection as the configuration names it, not yet checked by its connector.</summary>
/// <param name="Name">The name.</param>
/// <param name="Connector">The connector's name or alias.</param>
/// <param name="Options">The options as text by key, variables already expanded. They may hold secrets.</param>
public sealed record NamedConnection(string Name, string Connector, IReadOnlyDictionary<string, string> Options)
{
    /// <summary>Name and connector; the options are left out, as they may hold secrets.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => $"@{Name} ({Connector})";
}
