namespace Hawser.Connectors.DuckDb.Files;

/// <summary>A file that is ready to be read.</summary>
/// <param name="Relation">What reads it.</param>
/// <param name="Text">Its columns as they were decided, when it is a file of text.</param>
internal sealed record PreparedFile(Relation Relation, TextFile? Text);
