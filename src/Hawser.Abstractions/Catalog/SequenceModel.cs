namespace Hawser.Connectors;

/// <summary>A sequence that no identity column owns.</summary>
/// <param name="Name">Its name.</param>
public sealed record SequenceModel(TableName Name)
{
    /// <summary>The first number.</summary>
    public long Start { get; init; } = 1;

    /// <summary>The step.</summary>
    public long Increment { get; init; } = 1;

    /// <summary>The number that comes next; null when not known.</summary>
    public long? Next { get; init; }
}
