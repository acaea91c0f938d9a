namespace Hawser.Arrow.Ipc;

/// <summary>The bytes of a file, at any place. Ranges that are asked for lie within <see cref="Length"/>. One caller at a time.</summary>
internal abstract class IpcFileSource : IDisposable
{
    public abstract long Length { get; }

    public abstract ValueTask<byte[]> ReadMetadataAsync(long offset, int length, bool async, CancellationToken cancellationToken);

    /// <summary>The bytes as one block, of which the caller owns one reference.</summary>
    public abstract ValueTask<ArrowBuffer> ReadBodyAsync(long offset, long length, bool async, CancellationToken cancellationToken);

    public abstract void Dispose();
}
