using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>How rows are handed over: how large batches are and where their memory comes from.</summary>
public sealed record ReadOptions
{
    /// <summary>The defaults.</summary>
    public static ReadOptions Default { get; } = new();

    /// <summary>The most rows of a batch. Default 65,536.</summary>
    public int BatchRows { get; init; } = 65_536;

    /// <summary>A batch ends after the row with which it passes this many bytes. Default 16 MiB. One huge row is one batch.</summary>
    public long BatchBytes { get; init; } = 16L << 20;

    /// <summary>How a source without binding types (SQLite) decides its columns' types. Engines with binding types pay no heed, as both mean the same there.</summary>
    public TypeMode TypeMode { get; init; } = TypeMode.Declared;

    /// <summary>
    /// The columns to read as the engine's own bytes (<c>arrow.opaque</c> over binary, marked with engine and type), exact for every value and good for the same engine alone. Names as
    /// the relation has them. Default: none. An engine that has no such form refuses a name with <see cref="ConnectorStatus.NotSupported"/>.
    /// </summary>
    public IReadOnlySet<string> EncodedColumns { get; init; } = new HashSet<string>();

    /// <summary>Where the batches' memory comes from. Default: <see cref="ArrowAllocator.Default"/>.</summary>
    public ArrowAllocator Allocator { get; init; } = ArrowAllocator.Default;
}
