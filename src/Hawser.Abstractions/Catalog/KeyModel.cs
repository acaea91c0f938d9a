namespace Hawser.Connectors;

/// <summary>A primary key or unique constraint.</summary>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Columns">The columns in the key's order.</param>
public sealed record KeyModel(string? Name, IReadOnlyList<string> Columns);
