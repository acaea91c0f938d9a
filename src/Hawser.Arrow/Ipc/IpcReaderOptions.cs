namespace Hawser.Arrow.Ipc;

/// <summary>How an Arrow stream or file is read, and how much of what it claims is believed.</summary>
public sealed class IpcReaderOptions
{
    /// <summary>The defaults.</summary>
    internal static IpcReaderOptions Default { get; } = new();

    /// <summary>Where the memory of the batches comes from. Default: <see cref="ArrowAllocator.Default"/>. A mapped file takes memory from it only for what must be moved.</summary>
    public ArrowAllocator Allocator { get; init; } = ArrowAllocator.Default;

    /// <summary>The most bytes that one message's or footer's metadata may have. Default 64 MiB.</summary>
    public int MaxMetadataBytes { get; init; } = 64 << 20;

    /// <summary>The most bytes that one message's body may have. Default 16 GiB. Memory is taken as bytes arrive, never for a mere claim.</summary>
    public long MaxBodyBytes { get; init; } = 16L << 30;

    /// <summary>What is tested of every batch before it is handed out. Default <see cref="ValidationLevel.Full"/>; less only for data that we wrote ourselves.</summary>
    public ValidationLevel Validation { get; init; } = ValidationLevel.Full;

    /// <summary>
    /// Whether a stream may end without its end marker. The format allows a writer to just close the connection, but then a stream that was cut off
    /// between two batches looks complete, so by default (false) a missing end marker is an error. Files are not affected.
    /// </summary>
    public bool AllowMissingEnd { get; init; }

    /// <summary>Whether the stream stays open when the reader is disposed. Default false.</summary>
    public bool LeaveOpen { get; init; }

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Allocator);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(MaxMetadataBytes);
        ArgumentOutOfRangeException.ThrowIfNegative(MaxBodyBytes);
    }
}
