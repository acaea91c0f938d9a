namespace Hawser.Connectors;

/// <summary>Something that the engine said beside the result. Warnings are always reported.</summary>
/// <param name="Severity">How grave.</param>
/// <param name="Text">The text.</param>
/// <param name="Code">The engine's code; null when it gave none.</param>
public sealed record ServerMessage(MessageSeverity Severity, string Text, string? Code = null);
