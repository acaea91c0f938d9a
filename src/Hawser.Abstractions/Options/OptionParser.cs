namespace Hawser.Connectors;

/// <summary>Turns key–value text into validated options, or says everything that is wrong with it in one error.</summary>
internal static class OptionParser
{
    public static ConnectorOptions Parse(string connector, IReadOnlyList<OptionGroup> groups, IEnumerable<KeyValuePair<string, string>> given)
    {
        var definitions = groups.SelectMany(g => g.Options).ToDictionary(o => o.Key, StringComparer.Ordinal);
        var spellings = definitions.Values.SelectMany(o => o.Aliases.Prepend(o.Key).Select(k => (Spelling: k, o.Key)))
            .ToDictionary(p => p.Spelling, p => p.Key, StringComparer.OrdinalIgnoreCase);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var problems = new List<string>();
        foreach ((string spelling, string value) in given)
        {
            if (!spellings.TryGetValue(spelling.Replace('-', '_'), out string? key))
            {
                problems.Add(Unknown(spelling, definitions.Keys));
            }
            else if (value.Length > 0 && !OptionValue.IsValid(definitions[key], value, out string allowed))
            {
                problems.Add($"option \"{key}\" is {(definitions[key].IsSecret ? "***" : $"\"{value}\"")}; it must be {allowed}");
            }
            else if (!values.TryAdd(key, value))
            {
                problems.Add($"option \"{key}\" is given twice");
            }
        }

        problems.AddRange(Missing(groups, definitions, values));
        return problems.Count == 0
            ? new ConnectorOptions(definitions, values)
            : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, connector, string.Join("; ", problems) + ".");
    }

    private static string Unknown(string key, IReadOnlyCollection<string> known) =>
        NearestName.Find(key, known) is { } nearest
            ? $"unknown option \"{key}\"; did you mean \"{nearest}\"?"
            : $"unknown option \"{key}\"; known are {string.Join(", ", known.Order(StringComparer.Ordinal))}";

    private static IEnumerable<string> Missing(IReadOnlyList<OptionGroup> groups, Dictionary<string, OptionDefinition> definitions, Dictionary<string, string> values)
    {
        foreach (OptionGroup group in groups)
        {
            bool applies = group.WhenKey is null
                || string.Equals(values.GetValueOrDefault(group.WhenKey) ?? definitions[group.WhenKey].Default, group.WhenValue, StringComparison.OrdinalIgnoreCase);
            foreach (OptionDefinition option in group.Options.Where(o => applies && o.IsRequired && string.IsNullOrEmpty(values.GetValueOrDefault(o.Key) ?? o.Default)))
            {
                string when = group.WhenKey is null ? "" : $" with {group.WhenKey}: {group.WhenValue}";
                yield return $"option \"{option.Key}\" is required{when}";
            }
        }
    }
}
