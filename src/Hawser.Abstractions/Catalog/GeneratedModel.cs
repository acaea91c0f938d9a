namespace Hawser.Connectors;

/// <summary>A computed column.</summary>
/// <param name="Expression">The expression in the engine's language.</param>
/// <param name="IsStored">Whether the values are kept (STORED) or computed when read (VIRTUAL).</param>
public sealed record GeneratedModel(string Expression, bool IsStored);
