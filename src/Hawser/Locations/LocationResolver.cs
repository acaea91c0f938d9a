using System.Globalization;
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
        var connector = _registry.Get(named.Connector);
        CheckFunction(location, connector);
        return new ResolvedLocation(location, connector, connector.ParseOptions(named.Options), location.Table?.ToRelation());
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
        var options = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var keys = connector.UriKeys;
        SetPart(keys.User, "user", location.Uri.User);
        SetPart(keys.Password, "password", location.Uri.Password);
        SetPart(keys.Host, "host", location.Uri.Host);
        SetPart(keys.Port, "port", location.Uri.Port?.ToString(CultureInfo.InvariantCulture));
        SetPart(keys.Path, "path", PathOf(location, keys, role));
        foreach (var option in location.Uri.Options)
        {
            if (!options.TryAdd(option.Key.Replace('-', '_'), option.Value))
            {
                throw LocationErrors.Refused(location, $"the option '{SecretMask.OnOneLine(option.Key)}' is given twice, before and behind the '?'");
            }
        }

        return new ResolvedLocation(location, connector, connector.ParseOptions(options), location.Table?.ToRelation());

        void SetPart(string? key, string part, string? value)
        {
            if (value is null)
            {
                return;
            }

            options[key ?? throw LocationErrors.Refused(location, DescribeForeignPart(connector, location.Uri, part))] = value;
        }
    }

    private static string DescribeForeignPart(Connector connector, ConnectionUri uri, string part)
        => connector.UriKeys.PathIsFile
            ? $"{connector.Name} takes a path, no {part}; write {uri.Scheme}:relative/path or {uri.Scheme}:///absolute/path"
            : $"{connector.Name} takes no {part} here";

    private static string? PathOf(UriLocation location, UriKeys keys, ConnectorRoles role)
    {
        var path = location.Uri.Path;
        if (!keys.PathIsFile)
        {
            path = path.StartsWith('/') ? path[1..] : path;
            return path.Length == 0 ? null : path;
        }

        if (OperatingSystem.IsWindows() && path is ['/', _, ':', ..])
        {
            path = path[1..];
        }

        if (role == ConnectorRoles.Source && path.Length > 0 && NamesAFile(path) && !Path.Exists(path))
        {
            throw LocationErrors.Missing(location, NearestFile.Describe(path));
        }

        return path.Length == 0 ? null : path;
    }

    // ":memory:" and "file:…" are an engine's own names, not paths.
    private static bool NamesAFile(string path) => path.IndexOf(':', StringComparison.Ordinal) is < 0 or 1;
}
