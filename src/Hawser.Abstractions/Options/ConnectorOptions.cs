using System.Globalization;

namespace Hawser.Connectors;

/// <summary>
/// A connector's options after validation: every key is known, every value has the right form, nothing required is missing. Immutable. Made by <see cref="Connector.ParseOptions"/>;
/// <see cref="ToString"/> masks secrets.
/// </summary>
public sealed class ConnectorOptions
{
    private readonly Dictionary<string, Secret> _values;
    private readonly IReadOnlyDictionary<string, OptionDefinition> _definitions;

    internal ConnectorOptions(IReadOnlyDictionary<string, OptionDefinition> definitions, Dictionary<string, Secret> values)
    {
        _definitions = definitions;
        _values = values;
    }

    /// <summary>Checks options of something that is no connector, such as a pool, by the same rules and with the same messages.</summary>
    /// <param name="owner">What the options belong to, shown in brackets; empty for nothing.</param>
    /// <param name="groups">The options that there are.</param>
    /// <param name="settings">The options that are given.</param>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: everything that is wrong, in one message.</exception>
    public static ConnectorOptions Parse(string owner, IReadOnlyList<OptionGroup> groups, IEnumerable<OptionSetting> settings) => OptionParser.Parse(owner, groups, settings);

    /// <summary>The keys that were given, in no order.</summary>
    public IReadOnlyCollection<string> GivenKeys => _values.Keys;

    /// <summary>Whether the option was given (a default does not count).</summary>
    public bool IsGiven(string key) => _values.ContainsKey(key);

    /// <summary>The text of an option: as given, else its default, else null.</summary>
    /// <exception cref="ArgumentException">The connector does not declare the key.</exception>
    public string? GetText(string key)
    {
        OptionDefinition definition = Definition(key);
        return _values.GetValueOrDefault(key)?.Reveal() ?? definition.Default;
    }

    /// <summary>An option as a text that does not print itself: as given, else its default, else null.</summary>
    /// <exception cref="ArgumentException">The connector does not declare the key.</exception>
    public Secret? GetSecret(string key) => GetText(key) is { } text ? new Secret(text) : null;

    /// <summary>A whole number; null when neither given nor defaulted.</summary>
    public long? GetInteger(string key) => GetText(key) is { Length: > 0 } text ? long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture) : null;

    /// <summary>A boolean; false when neither given nor defaulted.</summary>
    public bool GetBoolean(string key) => GetText(key) is { Length: > 0 } text && OptionValue.TryParseBoolean(text, out bool value) && value;

    /// <summary>A duration; null when neither given nor defaulted.</summary>
    public TimeSpan? GetDuration(string key) => GetText(key) is { Length: > 0 } text && OptionValue.TryParseDuration(text, out TimeSpan value) ? value : null;

    /// <summary>A number of bytes; null when neither given nor defaulted.</summary>
    public long? GetSize(string key) => GetText(key) is { Length: > 0 } text && OptionValue.TryParseSize(text, out long value) ? value : null;

    /// <summary>The given options as <c>key=value</c>, secrets as <c>***</c>.</summary>
    public override string ToString() => string.Join(' ', _values.OrderBy(v => v.Key, StringComparer.Ordinal)
        .Select(v => $"{v.Key}={(_definitions[v.Key].IsSecret ? Secret.Mask : v.Value.Reveal())}"));

    private OptionDefinition Definition(string key) => _definitions.TryGetValue(key, out OptionDefinition? definition)
        ? definition
        : throw new ArgumentException($"The connector declares no option \"{key}\".", nameof(key));
}
