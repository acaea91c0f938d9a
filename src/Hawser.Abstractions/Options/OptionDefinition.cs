namespace Hawser.Connectors;

/// <summary>One option of a connector, said once: help text, documentation, validation and the masking of secrets all come from here.</summary>
/// <param name="Key">The key in snake_case, e.g. <c>read_only</c>.</param>
/// <param name="Kind">What its text must be.</param>
/// <param name="Description">One sentence for people.</param>
public sealed record OptionDefinition(string Key, OptionKind Kind, string Description)
{
    /// <summary>Other spellings of the key.</summary>
    public IReadOnlyList<string> Aliases { get; init; } = [];

    /// <summary>The value when the option is not given; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>Whether the option must be given, and not empty, whenever its group applies.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether the value must never be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The allowed values of a <see cref="OptionKind.Choice"/>.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
