using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>How a sink keeps an Arrow column.</summary>
/// <param name="NativeType">The native type to declare, e.g. <c>DECIMAL(15,2)</c>.</param>
/// <param name="Stored">
/// The Arrow field that the sink's writer takes and that reading the column back gives. When its type is the source's, the writer encodes by itself; when it is not, values are
/// converted before they are written and back again to be verified.
/// </param>
/// <param name="Fidelity">What the values go through.</param>
/// <param name="Note">Why it is not exact, in one sentence; null when it is.</param>
public sealed record SinkColumn(string NativeType, Field Stored, Fidelity Fidelity, string? Note = null)
{
    /// <summary>Whether the native type alone does not give <see cref="Stored"/>: a load that makes the column keeps a <see cref="ColumnMark"/> beside it, by which it does. Default: no.</summary>
    public bool IsMarked { get; init; }
}
