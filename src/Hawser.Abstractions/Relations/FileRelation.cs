namespace Hawser.Connectors;

/// <summary>A file, or files of one shape, read or written as one table.</summary>
/// <param name="Path">The path; may be a glob when it is read.</param>
/// <param name="Format">The name of one of the connector's <see cref="Connector.FileFormats"/>.</param>
public sealed record FileRelation(string Path, string Format) : Relation
{
    /// <summary>Options of the format by key; keys are the format's own.</summary>
    public IReadOnlyDictionary<string, string> Options { get; init; } = new Dictionary<string, string>();

    /// <inheritdoc/>
    public override string DisplayName => Path;
}
