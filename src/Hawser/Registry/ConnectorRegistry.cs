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

    /// <summary>Checks a named connection: its connector is at hand, and every option is right.</summary>
    /// <param name="source">The connection.</param>
    /// <returns>The connector, and options for <see cref="Connector.Open"/>.</returns>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorStatus.InvalidConfiguration"/>: the connector is unknown, or options are unknown, wrong or missing; everything in one message. A connection without
    /// options is right only where <see cref="Connector.OpensWithoutOptions"/> says so.
    /// </exception>
    public (Connector Connector, ConnectorOptions Options) Check(NamedConnection source)
    {
        ArgumentNullException.ThrowIfNull(source);
        try
        {
            var connector = Get(source.Connector);
            return source.Settings.Count > 0 || connector.OpensWithoutOptions
                ? (connector, connector.ParseSettings(source.Settings.Select(setting => setting.Origin == source.Origin ? setting with { Origin = null } : setting)))
                : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, connector.Name, DescribeEmpty(connector));
        }
        catch (ConnectorException error) when (error.Status == ConnectorStatus.InvalidConfiguration)
        {
            throw new ConnectorException(error.Status, error.Connector, $"{source.Describe()}: {error.Detail}") { Hint = error.Hint };
        }
    }

    /// <summary>Checks a named connection and opens its database.</summary>
    /// <inheritdoc cref="Check"/>
    /// <returns>The database, without a session yet. The caller disposes it.</returns>
    public Database Create(NamedConnection source)
    {
        var (connector, options) = Check(source);
        return connector.Open(options);
    }

    private static string DescribeEmpty(Connector connector)
    {
        var required = connector.OptionGroups.Where(group => group.WhenKey is null).SelectMany(group => group.Options).Where(option => option.IsRequired).Select(option => option.Key).ToList();
        var wanted = required.Count > 0 ? required : [.. new[] { connector.UriKeys.Host, connector.UriKeys.Path, connector.UriKeys.User }.OfType<string>()];
        return $"it has no options; {(wanted.Count == 0 ? $"{connector.Name} holds no database that could be named" : $"{connector.Name} needs {string.Join(", ", wanted)}")}.";
    }

    internal string DescribeUnknown(string name)
    {
        var known = $"known are {string.Join(", ", Connectors.Select(connector => connector.Name))}";
        if (ReservedNames.Find(name) is { } reserved)
        {
            return $"the connector '{name}' is not at hand: {reserved.Advice}; {known}";
        }

        var install = $"others come as packages, such as {ReservedNames.InstallExample(this)}";
        var shown = SecretMask.OnOneLine(name);
        return NearestName.Find(name, Engines.Names.Concat(ReservedNames.Names)) is { } nearest
            ? $"unknown connector '{shown}'; did you mean '{nearest}'? {known}; {install}"
            : $"unknown connector '{shown}'; {known}; {install}";
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
