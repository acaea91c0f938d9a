namespace Hawser.Connectors;

/// <summary>One option as somebody set it, not yet checked. The value may be a secret, whatever its key, and never prints itself.</summary>
/// <param name="Key">The key as written.</param>
/// <param name="Value">The text that counts, variables expanded.</param>
public sealed record OptionSetting(string Key, Secret Value)
{
    /// <summary>A setting without an origin.</summary>
    /// <param name="key">The key as written.</param>
    /// <param name="value">The text that counts.</param>
    public OptionSetting(string key, string value)
        : this(key, new Secret(value))
    {
    }

    /// <summary>What messages show in place of the value, e.g. <c>${SHOP_PORT}</c> for what a variable gave; null to show the value itself, unless its option is a secret.</summary>
    public string? Written { get; init; }

    /// <summary>Where it was set, for messages: <c>connections.yaml:7</c>; null when nobody knows.</summary>
    public string? Origin { get; init; }
}
