namespace Hawser.Arrow.Ipc;

/// <summary>A file behind a seekable stream; each batch is read into memory of its own.</summary>
internal sealed class SeekingFileSource(Stream stream, IpcReaderOptions options) : IpcFileSource
{
    private readonly MessageInput _input = new(stream, options);

    public override long Length { get; } = stream.Length;

    public override ValueTask<byte[]> ReadMetadataAsync(long offset, int length, bool async, CancellationToken cancellationToken)
    {
        stream.Position = offset;
        return _input.ReadMetadataAsync(length, async, cancellationToken);
    }

    public override ValueTask<ArrowBuffer> ReadBodyAsync(long offset, long length, bool async, CancellationToken cancellationToken)
    {
        stream.Position = offset;
        return _input.ReadBodyAsync(length, async, cancellationToken);
    }

    public override void Dispose()
    {
        if (!options.LeaveOpen)
        {
            stream.Dispose();
        }
    }
}
