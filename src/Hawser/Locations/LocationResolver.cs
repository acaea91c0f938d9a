using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Locations;

/// <summary>Turns what a user names into a connector, checked options and the table or file meant, ready to open.</summary>
/// <remarks>
/// Files are looked at (existence, first bytes, a folder's names), nothing is opened or made. Paths are relative to the process's current folder.
/// </remarks>
public sealed class LocationResolver
{
    private readonly ConnectorRegistry _registry;
    private readonly INamedConnections _connections;
    private readonly PathResolver _paths;

    /// <summary>Makes a resolver.</summary>
    /// <param name="registry">The connectors at hand.</param>
    /// <param name="connections">Where named connections are looked up; null when there are none.</param>
    public LocationResolver(ConnectorRegistry registry, INamedConnections? connections = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
        _connections = connections ?? ConnectionSet.Empty;
        _paths = new PathResolver(registry);
    }

    /// <summary>Parses and resolves a location.</summary>
    /// <param name="text">The location as the user wrote it.</param>
    /// <param name="role">Whether it will be read or written: one of <see cref="ConnectorRoles.Source"/> and <see cref="ConnectorRoles.Sink"/>.</param>
    /// <param name="format">The file format or connector that a path is of, where its name does not tell; null to find out.</param>
    /// <returns>The location, ready to open.</returns>
    /// <exception cref="ConnectorException">
    /// <see cref="ConnectorStatus.InvalidConfiguration"/>: the location is malformed, or names a connector, connection, option or ending that is not known.
    /// <see cref="ConnectorStatus.NotFound"/>: a file to be read, or the folder of a file to be written, does not exist. <see cref="ConnectorStatus.NotSupported"/>: what it
    /// names can only be read, or only be written. The message names the location and the nearest valid choice.
    /// </exception>
    public ResolvedLocation Resolve(string text, ConnectorRoles role, string? format = null)
        => Resolve(Location.Parse(text, _registry.Engines), role, format);

    /// <summary>Resolves a location that was parsed.</summary>
    /// <inheritdoc cref="Resolve(string, ConnectorRoles, string?)"/>
    /// <param name="location">The location.</param>
    /// <param name="role">Whether it will be read or written.</param>
    /// <param name="format">The file format or connector that a path is of; null to find out.</param>
    public ResolvedLocation Resolve(Location location, ConnectorRoles role, string? format = null)
    {
        ArgumentNullException.ThrowIfNull(location);
        if (role is not (ConnectorRoles.Source or ConnectorRoles.Sink))
        {
            throw new ArgumentException("a location is resolved either as a source or as a sink", nameof(role));
        }

        var resolved = location switch
        {
            NamedLocation named => ResolveNamed(named),
            UriLocation uri => ResolveUri(uri, role),
            PathLocation path => _paths.Resolve(path, role, format),
            _ => _paths.ResolveStandardStream(location, format),
        };
        CheckRole(resolved, role);
        return resolved;
    }

    private static void CheckRole(ResolvedLocation resolved, ConnectorRoles role)
    {
        var allowed = resolved.Relation switch
        {
            FileRelation file => resolved.Connector.FileFormats.First(format => format.Name == file.Format).Roles,
            FunctionRelation => ConnectorRoles.Source,
            _ => resolved.Connector.Roles,
        };
        if ((allowed & role) == 0)
        {
            throw new ConnectorException(
                ConnectorStatus.NotSupported,
                resolved.Connector.Name,
                $"location '{SecretMask.OnOneLine(resolved.ToString())}': it can be {(role == ConnectorRoles.Source ? "written, not read" : "read, not written")}");
        }
    }

    private ResolvedLocation ResolveNamed(NamedLocation location)
    {
        var named = _connections.Find(location.Name) ?? throw LocationErrors.Refused(location, DescribeUnknown(location));
        var (connector, options) = _registry.Check(named);
        CheckFunction(location, connector);
        return new ResolvedLocation(location, connector, options, location.Table?.ToRelation()) { Pool = PoolOptions.Of(named) };
    }

    private string DescribeUnknown(NamedLocation location)
    {
        var name = location.Name;
        if (_registry.Find(name) is not null)
        {
            return $"no connection is named '{name}'; the engine itself is written {name}:";
        }

        return NearestName.Find(name, _connections.Names.Concat(_registry.Engines.Names)) is not { } nearest
            ? $"no connection is named '{name}'; {DescribeKnown()}"
            : $"no connection is named '{name}'; did you mean '{(_connections.Find(nearest) is null ? nearest + ":" : "@" + nearest)}'?";
    }

    private string DescribeKnown()
    {
        var names = _connections.Names.Order(StringComparer.OrdinalIgnoreCase).ToList();
        return names.Count == 0 ? "none is configured" : $"known are {string.Join(", ", names)}";
    }

    private static void CheckFunction(Location location, Connector connector)
    {
        if (location.Table is LocationTableFunction { Call.Function: var function }
            && !connector.TableFunctions.Contains(function, StringComparer.OrdinalIgnoreCase))
        {
            throw LocationErrors.Refused(location, $"'{function}' is not a table function of {connector.Name}");
        }
    }

    private ResolvedLocation ResolveUri(UriLocation location, ConnectorRoles role)
    {
        var connector = _registry.Get(location.Uri.Scheme);
        CheckFunction(location, connector);
        var options = ParseOptions(location, connector);
        if (role == ConnectorRoles.Source)
        {
            CheckFile(location, connector);
        }

        return new ResolvedLocation(location, connector, options, location.Table?.ToRelation());
    }

    private static ConnectorOptions ParseOptions(UriLocation location, Connector connector)
    {
        var settings = UriSettings.Of(location.Uri, connector);
        return settings.Count > 0 || connector.OpensWithoutOptions
            ? connector.ParseSettings(settings)
            : throw LocationErrors.Refused(location, $"it names no database, and {connector.Name} has none by default; {DescribeUri(connector, location.Uri.Scheme)}");
    }

    private static string DescribeUri(Connector connector, string scheme)
        => connector.UriKeys is { PathIsFile: true } ? $"write {scheme}:PATH, or {scheme}::memory: for one in memory" : $"write {scheme}://USER@HOST/DATABASE";

    private static void CheckFile(UriLocation location, Connector connector)
    {
        if (connector.UriKeys.PathIsFile && UriSettings.FilePath(location.Uri) is { Length: > 0 } path && LocationNames.IsFilePath(path) && !Path.Exists(path))
        {
            throw LocationErrors.Missing(location, NearestFile.Describe(path));
        }
    }
}
