using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>A file that is ready to be read.</summary>
/// <param name="Relation">What reads it.</param>
/// <param name="Text">Its columns as they were decided, when it is a file of text.</param>
internal sealed record PreparedFile(Relation Relation, TextFile? Text)
{
    /// <summary>The extension types of its columns by name, where the file's metadata keeps marks of them.</summary>
    public IReadOnlyDictionary<string, Field> Extensions { get; init; } = new Dictionary<string, Field>();
}
