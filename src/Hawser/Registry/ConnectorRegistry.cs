using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Registry;

/// <summary>The connectors at hand, found by name or alias. Immutable and thread-safe: to add one, make a registry of more.</summary>
/// <example><code>var registry = new ConnectorRegistry([.. BuiltInConnectors.All, new MyConnector()]);</code></example>
public sealed class ConnectorRegistry
{
    private readonly Dictionary<string, Connector> _byName = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Registers connectors.</summary>
    /// <param name="connectors">The connectors in any order.</param>
    /// <exception cref="ArgumentException">Two share a name or an alias, or a name cannot be a scheme.</exception>
    public ConnectorRegistry(IEnumerable<Connector> connectors)
    {
        ArgumentNullException.ThrowIfNull(connectors);
        Connectors = [.. connectors.OrderBy(connector => connector.Name, StringComparer.Ordinal)];
        Engines = new KnownEngines(Connectors.Select(Describe));
        foreach (var connector in Connectors)
        {
            foreach (var name in connector.Aliases.Prepend(connector.Name))
            {
                _byName.Add(name, connector);
            }
        }
    }

    /// <summary>The connectors in the order of their names.</summary>
    public IReadOnlyList<Connector> Connectors { get; }

    /// <summary>What the parser of locations needs to know of the connectors.</summary>
    public KnownEngines Engines { get; }

    /// <summary>The connector with this name or alias.</summary>
    /// <param name="nameOrAlias">A name, in any case.</param>
    /// <returns>The connector, or null when none has that name.</returns>
    public Connector? Find(string nameOrAlias)
    {
        ArgumentNullException.ThrowIfNull(nameOrAlias);
        return _byName.GetValueOrDefault(nameOrAlias);
    }

    /// <summary>The connector with this name or alias, or an error that helps.</summary>
    /// <param name="nameOrAlias">A name, in any case.</param>
    /// <returns>The connector.</returns>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorStatus.InvalidConfiguration"/>: there is none. The message names the package that brings it when the name is reserved, else the nearest
    /// name and all that are known.
    /// </exception>
    public Connector Get(string nameOrAlias)
        => Find(nameOrAlias) ?? throw new ConnectorException(ConnectorStatus.InvalidConfiguration, string.Empty, DescribeUnknown(nameOrAlias));

    private string DescribeUnknown(string name)
    {
        var known = $"known are {string.Join(", ", Connectors.Select(connector => connector.Name))}";
        if (ReservedNames.Find(name) is { } reserved)
        {
            return $"the connector '{name}' is not at hand: {reserved.Advice}; {known}";
        }

        var shown = SecretMask.OnOneLine(name);
        return NearestName.Find(name, Engines.Names.Concat(ReservedNames.Names)) is { } nearest
            ? $"unknown connector '{shown}'; did you mean '{nearest}'? {known}"
            : $"unknown connector '{shown}'; {known}";
    }

    private static KnownEngine Describe(Connector connector)
        => new(connector.Name)
        {
            Aliases = connector.Aliases,
            TableFunctions = connector.TableFunctions,
            ShownOptions =
            [
                .. connector.OptionGroups.SelectMany(group => group.Options)
                    .Where(option => !option.IsSecret)
                    .SelectMany(option => option.Aliases.Prepend(option.Key)),
            ],
        };
}
