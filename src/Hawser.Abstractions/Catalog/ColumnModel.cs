using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>A column of a table, view or query.</summary>
/// <param name="Name">The name.</param>
/// <param name="NativeType">The engine's own type as it writes it; empty for an expression without one.</param>
/// <param name="Field">The Arrow field that reading gives: name, type, nullability, extension.</param>
public sealed record ColumnModel(string Name, string NativeType, Field Field)
{
    /// <summary>What values go through from the engine to Arrow.</summary>
    public Fidelity ReadFidelity { get; init; } = Fidelity.Exact;

    /// <summary>Why reading is not exact; null when it is.</summary>
    public string? ReadNote { get; init; }

    /// <summary>Whether the column may hold NULL.</summary>
    public bool IsNullable { get; init; } = true;

    /// <summary>The default as an expression of the engine; null for none.</summary>
    public string? Default { get; init; }

    /// <summary>How the engine numbers the column by itself; null when it does not.</summary>
    public IdentityModel? Identity { get; init; }

    /// <summary>How the engine computes the column; null when it does not.</summary>
    public GeneratedModel? Generated { get; init; }

    /// <summary>The collation, when it is not the default.</summary>
    public string? Collation { get; init; }

    /// <summary>The comment; null for none.</summary>
    public string? Comment { get; init; }
}
