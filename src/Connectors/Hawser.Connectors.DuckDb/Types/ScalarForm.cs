using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>One native type without parameters and its Arrow form.</summary>
/// <param name="Native">The DuckDB type.</param>
/// <param name="Arrow">The Arrow type; for an extension type its storage.</param>
/// <param name="Read">What values go through from DuckDB to Arrow.</param>
/// <param name="Write">What values go through back.</param>
/// <param name="Note">What is special; null for nothing.</param>
internal sealed record ScalarForm(TypeId Native, ArrowType Arrow, Fidelity Read, Fidelity Write, string? Note = null)
{
    /// <summary>The Arrow extension that marks the form; null for a plain type.</summary>
    public string? Extension { get; init; }

    /// <summary>Whether another DuckDB type has the same Arrow form, so that the field says by its metadata which one it is.</summary>
    public bool IsMarked { get; init; }
}
