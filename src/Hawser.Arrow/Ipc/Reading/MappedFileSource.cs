namespace Hawser.Arrow.Ipc;

/// <summary>A mapped file; bodies are where they lie.</summary>
internal sealed unsafe class MappedFileSource(MappedMemory memory, IpcReaderOptions options) : IpcFileSource
{
    public override long Length => memory.Length;

    public override ValueTask<byte[]> ReadMetadataAsync(long offset, int length, bool async, CancellationToken cancellationToken)
    {
        MessageInput.CheckMetadataLength(length, options);
        return new(new ReadOnlySpan<byte>(memory.Pointer + offset, length).ToArray());
    }

    public override ValueTask<ArrowBuffer> ReadBodyAsync(long offset, long length, bool async, CancellationToken cancellationToken)
    {
        MessageInput.CheckBodyLength(length, options);
        return new(new ArrowBuffer(memory, memory.Pointer + offset, length));
    }

    public override void Dispose() => memory.Release();
}
