using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>A way from one Arrow type to another and back.</summary>
/// <param name="Fidelity">What values go through on the way there.</param>
/// <param name="Note">Why it is not exact; null when it is.</param>
/// <param name="Forward">There; null when the column passes untouched.</param>
/// <param name="Backward">Back, for verification; null when the column passes untouched.</param>
internal sealed record Conversion(Fidelity Fidelity, string? Note, ColumnConverter? Forward, ColumnConverter? Backward)
{
    /// <summary>Nothing is to be done.</summary>
    public static Conversion None { get; } = new(Fidelity.Exact, null, null, null);
}
