using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Where a copy reads.</summary>
/// <param name="Database">The database; the caller disposes it.</param>
/// <param name="Items">What to read; null for every table of the catalog (views left out).</param>
public sealed record CopySource(Database Database, IReadOnlyList<SourceItem>? Items = null);
