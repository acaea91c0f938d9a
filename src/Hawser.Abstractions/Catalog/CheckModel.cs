namespace Hawser.Connectors;

/// <summary>A condition that every row meets.</summary>
/// <param name="Name">Its name; null when it has none.</param>
/// <param name="Expression">The condition in the engine's language.</param>
public sealed record CheckModel(string? Name, string Expression);
