using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>Finds and reads a file's footer, and from it the messages.</summary>
/// <remarks>Source: Arrow Columnar Format, "IPC File Format".</remarks>
internal static class FileFooter
{
    /// <summary>The bytes before the first message: the magic, padded.</summary>
    private const int StartBytes = 8;
    private const int EndBytes = 10;

    public static async ValueTask<FooterMessage> ReadAsync(IpcFileSource source, bool async, CancellationToken cancellationToken)
    {
        int startBytes = (int)Math.Min(source.Length, StartBytes);
        CheckStart(await source.ReadMetadataAsync(0, startBytes, async, cancellationToken).ConfigureAwait(false));
        if (source.Length < StartBytes + EndBytes)
        {
            throw NoFooter();
        }

        byte[] end = await source.ReadMetadataAsync(source.Length - EndBytes, EndBytes, async, cancellationToken).ConfigureAwait(false);
        int length = FooterLength(end, source.Length);
        FooterMessage footer = FooterMessage.Read(await source.ReadMetadataAsync(source.Length - EndBytes - length, length, async, cancellationToken).ConfigureAwait(false));
        CheckBlocks(footer.Dictionaries, source.Length - EndBytes - length);
        CheckBlocks(footer.Batches, source.Length - EndBytes - length);
        return footer;
    }

    /// <summary>Reads the message that a block points to. The caller disposes it.</summary>
    public static async ValueTask<IpcMessage> ReadMessageAsync(IpcFileSource source, FileBlock block, bool async, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> metadata = await ReadMetadataAsync(source, block, async, cancellationToken).ConfigureAwait(false);
        long bodyLength = MessageEnvelope.Read(metadata.Span).BodyLength;
        if (bodyLength != block.BodyLength)
        {
            throw new ArrowException($"The Arrow file's footer says that a message's body has {block.BodyLength} bytes; the message says {bodyLength}.");
        }

        return new IpcMessage(metadata, await source.ReadBodyAsync(block.Offset + block.MetadataLength, bodyLength, async, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Reads the metadata of the message that a block points to, without its body.</summary>
    public static async ValueTask<ReadOnlyMemory<byte>> ReadMetadataAsync(IpcFileSource source, FileBlock block, bool async, CancellationToken cancellationToken) =>
        WithoutPrefix(await source.ReadMetadataAsync(block.Offset, block.MetadataLength, async, cancellationToken).ConfigureAwait(false));

    private static void CheckStart(ReadOnlySpan<byte> start)
    {
        if (start.StartsWith(IpcFileWriter.Magic))
        {
            return;
        }

        throw new ArrowException(start switch
        {
            _ when start.StartsWith("FEA1"u8) => "The file is of the old Feather format (V1), not Arrow IPC.",
            _ when start.StartsWith("PAR1"u8) => "The file is a Parquet file, not Arrow IPC.",
            [0xFF, 0xFF, 0xFF, 0xFF, ..] => "The file holds an Arrow stream, not the Arrow file format with a footer.",
            _ => "The file is not an Arrow file: it does not begin with ARROW1.",
        });
    }

    private static int FooterLength(ReadOnlySpan<byte> end, long fileLength)
    {
        if (!end.EndsWith(IpcFileWriter.Magic))
        {
            throw NoFooter();
        }

        int length = BinaryPrimitives.ReadInt32LittleEndian(end);
        return length > 0 && length <= fileLength - StartBytes - EndBytes
            ? length
            : throw new ArrowException($"The Arrow file claims a footer of {length} bytes; the whole file has {fileLength}.");
    }

    private static void CheckBlocks(FileBlock[] blocks, long end)
    {
        foreach (FileBlock block in blocks)
        {
            bool inside = block is { Offset: >= StartBytes, MetadataLength: > sizeof(int), BodyLength: >= 0 }
                && block.Offset <= end - block.MetadataLength && block.BodyLength <= end - block.MetadataLength - block.Offset;
            if (!inside)
            {
                throw new ArrowException($"The Arrow file's footer points outside the file: to {block.MetadataLength} + {block.BodyLength} bytes at {block.Offset}.");
            }
        }
    }

    // Files written before Arrow 0.15 have no continuation marker before the length.
    private static ReadOnlyMemory<byte> WithoutPrefix(ReadOnlyMemory<byte> bytes)
    {
        int prefixBytes = bytes.Span is [0xFF, 0xFF, 0xFF, 0xFF, _, _, _, _, ..] ? 2 * sizeof(int) : sizeof(int);
        int length = BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[(prefixBytes - sizeof(int))..]);
        return length > 0 && length <= bytes.Length - prefixBytes
            ? bytes.Slice(prefixBytes, length)
            : throw new ArrowException($"A message of the Arrow file claims {length} bytes of metadata; its footer says {bytes.Length}.");
    }

    private static ArrowException NoFooter() =>
        new("The Arrow file has no footer: its writer did not finish it, or its end is missing.");
}
