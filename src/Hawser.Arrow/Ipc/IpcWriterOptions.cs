namespace Hawser.Arrow.Ipc;

/// <summary>How an Arrow stream or file is written.</summary>
public sealed class IpcWriterOptions
{
    /// <summary>The defaults.</summary>
    internal static IpcWriterOptions Default { get; } = new();

    /// <summary>Where temporary memory comes from: offsets and bitmaps of slices that must be moved. Default: <see cref="ArrowAllocator.Default"/>.</summary>
    public ArrowAllocator Allocator { get; init; } = ArrowAllocator.Default;

    /// <summary>What each buffer's position in the output is a multiple of, in bytes: 8, 16, 32 or 64. Default 64, which lets a mapped file be read without moving anything.</summary>
    public int Alignment { get; init; } = ArrowAllocator.Alignment;

    /// <summary>Whether the stream stays open when the writer is disposed. Default false.</summary>
    public bool LeaveOpen { get; init; }

    /// <summary>Key–value metadata of a file's footer, apart from the schema's. Default none. Streams have no footer.</summary>
    public ArrowMetadata FileMetadata { get; init; } = ArrowMetadata.Empty;

    internal void Check()
    {
        ArgumentNullException.ThrowIfNull(Allocator);
        ArgumentNullException.ThrowIfNull(FileMetadata);
        if (Alignment is not (8 or 16 or 32 or 64))
        {
            throw new ArgumentException($"Buffers are aligned to 8, 16, 32 or 64 bytes, not {Alignment}.", nameof(Alignment));
        }
    }
}
