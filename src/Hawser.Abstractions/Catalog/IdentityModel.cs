namespace Hawser.Connectors;

/// <summary>A column that numbers itself: identity, AUTO_INCREMENT, AUTOINCREMENT.</summary>
public sealed record IdentityModel
{
    /// <summary>Whether a value can be given only by overriding (GENERATED ALWAYS).</summary>
    public bool IsAlways { get; init; }

    /// <summary>The first number; null when not known.</summary>
    public long? Start { get; init; }

    /// <summary>The step; null when not known.</summary>
    public long? Increment { get; init; }

    /// <summary>The least number; null when not known.</summary>
    public long? Minimum { get; init; }

    /// <summary>The greatest number; null when not known.</summary>
    public long? Maximum { get; init; }

    /// <summary>Whether it begins anew behind the last number.</summary>
    public bool IsCycling { get; init; }

    /// <summary>The number that comes next; null when not known.</summary>
    public long? Next { get; init; }

    /// <summary>The sequence behind it; null when it has none of its own.</summary>
    public string? Sequence { get; init; }
}
