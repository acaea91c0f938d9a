using System.Collections.Concurrent;

namespace Hawser.Connectors.Sample.Service;

/// <summary>A place for files that are not in any table yet. Only chunks that were completed count.</summary>
internal sealed class DepotStage
{
    public ConcurrentDictionary<string, IReadOnlyList<DepotFile>> Chunks { get; } = new(StringComparer.Ordinal);
}
