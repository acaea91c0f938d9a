using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Types;

/// <summary>The form in which a field is kept.</summary>
/// <param name="Native">The native type.</param>
/// <param name="Stored">The field that the load takes and reading gives, without name.</param>
/// <param name="Fidelity">What values go through.</param>
/// <param name="Note">Why it is not exact; null when it is.</param>
internal sealed record SinkForm(string Native, Field Stored, Fidelity Fidelity, string? Note = null);
