namespace Hawser.Testing.Judges;

/// <summary>An Arrow IPC file or stream as apache-arrow sees it.</summary>
/// <param name="Fields">The schema's fields.</param>
/// <param name="Metadata">The schema's custom metadata.</param>
/// <param name="Batches">The record batches in order.</param>
public sealed record ArrowTable(
    IReadOnlyList<ArrowField> Fields,
    IReadOnlyDictionary<string, string> Metadata,
    IReadOnlyList<ArrowBatch> Batches);
