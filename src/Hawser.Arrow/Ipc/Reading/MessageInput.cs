using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>
/// Cuts a stream into messages. Memory grows with the bytes that arrive: a length that only claims to be large costs nothing. The methods read
/// asynchronously, or with <c>async: false</c> on the calling thread and are then complete when they return.
/// </summary>
/// <remarks>Source: Arrow Columnar Format, "Encapsulated message format".</remarks>
internal sealed class MessageInput(Stream stream, IpcReaderOptions options)
{
    private const uint Continuation = 0xFFFFFFFF;
    private const int MetadataPieceBytes = 64 << 10;
    private const int BodyPieceBytes = 16 << 20;
    private readonly byte[] _prefix = new byte[sizeof(int)];

    /// <summary>The next message; null at the end marker, or where the stream ends between two messages if that is allowed. The caller disposes it.</summary>
    public async ValueTask<IpcMessage?> ReadAsync(bool async, CancellationToken cancellationToken)
    {
        int arrived = await ReadUpToAsync(_prefix, async, cancellationToken).ConfigureAwait(false);
        if (arrived == 0)
        {
            return options.AllowMissingEnd
                ? null
                : throw new ArrowException("The Arrow stream ends without its end marker: the rest may be missing. If its writer is known to leave the marker out, allow it in the options.");
        }

        CheckArrived(arrived, _prefix.Length, "length");
        int metadataLength = BinaryPrimitives.ReadInt32LittleEndian(_prefix);
        if ((uint)metadataLength == Continuation)
        {
            CheckArrived(await ReadUpToAsync(_prefix, async, cancellationToken).ConfigureAwait(false), _prefix.Length, "length");
            metadataLength = BinaryPrimitives.ReadInt32LittleEndian(_prefix);
        }

        if (metadataLength == 0)
        {
            return null;
        }

        byte[] metadata = await ReadMetadataAsync(metadataLength, async, cancellationToken).ConfigureAwait(false);
        long bodyLength = MessageEnvelope.Read(metadata).BodyLength;
        return new IpcMessage(metadata, await ReadBodyAsync(bodyLength, async, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads exactly so many bytes of metadata.</summary>
    public async ValueTask<byte[]> ReadMetadataAsync(int length, bool async, CancellationToken cancellationToken)
    {
        CheckMetadataLength(length, options);
        byte[] bytes = new byte[Math.Min(length, MetadataPieceBytes)];
        for (int have = 0; ;)
        {
            int arrived = await ReadUpToAsync(bytes.AsMemory(have), async, cancellationToken).ConfigureAwait(false);
            CheckArrived(have + arrived, have + arrived < bytes.Length ? length : bytes.Length, "metadata");
            have += arrived;
            if (have == length)
            {
                return bytes;
            }

            Array.Resize(ref bytes, (int)Math.Min(length, bytes.Length * 2L));
        }
    }

    /// <summary>Reads exactly so many bytes into one block. The caller owns one reference.</summary>
    public async ValueTask<ArrowBuffer> ReadBodyAsync(long length, bool async, CancellationToken cancellationToken)
    {
        CheckBodyLength(length, options);
        using var body = new BufferBuilder(options.Allocator);
        if (stream.CanSeek && stream.Length - stream.Position >= length)
        {
            MakeRoom(body, length);
        }

        while (body.Length < length)
        {
            int asked = (int)Math.Min(length - body.Length, Math.Clamp(body.Capacity - body.Length, BodyPieceBytes, 1 << 30));
            int arrived = await ReadUpToAsync(Room(body, asked), async, cancellationToken).ConfigureAwait(false);
            body.Advance(arrived);
            CheckArrived(body.Length, arrived < asked ? length : body.Length, "body");
        }

        return body.Finish();
    }

    public static void CheckMetadataLength(int length, IpcReaderOptions options)
    {
        if (length < 0 || length > options.MaxMetadataBytes)
        {
            throw new ArrowException($"An Arrow message claims {(uint)length} bytes of metadata; at most {options.MaxMetadataBytes} are read. Either this is no Arrow data or the limit must be raised.");
        }
    }

    public static void CheckBodyLength(long length, IpcReaderOptions options)
    {
        if (length > options.MaxBodyBytes)
        {
            throw new ArrowException($"An Arrow message claims a body of {length} bytes; at most {options.MaxBodyBytes} are read.");
        }
    }

    private static unsafe void MakeRoom(BufferBuilder builder, long bytes) => builder.Reserve(bytes);

    private static unsafe Memory<byte> Room(BufferBuilder builder, int bytes) => new NativeMemoryManager(builder.Reserve(bytes), bytes).Memory;

    private async ValueTask<int> ReadUpToAsync(Memory<byte> target, bool async, CancellationToken cancellationToken) => async
        ? await stream.ReadAtLeastAsync(target, target.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)
        : stream.ReadAtLeast(target.Span, target.Length, throwOnEndOfStream: false);

    private static void CheckArrived(long arrived, long expected, string part)
    {
        if (arrived < expected)
        {
            throw new ArrowException($"The Arrow data ends too early: {arrived} of {expected} bytes of a message's {part} are there.");
        }
    }
}
