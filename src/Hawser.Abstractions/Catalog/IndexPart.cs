namespace Hawser.Connectors;

/// <summary>One part of an index: a column or an expression.</summary>
/// <param name="Column">The column's name; null for an expression.</param>
/// <param name="Expression">The expression in the engine's language; null for a column.</param>
public sealed record IndexPart(string? Column, string? Expression = null)
{
    /// <summary>Whether the greatest value comes first.</summary>
    public bool IsDescending { get; init; }

    /// <summary>How many characters or bytes of a value the index looks at; null for all.</summary>
    public int? PrefixLength { get; init; }

    /// <summary>The collation, when it is not the column's.</summary>
    public string? Collation { get; init; }

    /// <summary>The operator class as the engine writes it, e.g. <c>text_pattern_ops</c>; null for the type's usual one.</summary>
    public string? OperatorClass { get; init; }

    /// <summary>Whether NULL comes before all values; null for what the engine does by itself.</summary>
    public bool? NullsFirst { get; init; }
}
