using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Locations;

/// <summary>Finds out what a path is: a database, a file of some format, a folder of files, a pattern over files.</summary>
internal sealed class PathResolver(ConnectorRegistry registry)
{
    private readonly FileKinds _kinds = new(registry.Connectors);

    public ResolvedLocation Resolve(PathLocation location, ConnectorRoles role, string? format)
    {
        var path = location.Path;
        if (Directory.Exists(path) || (Path.EndsInDirectorySeparator(path) && role == ConnectorRoles.Sink))
        {
            throw LocationErrors.Refused(location, "it is a folder; name one file, a pattern such as *.csv");
        }

        if (location.MayBePattern && !File.Exists(path))
        {
            return ResolvePattern(location, role, format);
        }

        CheckExistence(location, role);
        return ResolveKind(location, path, Identify(location, path, format));
    }

    public ResolvedLocation ResolveStandardStream(Location location, string? format)
    {
        if (format is not (null or ArrowConnector.StreamFormatName or ArrowConnector.FileFormatName))
        {
            throw LocationErrors.Refused(location, $"standard input and output are Arrow streams; {SecretMask.OnOneLine(format)} goes to and from files");
        }

        var connector = registry.Connectors.OfType<ArrowConnector>().FirstOrDefault()
            ?? throw LocationErrors.Refused(location, $"standard input and output need the connector '{ArrowConnector.ConnectorName}', which is not registered");
        return new ResolvedLocation(location, connector, connector.ParseOptions([]), new FileRelation(ArrowConnector.StandardStreamPath, ArrowConnector.StreamFormatName));
    }

    private static void CheckExistence(PathLocation location, ConnectorRoles role)
    {
        var parent = Path.GetDirectoryName(Path.GetFullPath(location.Path));
        if (role == ConnectorRoles.Source ? !File.Exists(location.Path) : parent is not null && !Directory.Exists(parent))
        {
            throw LocationErrors.Missing(location, Advise(location));
        }
    }

    private static string Advise(PathLocation location)
    {
        var path = location.Path;
        var hash = path.IndexOf('#', StringComparison.Ordinal);
        return hash > 0 && File.Exists(path[..hash])
            ? $"a path takes no '#'; a table in a database is written ENGINE:{SecretMask.OnOneLine(path)}"
            : TableFunctionParser.LooksLikeCall(path) ? $"a table function belongs to an engine; write ENGINE:#{SecretMask.OnOneLine(path)}"
            : NearestFile.Describe(path);
    }

    private ResolvedLocation ResolvePattern(PathLocation location, ConnectorRoles role, string? format)
    {
        if (role == ConnectorRoles.Sink)
        {
            throw LocationErrors.Refused(location, "a pattern can be read, not written; name one file");
        }

        var files = new FilePattern(location.Path).FindFiles();
        if (files.Count == 0)
        {
            throw LocationErrors.Missing(location, TableFunctionParser.LooksLikeCall(location.Path) ? Advise(location) : "no file matches the pattern");
        }

        var kind = Identify(location, files[0], format);
        foreach (var file in files.Skip(1))
        {
            var other = Identify(location, file, format);
            if (other != kind)
            {
                throw LocationErrors.Refused(
                    location,
                    $"the files that match are of several kinds: '{SecretMask.OnOneLine(files[0])}' is {kind.Name}, '{SecretMask.OnOneLine(file)}' is {other.Name}");
            }
        }

        return kind.Format is null && files.Count > 1
            ? throw LocationErrors.Refused(location, $"{files.Count} {kind.Name} databases match; name one")
            : ResolveKind(location, kind.Format is null ? files[0] : location.Path, kind);
    }

    private FileKind Identify(PathLocation location, string path, string? format)
    {
        if (format is not null)
        {
            return _kinds.ByName(format);
        }

        return _kinds.TryIdentify(path, out var kind, out var problem) ? kind : throw LocationErrors.Refused(location, problem);
    }

    private static ResolvedLocation ResolveKind(PathLocation location, string path, FileKind kind)
    {
        if (kind.Format is { } format)
        {
            return new ResolvedLocation(location, kind.Connector, kind.Connector.ParseOptions([]), new FileRelation(path, format.Name));
        }

        var key = kind.Connector.UriKeys.Path ?? throw LocationErrors.Refused(location, $"{kind.Connector.Name} opens no files");
        return new ResolvedLocation(location, kind.Connector, kind.Connector.ParseOptions([new(key, path)]), null);
    }
}
