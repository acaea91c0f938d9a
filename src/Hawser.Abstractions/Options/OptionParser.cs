namespace Hawser.Connectors;

/// <summary>Turns key–value text into validated options, or says everything that is wrong with it in one error.</summary>
internal sealed class OptionParser
{
    private readonly IReadOnlyList<OptionGroup> _groups;
    private readonly Dictionary<string, OptionDefinition> _definitions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _keys = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, Secret> _values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _origins = new(StringComparer.Ordinal);
    private readonly List<string> _problems = [];

    private OptionParser(IReadOnlyList<OptionGroup> groups)
    {
        _groups = groups;
        foreach (OptionDefinition option in groups.SelectMany(g => g.Options))
        {
            // A key may stand in the groups of several auth modes; it is one option.
            if (_definitions.TryAdd(option.Key, option))
            {
                foreach (string spelling in option.Aliases.Prepend(option.Key))
                {
                    _keys.Add(spelling, option.Key);
                }
            }
        }
    }

    public static ConnectorOptions Parse(string connector, IReadOnlyList<OptionGroup> groups, IEnumerable<OptionSetting> given)
    {
        var parser = new OptionParser(groups);
        foreach (OptionSetting setting in given)
        {
            parser.Take(setting);
        }

        parser.FindMissing();
        parser.FindIdle();
        return parser._problems.Count == 0
            ? new ConnectorOptions(parser._definitions, parser._values)
            : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, connector, Sentence(string.Join("; ", parser._problems)));
    }

    private static string Sentence(string text) => text.EndsWith('?') ? text : text + ".";

    private static string At(string? origin) => origin is null ? "" : $" ({origin})";

    private void Take(OptionSetting setting)
    {
        string value = setting.Value.Reveal();
        if (!_keys.TryGetValue(setting.Key.Replace('-', '_'), out string? key))
        {
            _problems.Add($"unknown option \"{setting.Key}\"{At(setting.Origin)}{Advise(setting.Key)}");
        }
        else if (value.Length > 0 && !OptionValue.IsValid(_definitions[key], value, out string allowed))
        {
            string shown = _definitions[key].IsSecret ? Secret.Mask : $"\"{setting.Written ?? value}\"";
            _problems.Add($"option \"{key}\" is {shown}{At(setting.Origin)}; it must be {allowed}");
        }
        else if (!_values.TryAdd(key, setting.Value))
        {
            _problems.Add($"option \"{key}\" is given twice{At(setting.Origin)}");
        }
        else if (setting.Origin is not null)
        {
            _origins[key] = setting.Origin;
        }
    }

    private string Advise(string key) =>
        NearestName.Find(key, _definitions.Keys) is { } nearest ? $"; did you mean \"{nearest}\"?"
        : _definitions.Count == 0 ? "; there are no options here"
        : $"; known are {string.Join(", ", _definitions.Keys.Order(StringComparer.Ordinal))}";

    private bool Applies(OptionGroup group) => group.WhenKey is null || string.Equals(TextOf(group.WhenKey), group.WhenValue, StringComparison.OrdinalIgnoreCase);

    private string? TextOf(string key) => _values.GetValueOrDefault(key)?.Reveal() is { Length: > 0 } text ? text : _definitions[key].Default;

    private void FindMissing()
    {
        foreach (OptionGroup group in _groups.Where(Applies))
        {
            string when = group.WhenKey is null ? "" : $" with {group.WhenKey}: {group.WhenValue}";
            _problems.AddRange(group.Options.Where(o => o.IsRequired && string.IsNullOrEmpty(TextOf(o.Key))).Select(o => $"option \"{o.Key}\" is required{when}").Except(_problems));
        }
    }

    // An option that would do nothing is a mistake, as a password beside another auth_mode.
    private void FindIdle()
    {
        var live = _groups.Where(Applies).SelectMany(g => g.Options).Select(o => o.Key).ToHashSet(StringComparer.Ordinal);
        foreach (string key in _values.Keys.Where(k => !live.Contains(k)))
        {
            var groups = _groups.Where(g => g.Options.Any(o => o.Key == key)).ToList();
            string wanted = string.Join(" or ", groups.Select(g => g.WhenValue));
            _problems.Add($"option \"{key}\"{At(_origins.GetValueOrDefault(key))} belongs to {groups[0].WhenKey}: {wanted}, and {groups[0].WhenKey} is {TextOf(groups[0].WhenKey!) ?? "not given"}");
        }
    }
}
