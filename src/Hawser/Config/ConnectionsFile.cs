using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Config;

/// <summary>
/// A <c>connections.yaml</c>: blocks under <c>connections:</c>, or at the root when all are named after engines. Its shape is checked when it is read, a block when it is asked for.
/// </summary>
internal sealed class ConnectionsFile : INamedConnections
{
    private const string RootKey = "connections";

    private readonly Dictionary<string, ConnectionBlock> _blocks = new(StringComparer.OrdinalIgnoreCase);
    private readonly string _file;
    private readonly ConnectorRegistry _registry;
    private readonly VariableExpander _variables;

    private ConnectionsFile(string file, ConnectorRegistry registry, VariableExpander variables)
    {
        _file = file;
        _registry = registry;
        _variables = variables;
    }

    public IEnumerable<string> Names => _blocks.Keys;

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="registry">The connectors at hand.</param>
    /// <param name="environment">Looks an environment variable up.</param>
    /// <exception cref="ConnectorException">It cannot be read, or its shape is not that of a configuration.</exception>
    public static ConnectionsFile Read(string path, ConnectorRegistry registry, Func<string, string?> environment)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path)) ?? ".";
        return Parse(ConfigFile.Read(path, YamlLimits.MaxBytes), SecretMask.OnOneLine(path), registry, new VariableExpander(environment, folder));
    }

    public static ConnectionsFile Parse(string text, string file, ConnectorRegistry registry, VariableExpander variables)
    {
        var read = new ConnectionsFile(file, registry, variables);
        var root = read.MapOf(YamlTree.Parse(text, file), RootKey);
        if (root.Find(RootKey) is { } connections)
        {
            if (root.Entries.FirstOrDefault(entry => entry.Key != RootKey) is { } stray)
            {
                throw ConfigErrors.At(file, stray.Line, DescribeStray(stray.Key));
            }

            read.Add(read.MapOf(connections.Value, "NAME"));
        }
        else
        {
            read.CheckRootless(root);
            read.Add(root);
        }

        return read;
    }

    public NamedConnection? Find(string name) => _blocks.GetValueOrDefault(name)?.ToConnection(_variables, _registry);

    private ConfigMap MapOf(ConfigNode? node, string example) => node switch
    {
        null or ConfigScalar { IsNull: true } => new ConfigMap(1, []),
        ConfigMap map => map,
        _ => throw ConfigErrors.At(_file, node.Line, $"a block is expected, as in '{example}:' with the rest indented below"),
    };

    private void Add(ConfigMap map)
    {
        foreach (var entry in map.Entries)
        {
            var shown = SecretMask.OnOneLine(entry.Key);
            if (!LocationNames.IsConnectionName(entry.Key) || LocationNames.IsDrive(entry.Key))
            {
                throw ConfigErrors.At(_file, entry.Line, $"'{shown}' cannot name a connection: a name has two characters or more, letters, digits and _ - . +");
            }

            if (!_blocks.TryAdd(entry.Key, new ConnectionBlock(entry.Key, entry.Line, entry.Value, _file, IsEngine(entry.Key))))
            {
                throw ConfigErrors.At(_file, entry.Line, $"the connection '{shown}' is defined here and in line {_blocks[entry.Key].Line}");
            }
        }
    }

    private bool IsEngine(string name) => _registry.Find(name) is not null || ReservedNames.Find(name) is not null;

    private static string DescribeStray(string key)
    {
        var shown = SecretMask.OnOneLine(key);
        return NearestName.Find(key, [RootKey]) is { } nearest
            ? $"unknown key '{shown}'; did you mean '{nearest}', which stands here already?"
            : $"unknown key '{shown}' beside '{RootKey}:'; connections stand below it, indented";
    }

    private void CheckRootless(ConfigMap root)
    {
        if (root.Entries.FirstOrDefault(entry => !IsEngine(entry.Key)) is not { } stray)
        {
            return;
        }

        var shown = SecretMask.OnOneLine(stray.Key);
        throw ConfigErrors.At(_file, stray.Line, NearestName.Find(stray.Key, _registry.Engines.Names.Append(RootKey)) is { } nearest
            ? $"unknown key '{shown}'; did you mean '{nearest}'?"
            : $"'{shown}' is no engine, so it stands below '{RootKey}:', indented; only blocks that are named after engines stand at the left");
    }
}
