using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>The table that says how a body's bytes make up the columns of a batch.</summary>
/// <remarks>Source: Arrow format/Message.fbs, tables RecordBatch and BodyCompression.</remarks>
internal sealed class RecordBatchMessage
{
    private RecordBatchMessage(long rowCount, NodeLength[] nodes, BodyRange[] buffers, string? compression)
    {
        RowCount = rowCount;
        Nodes = nodes;
        Buffers = buffers;
        Compression = compression;
    }

    public long RowCount { get; }

    public NodeLength[] Nodes { get; }

    public BodyRange[] Buffers { get; }

    /// <summary>The codec's name; null when the body is not compressed. With a codec every buffer begins with its length, where -1 says "stored as it is".</summary>
    public string? Compression { get; }

    public static RecordBatchMessage Read(FlatTable table)
    {
        FlatVector wireNodes = table.GetVector(1, NodeLength.Bytes);
        var nodes = new NodeLength[wireNodes.Count];
        for (int i = 0; i < nodes.Length; i++)
        {
            (long length, long nullCount) = ReadPair(wireNodes.Element(i));
            nodes[i] = new NodeLength(length, nullCount);
        }

        FlatVector wireBuffers = table.GetVector(2, BodyRange.Bytes);
        var buffers = new BodyRange[wireBuffers.Count];
        for (int i = 0; i < buffers.Length; i++)
        {
            (long offset, long length) = ReadPair(wireBuffers.Element(i));
            buffers[i] = new BodyRange(offset, length);
        }

        string? compression = table.TryGetTable(3, out FlatTable body) ? CodecName(body) : null;
        return new RecordBatchMessage(table.GetInt64(0), nodes, buffers, compression);
    }

    public static int Write(FlatBuilder builder, long rowCount, IReadOnlyList<NodeLength> nodes, IReadOnlyList<BodyRange> buffers)
    {
        Span<byte> room = builder.AddStructs(buffers.Count, BodyRange.Bytes, out int bufferVector);
        for (int i = 0; i < buffers.Count; i++)
        {
            WritePair(room[(i * BodyRange.Bytes)..], buffers[i].Offset, buffers[i].Length);
        }

        room = builder.AddStructs(nodes.Count, NodeLength.Bytes, out int nodeVector);
        for (int i = 0; i < nodes.Count; i++)
        {
            WritePair(room[(i * NodeLength.Bytes)..], nodes[i].Length, nodes[i].NullCount);
        }

        builder.StartTable(5);
        builder.SetInt64(0, rowCount);
        builder.SetPointer(1, nodeVector);
        builder.SetPointer(2, bufferVector);
        return builder.EndTable();
    }

    private static string CodecName(FlatTable compression)
    {
        byte method = compression.GetByte(1);
        if (method != 0)
        {
            throw new ArrowException($"The Arrow batch is compressed by an unknown method ({method}).");
        }

        return compression.GetByte(0) switch
        {
            0 => "LZ4",
            1 => "ZSTD",
            var codec => throw new ArrowException($"The Arrow batch is compressed with an unknown codec ({codec})."),
        };
    }

    private static (long First, long Second) ReadPair(ReadOnlySpan<byte> bytes) =>
        (BinaryPrimitives.ReadInt64LittleEndian(bytes), BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]));

    private static void WritePair(Span<byte> bytes, long first, long second)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, first);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], second);
    }
}
