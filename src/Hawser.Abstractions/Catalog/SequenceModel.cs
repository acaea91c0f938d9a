namespace Hawser.Connectors;

/// <summary>A sequence that no identity column owns.</summary>
/// <param name="Name">Its name.</param>
public sealed record SequenceModel(TableName Name)
{
    /// <summary>The first number.</summary>
    public long Start { get; init; } = 1;

    /// <summary>The step.</summary>
    public long Increment { get; init; } = 1;

    /// <summary>The least number; null when not known.</summary>
    public long? Minimum { get; init; }

    /// <summary>The greatest number; null when not known.</summary>
    public long? Maximum { get; init; }

    /// <summary>Whether it begins anew behind the last number.</summary>
    public bool IsCycling { get; init; }

    /// <summary>The number that comes next; null when not known.</summary>
    public long? Next { get; init; }

    /// <summary>The type of its numbers as the engine writes it; empty where the engine does not say.</summary>
    public string NativeType { get; init; } = "";

    /// <summary>The comment; null for none.</summary>
    public string? Comment { get; init; }
}
