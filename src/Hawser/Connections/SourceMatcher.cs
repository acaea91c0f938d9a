using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Connections;

/// <summary>Which of the connections at hand a source URI speaks of.</summary>
internal sealed class SourceMatcher(Connector connector, IEnumerable<string> names, Func<string, (Connector Connector, ConnectorOptions Options)> check)
{
    private const string MemoryPath = ":memory:";
    private const string ProjectKey = "project";

    /// <summary>The name of the connection; null when there is none and the file can be opened by its path.</summary>
    /// <exception cref="ConnectorException">None fits, or several do.</exception>
    public string? Find(SourceUri uri)
    {
        var fitting = Candidates(out var broken).Where(candidate => Fits(uri, candidate.Options)).Select(candidate => candidate.Name).ToList();
        if (uri.Form == SourceUriForm.FileTable && uri.Path != MemoryPath)
        {
            // Several names of one file are one database.
            return fitting.Count > 0 ? fitting[0] : null;
        }

        if (fitting.Count > 1 && fitting.Find(name => name.Equals(uri.Scheme, StringComparison.OrdinalIgnoreCase) || name.Equals(connector.Name, StringComparison.OrdinalIgnoreCase)) is { } namesake)
        {
            return namesake;
        }

        return fitting.Count switch
        {
            1 => fitting[0],
            0 when uri.Form == SourceUriForm.FileTable => null,
            0 => throw broken ?? Refused(uri, $"no connection of {connector.Name} is configured; add one to {Config.ConfigurationSources.FileName}"),
            _ => throw Refused(uri, $"{fitting.Count} connections of {connector.Name} could be meant: {string.Join(", ", fitting)}; name one of them {connector.Name}, or use a location such as @{fitting[0]}:{uri.Table}"),
        };
    }

    private static ConnectorException Refused(SourceUri uri, string problem) => new(ConnectorStatus.InvalidConfiguration, string.Empty, $"source '{uri}': {problem}.");

    // A connection of another engine with a variable that is not set is nobody's business here.
    private List<(string Name, ConnectorOptions Options)> Candidates(out ConnectorException? broken)
    {
        var candidates = new List<(string, ConnectorOptions)>();
        broken = null;
        foreach (var name in names.Order(StringComparer.OrdinalIgnoreCase))
        {
            try
            {
                var (other, options) = check(name);
                if (other == connector)
                {
                    candidates.Add((name, options));
                }
            }
            catch (ConnectorException error)
            {
                broken ??= error;
            }
        }

        return candidates;
    }

    private bool Fits(SourceUri uri, ConnectorOptions options) => uri.Form switch
    {
        SourceUriForm.FileTable => connector.UriKeys.Path is { } key && IsSameFile(uri.Path!, options.GetText(key)),
        SourceUriForm.ProjectTable => !options.GivenKeys.Contains(ProjectKey) || options.GetText(ProjectKey) == uri.Table.Catalog,
        _ => true,
    };

    private static bool IsSameFile(string path, string? other)
    {
        if (path == MemoryPath || string.IsNullOrEmpty(other) || other == MemoryPath)
        {
            return path == MemoryPath && (string.IsNullOrEmpty(other) || other == MemoryPath);
        }

        return Canonical(path) == Canonical(other);
    }

    private static string Canonical(string path)
    {
        var full = Path.GetFullPath(path);
        try
        {
            return File.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full;
        }
        catch (IOException)
        {
            // No such file, or links in a circle: whoever opens it says so.
            return full;
        }
    }
}
