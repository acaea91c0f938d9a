using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;
using Microsoft.Extensions.Configuration;

namespace Hawser.Extensions;

/// <summary>
/// Connections of a configuration section, one child each: <c>Connections:prod:type</c>, <c>Connections:prod:host</c>. Values are taken as they are: where they come from, a file, a
/// variable or a vault, is the configuration's business, so <c>${NAME}</c> is not expanded.
/// </summary>
/// <param name="section">The section.</param>
/// <param name="registry">The connectors at hand.</param>
internal sealed class SectionConnections(IConfigurationSection section, ConnectorRegistry registry) : INamedConnections
{
    private const string TypeKey = "type";
    private const string PoolKey = "pool";

    public IEnumerable<string> Names => section.GetChildren().Select(child => child.Key);

    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: the block has no type, or an option is no single value.</exception>
    public NamedConnection? Find(string name)
    {
        var block = section.GetSection(name);
        if (!block.Exists())
        {
            return null;
        }

        var children = block.GetChildren().ToList();
        var type = children.Find(child => child.Key.Equals(TypeKey, StringComparison.OrdinalIgnoreCase))?.Value ?? (registry.Find(name) is null ? null : name);
        return type is null
            ? throw Refused(block, $"it has no \"{TypeKey}\"; known are {string.Join(", ", registry.Connectors.Select(connector => connector.Name))}")
            : new NamedConnection(name, type, [.. children.Where(child => !IsReserved(child)).Select(Setting)]) { Pool = [.. block.GetSection(PoolKey).GetChildren().Select(Setting)], Origin = block.Path };
    }

    private static bool IsReserved(IConfigurationSection child)
        => child.Key.Equals(TypeKey, StringComparison.OrdinalIgnoreCase) || child.Key.Equals(PoolKey, StringComparison.OrdinalIgnoreCase);

    private static OptionSetting Setting(IConfigurationSection child)
        => child.Value is { } value ? new OptionSetting(child.Key, value) { Origin = child.Path } : throw Refused(child, "one value is expected, not a list or a block");

    private static ConnectorException Refused(IConfigurationSection section, string problem)
        => new(ConnectorStatus.InvalidConfiguration, string.Empty, $"{section.Path}: {problem}.");
}
