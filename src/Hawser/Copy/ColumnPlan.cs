using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>What one column goes through, decided before any data moves.</summary>
/// <param name="Source">The source's column.</param>
/// <param name="TargetName">The column's name in the target.</param>
/// <param name="TargetNativeType">The target's own type; empty for a format without one.</param>
/// <param name="Stored">The Arrow field that the target takes and gives back.</param>
/// <param name="Fidelity">The graver of reading, converting and writing.</param>
public sealed record ColumnPlan(ColumnModel Source, string TargetName, string TargetNativeType, Field Stored, Fidelity Fidelity)
{
    /// <summary>Why it is not exact, in one sentence or more; null when it is.</summary>
    public string? Note { get; init; }

    /// <summary>Whether the user allowed this column to lose something.</summary>
    public bool IsLossAllowed { get; init; }
}
