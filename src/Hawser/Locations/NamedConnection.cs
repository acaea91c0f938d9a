using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A connection as the configuration names it, not yet checked by its connector.</summary>
/// <param name="Name">The name.</param>
/// <param name="Connector">The connector's name or alias.</param>
/// <param name="Settings">The options, variables already expanded. They may hold secrets, which do not print themselves.</param>
public sealed record NamedConnection(string Name, string Connector, IReadOnlyList<OptionSetting> Settings)
{
    /// <summary>A connection whose options are text by key.</summary>
    /// <param name="name">The name.</param>
    /// <param name="connector">The connector's name or alias.</param>
    /// <param name="options">The options.</param>
    public NamedConnection(string name, string connector, IReadOnlyDictionary<string, string> options)
        : this(name, connector, [.. options.Select(option => new OptionSetting(option.Key, option.Value))])
    {
    }

    /// <summary>Options of the pool of sessions; see <see cref="Connections.PoolOptions"/>. Empty for the defaults.</summary>
    public IReadOnlyList<OptionSetting> Pool { get; init; } = [];

    /// <summary>Where it is defined, for messages: <c>connections.yaml:3</c>, <c>HAWSER_PROD_URI</c>; null when code gave it.</summary>
    public string? Origin { get; init; }

    /// <summary>Name and connector; the options are left out.</summary>
    /// <returns>Text for messages.</returns>
    public override string ToString() => $"@{Name} ({Connector})";

    /// <summary>Name and origin, as errors begin.</summary>
    internal string Describe() => Origin is null ? $"connection \"{Name}\"" : $"connection \"{Name}\" ({Origin})";
}
