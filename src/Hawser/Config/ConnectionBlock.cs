using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Config;

/// <summary>One connection of a file as it is written; variables are expanded when somebody asks for it, so that what is not used needs no variables.</summary>
internal sealed class ConnectionBlock(string name, int line, ConfigNode value, string file, bool isEngineName)
{
    private const string TypeKey = "type";
    private const string PoolKey = "pool";

    public string Name => name;

    public int Line => line;

    /// <summary>Expands variables and gives the connection.</summary>
    /// <exception cref="ConnectorException">All problems of the block, each with its line.</exception>
    public NamedConnection ToConnection(VariableExpander variables, ConnectorRegistry registry)
    {
        var problems = new List<string>();
        var entries = EntriesOf(value, problems);
        var settings = Settings(entries.Where(entry => entry.Key is not (TypeKey or PoolKey)), variables, problems);
        var pool = entries.FirstOrDefault(entry => entry.Key == PoolKey) is { } poolEntry ? Settings(EntriesOf(poolEntry.Value, problems), variables, problems) : [];
        var type = TypeOf(entries, registry, problems);
        return problems.Count == 0
            ? new NamedConnection(name, type!, settings) { Pool = pool, Origin = ConfigErrors.Place(file, line) }
            : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, string.Empty, $"connection \"{name}\": {string.Join("; ", problems)}.");
    }

    private string? TypeOf(IReadOnlyList<ConfigEntry> entries, ConnectorRegistry registry, List<string> problems)
    {
        if (entries.FirstOrDefault(entry => entry.Key == TypeKey) is { } entry)
        {
            // An error shows the type, so what may be a secret cannot be one.
            return entry.Value is not ConfigScalar { IsNull: false } scalar ? Missing($"{At(entry.Line)}: \"{TypeKey}\" is not the name of an engine")
                : VariableExpander.HasVariables(scalar.Text.Reveal()) ? Missing($"{At(entry.Line)}: \"{TypeKey}\" takes no variables")
                : scalar.Text.Reveal();
        }

        if (isEngineName)
        {
            return name;
        }

        var near = entries.FirstOrDefault(candidate => NearestName.Find(candidate.Key, [TypeKey]) is not null);
        return Missing(near is null ? $"{At(line)}: it has no \"{TypeKey}\"" : $"{At(near.Line)}: unknown option \"{near.Key}\"; did you mean \"{TypeKey}\"?");

        string? Missing(string problem)
        {
            problems.Add($"{problem}; known are {string.Join(", ", registry.Connectors.Where(connector => connector.OptionGroups.Count > 0).Select(connector => connector.Name))}");
            return null;
        }
    }

    private IReadOnlyList<ConfigEntry> EntriesOf(ConfigNode node, List<string> problems)
    {
        switch (node)
        {
            case ConfigMap map:
                return map.Entries;
            case ConfigScalar { IsNull: true }:
                return [];
            default:
                problems.Add($"{At(node.Line)}: options are expected here, as in {{ key: value }}");
                return [];
        }
    }

    private List<OptionSetting> Settings(IEnumerable<ConfigEntry> entries, VariableExpander variables, List<string> problems)
    {
        var settings = new List<OptionSetting>();
        foreach (var entry in entries)
        {
            if (entry.Value is not ConfigScalar scalar)
            {
                problems.Add($"{At(entry.Line)}: option \"{SecretMask.OnOneLine(entry.Key)}\" takes one value, not a {(entry.Value is ConfigList ? "list" : "block")}");
            }
            else if (!scalar.IsNull)
            {
                Add(entry, scalar.Text.Reveal());
            }
        }

        return settings;

        void Add(ConfigEntry entry, string text)
        {
            if (variables.TryExpand(text, out var expanded, out var problem))
            {
                settings.Add(new OptionSetting(entry.Key, expanded) { Origin = At(entry.Line), Written = VariableExpander.HasVariables(text) ? text : null });
            }
            else
            {
                problems.Add($"{At(entry.Line)}: option \"{SecretMask.OnOneLine(entry.Key)}\": {problem}");
            }
        }
    }

    private string At(int at) => ConfigErrors.Place(file, at);
}
