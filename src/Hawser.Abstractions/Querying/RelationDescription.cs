using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>The columns of a relation, known without reading its rows.</summary>
/// <param name="Columns">The columns in order.</param>
public sealed record RelationDescription(IReadOnlyList<ColumnModel> Columns)
{
    /// <summary>The schema's own metadata, where a source keeps some (an Arrow file); empty otherwise.</summary>
    public ArrowMetadata Metadata { get; init; } = ArrowMetadata.Empty;

    /// <summary>The Arrow schema that reading the relation gives.</summary>
    public Schema Schema => new(Columns.Select(c => c.Field), Metadata);
}
