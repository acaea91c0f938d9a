using Hawser.Config;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Cli.Copying;

/// <summary>The connectors of this program, and how a location becomes a database.</summary>
internal static class Engines
{
    private const string ReadOnlyKey = "read_only";

    private static string? _configFile;

    private static readonly Lazy<ConnectionsConfiguration> Configuration = new(() => new ConnectionsConfiguration(Registry!, new ConfigurationSources { File = _configFile }));
    private static readonly Lazy<LocationResolver> Resolver = new(() => new LocationResolver(Registry!, Connections));

    public static ConnectorRegistry Registry { get; } = new(BuiltInConnectors.All);

    /// <summary>The named connections.</summary>
    public static ConnectionsConfiguration Connections => Configuration.Value;

    public static LocationResolver Locations => Resolver.Value;

    /// <summary>Takes the file that --config names. It is read at once: a file that was named and is not there is a mistake even where no connection is asked for.</summary>
    public static void UseConfig(string? file)
    {
        _configFile = file;
        if (file is not null)
        {
            _ = Connections.Names.Count();
        }
    }

    /// <summary>Opens a database to be read only, where its engine has that and the user did not say otherwise: nothing is locked that need not be.</summary>
    public static Database OpenToRead(ResolvedLocation location)
    {
        Connector connector = location.Connector;
        bool isKnown = connector.OptionGroups.SelectMany(g => g.Options).Any(o => o.Key == ReadOnlyKey);
        bool isThere = !connector.UriKeys.PathIsFile || File.Exists(FileOf(location));
        if (!isKnown || location.Options.IsGiven(ReadOnlyKey) || !isThere)
        {
            return location.Open();
        }

        return connector.Open(With(location, ReadOnlyKey, "true"));
    }

    /// <summary>The pool of a named connection over its database, which it then owns; null for a location without a name, whose sessions nothing bounds.</summary>
    public static ConnectionPool? PoolOf(ResolvedLocation location, Database database) =>
        location.Pool is { } options ? new ConnectionPool(
            ((NamedLocation)location.Location).Name, () => database, options, onEvent: e => ConnectorDetails.Tell(location.Connector.Name, $"@{e.Connection}", e.Text), opened: database) : null;

    /// <summary>The path, when a location is one; null for connections, URIs and standard streams.</summary>
    public static string? PathOf(string location) => (Location.Parse(location, Registry.Engines) as PathLocation)?.Path;

    /// <summary>The connector that writes files of a format.</summary>
    public static Connector WriterOf(string format) =>
        Registry.Connectors.FirstOrDefault(c => c.FileFormats.Any(f => f.Name == format && f.Roles.HasFlag(ConnectorRoles.Sink)))
        ?? throw new ConnectorException(ConnectorStatus.InvalidConfiguration, "", $"no connector at hand writes {format} files");

    /// <summary>The file that holds the database; null when it is in memory or on a server.</summary>
    public static string? FileOf(ResolvedLocation location) =>
        location.Connector.UriKeys is { PathIsFile: true, Path: { } key } && location.Options.GetText(key) is { Length: > 0 } path ? path : null;

    /// <summary>The location's options with one of them set.</summary>
    public static ConnectorOptions With(ResolvedLocation location, string key, string value)
    {
        var values = location.Options.GivenKeys.Where(k => k != key).ToDictionary(k => k, k => location.Options.GetText(k) ?? "", StringComparer.Ordinal);
        values[key] = value;
        return location.Connector.ParseOptions(values);
    }
}
