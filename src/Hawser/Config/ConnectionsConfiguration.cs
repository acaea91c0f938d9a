using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Config;

/// <summary>
/// The named connections that a user configured: by a file that a flag names, by environment variables, by the project's file, by the user's file, the first of which to know a
/// name gives the whole connection. Files are read when the first name is asked for, so what needs no connection is not stopped by a broken file.
/// </summary>
/// <remarks>Thread-safe. What was read stays; make a new one to read again.</remarks>
/// <example><code>var connections = new ConnectionsConfiguration(registry);
/// var prod = registry.Create(connections.Find("prod")!);</code></example>
public sealed class ConnectionsConfiguration : INamedConnections
{
    private readonly ConnectorRegistry _registry;
    private readonly ConfigurationSources _sources;
    private readonly EnvironmentConnections _environment;
    private readonly Lazy<IReadOnlyList<INamedConnections>> _layers;

    /// <summary>Makes a configuration; nothing is read yet.</summary>
    /// <param name="registry">The connectors at hand.</param>
    /// <param name="sources">Where to look; null for the usual places.</param>
    public ConnectionsConfiguration(ConnectorRegistry registry, ConfigurationSources? sources = null)
    {
        ArgumentNullException.ThrowIfNull(registry);
        _registry = registry;
        _sources = sources ?? new ConfigurationSources();
        _environment = new EnvironmentConnections(_sources.Environment, registry);
        _layers = new Lazy<IReadOnlyList<INamedConnections>>(ReadLayers);
    }

    /// <summary>The names of all connections, each once.</summary>
    /// <exception cref="ConnectorException">A file cannot be read or is not a configuration.</exception>
    public IEnumerable<string> Names
    {
        get
        {
            var files = _layers.Value.Where(layer => layer != _environment).SelectMany(layer => layer.Names).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
            var variables = files.Select(EnvironmentConnections.VariableOf).ToHashSet(StringComparer.Ordinal);
            return files.Concat(_environment.Names.Where(name => !variables.Contains(EnvironmentConnections.VariableOf(name)))).Order(StringComparer.OrdinalIgnoreCase);
        }
    }

    /// <summary>Where connections are looked for, in order of precedence, for messages.</summary>
    public IReadOnlyList<string> Places =>
    [
        .. _sources.File is { } file ? [file] : Array.Empty<string>(),
        EnvironmentConnections.VariablePattern,
        .. Files().Where(path => path != _sources.File),
    ];

    /// <inheritdoc/>
    /// <exception cref="ConnectorException">A file is not a configuration, a variable of the connection is not set, or its block is wrong.</exception>
    public NamedConnection? Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_sources.File is null && _environment.Find(name) is { } found)
        {
            return found;
        }

        return _layers.Value.Select(layer => layer.Find(name)).FirstOrDefault(connection => connection is not null);
    }

    private IEnumerable<string> Files() => _sources.File is { } only ? [only] : new[] { _sources.ProjectFile, _sources.UserFile }.OfType<string>();

    private List<INamedConnections> ReadLayers()
    {
        var read = Files().Where(path => _sources.File is not null || System.IO.File.Exists(path))
            .Select(INamedConnections (path) => ConnectionsFile.Read(path, _registry, name => _sources.Environment.GetValueOrDefault(name)))
            .ToList();
        read.Insert(_sources.File is null ? 0 : read.Count, _environment);
        return read;
    }
}
