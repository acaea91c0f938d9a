using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>How a native type is read.</summary>
/// <param name="Field">The Arrow field, without name: type, nullability, extension.</param>
/// <param name="Fidelity">What the values go through.</param>
/// <param name="Note">Why it is not exact, in one sentence; null when it is.</param>
public sealed record SourceColumn(Field Field, Fidelity Fidelity, string? Note = null);
