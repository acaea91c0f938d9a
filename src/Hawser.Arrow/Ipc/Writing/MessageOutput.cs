using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>
/// Frames messages onto a stream. Small pieces are gathered, large ones are written from where they lie. The methods write asynchronously, or with
/// <c>async: false</c> on the calling thread and are then complete when they return.
/// </summary>
/// <remarks>Source: Arrow Columnar Format, "Encapsulated message format".</remarks>
internal sealed class MessageOutput(Stream stream, int alignment)
{
    private const int GatherBytes = 64 << 10;
    private const int LargeBytes = 16 << 10;
    private const int PrefixBytes = 8;
    private static readonly byte[] Zeros = new byte[ArrowAllocator.Alignment];
    private readonly byte[] _gathered = new byte[GatherBytes];
    private int _gatheredBytes;

    /// <summary>Bytes written so far.</summary>
    public long Position { get; private set; }

    /// <summary>Writes a message and returns where it lies. The body begins at a multiple of the alignment.</summary>
    public async ValueTask<FileBlock> WriteMessageAsync(ReadOnlyMemory<byte> metadata, BodyPlan? body, bool async, CancellationToken cancellationToken)
    {
        long offset = Position;
        int padding = PaddingAfter(offset + PrefixBytes + metadata.Length);
        await WriteAsync(Prefix(metadata.Length + padding), async, cancellationToken).ConfigureAwait(false);
        await WriteAsync(metadata, async, cancellationToken).ConfigureAwait(false);
        await WriteAsync(Zeros.AsMemory(0, padding), async, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < body?.Parts.Count; i++)
        {
            await WritePartAsync(body.Parts[i], async, cancellationToken).ConfigureAwait(false);
            await WriteAsync(Zeros.AsMemory(0, PaddingAfter(Position)), async, cancellationToken).ConfigureAwait(false);
        }

        return new FileBlock(offset, PrefixBytes + metadata.Length + padding, body?.BodyLength ?? 0);
    }

    /// <summary>Writes the marker after which a stream has no more messages.</summary>
    public ValueTask WriteEndAsync(bool async, CancellationToken cancellationToken) => WriteAsync(Prefix(0), async, cancellationToken);

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, bool async, CancellationToken cancellationToken)
    {
        Position += bytes.Length;
        if (bytes.Length > GatherBytes - _gatheredBytes || bytes.Length >= LargeBytes)
        {
            await WriteGatheredAsync(async, cancellationToken).ConfigureAwait(false);
        }

        if (bytes.Length >= LargeBytes)
        {
            await WriteThroughAsync(bytes, async, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            bytes.CopyTo(_gathered.AsMemory(_gatheredBytes));
            _gatheredBytes += bytes.Length;
        }
    }

    /// <summary>Hands everything to the stream and flushes it.</summary>
    public async ValueTask FlushAsync(bool async, CancellationToken cancellationToken)
    {
        await WriteGatheredAsync(async, cancellationToken).ConfigureAwait(false);
        if (async)
        {
            await stream.FlushAsync(cancellationToken).ConfigureAwait(false);
        }
        else
        {
            stream.Flush();
        }
    }

    /// <summary>Hands everything to the stream.</summary>
    public async ValueTask WriteGatheredAsync(bool async, CancellationToken cancellationToken)
    {
        if (_gatheredBytes > 0)
        {
            ReadOnlyMemory<byte> gathered = _gathered.AsMemory(0, _gatheredBytes);
            _gatheredBytes = 0;
            await WriteThroughAsync(gathered, async, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WritePartAsync(BodyPart part, bool async, CancellationToken cancellationToken)
    {
        const int MostBytes = 1 << 30;
        for (long done = 0; done < part.Length; done += MostBytes)
        {
            await WriteAsync(PieceOf(part, done, (int)Math.Min(MostBytes, part.Length - done)), async, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask WriteThroughAsync(ReadOnlyMemory<byte> bytes, bool async, CancellationToken cancellationToken)
    {
        if (async)
        {
            await stream.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
        }
        else
        {
            stream.Write(bytes.Span);
        }
    }

    private static unsafe ReadOnlyMemory<byte> PieceOf(BodyPart part, long start, int bytes) => new NativeMemoryManager(part.Pointer + start, bytes).Memory;

    private static byte[] Prefix(int metadataLength)
    {
        byte[] prefix = new byte[PrefixBytes];
        BinaryPrimitives.WriteUInt32LittleEndian(prefix, 0xFFFFFFFF);
        BinaryPrimitives.WriteInt32LittleEndian(prefix.AsSpan(sizeof(int)), metadataLength);
        return prefix;
    }

    private int PaddingAfter(long position) => (int)(-position & (alignment - 1));
}
