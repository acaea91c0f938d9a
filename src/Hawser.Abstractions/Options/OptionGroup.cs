namespace Hawser.Connectors;

/// <summary>Options that belong together. A group may depend on another option's value, as the keys of one <c>auth_mode</c> do.</summary>
/// <param name="Name">The heading in help texts.</param>
/// <param name="Options">The options.</param>
public sealed record OptionGroup(string Name, IReadOnlyList<OptionDefinition> Options)
{
    /// <summary>The option that decides whether the group applies; null when it always does.</summary>
    public string? WhenKey { get; init; }

    /// <summary>The value of <see cref="WhenKey"/> with which the group applies.</summary>
    public string? WhenValue { get; init; }
}
