using System.Buffers.Binary;
using Hawser.Arrow.Ipc;

namespace Hawser.Arrow.Tests.Ipc;

/// <summary>What other writers may send: old forms that are read, and forms that are refused by name.</summary>
public sealed class IpcForeignFormTests : IDisposable
{
    private static readonly byte[] Ints = [1, 0, 0, 0, 2, 0, 0, 0];
    private static readonly Schema OneInt = new([new Field("c", ArrowType.Int32)]);
    private readonly ArrowAllocator _allocator = new();

    [Theory]
    [InlineData(WireType.LargeList, "LargeList")]
    [InlineData(WireType.RunEndEncoded, "RunEndEncoded")]
    [InlineData(WireType.BinaryView, "BinaryView")]
    [InlineData(WireType.Utf8View, "Utf8View")]
    [InlineData(WireType.ListView, "ListView")]
    [InlineData(WireType.LargeListView, "LargeListView")]
    [InlineData(WireType.None, "code 0")]
    [InlineData((WireType)99, "code 99")]
    [InlineData(WireType.FloatingPoint, "float16")]
    [InlineData(WireType.Interval, "year_month")]
    [InlineData(WireType.Date, "date64")]
    [InlineData(WireType.Int, "integer of 0 bits")]
    [InlineData(WireType.Decimal, "precision 0")]
    [InlineData(WireType.List, "list of 0 children")]
    [InlineData(WireType.Map, "map of 0 children")]
    internal void A_type_that_cannot_be_read_is_refused_by_name(WireType type, string named) =>
        Refused(Crafted.Schema((byte)type), "\"c\"", named);

    [Fact]
    public void Parameters_out_of_range_are_refused()
    {
        Refused(Crafted.Schema((byte)WireType.FixedSizeBinary, b => b.SetInt32(0, -1)), "-1 bytes");
        Refused(Crafted.Schema((byte)WireType.FixedSizeBinary, b => b.SetInt32(0, int.MaxValue)), "bytes");
        Refused(Crafted.Schema((byte)WireType.FixedSizeList, b => b.SetInt32(0, -5), new Field("i", ArrowType.Int8)), "-5 items");
        Refused(Crafted.Schema((byte)WireType.Time, b => b.SetInt16(0, 3)), "32 bits");
        Refused(Crafted.Schema((byte)WireType.Timestamp, b => b.SetInt16(0, 9)), "unit 9");
        Refused(Crafted.Schema((byte)WireType.Interval, b => b.SetInt16(0, 1)), "day_time");
        Refused(Crafted.Schema((byte)WireType.Union, b => b.SetInt16(0, 7), new Field("i", ArrowType.Int8)), "mode 7");
        Refused(Crafted.Schema((byte)WireType.Union, null, new Field("i", ArrowType.Int8), typeIdsOf: 200), "type id 200");
        Refused(Crafted.Schema((byte)WireType.Map, null, new Field("e", ArrowType.Int8)), "entries are int8");
        Refused(Crafted.Schema((byte)WireType.Utf8, null, new Field("e", ArrowType.Int8)), "has 1 children");
    }

    [Fact]
    public void Big_endian_data_and_old_versions_are_refused()
    {
        Refused(Crafted.Schema((byte)WireType.Utf8, endianness: 1), "big-endian");
        Refused(Crafted.Schema(OneInt, MetadataVersion.V1), "version V1");
        Refused(Crafted.Schema(OneInt, (MetadataVersion)9), "version V10");
    }

    [Fact]
    public void Deep_or_unfolding_schemas_are_refused()
    {
        Refused(Crafted.NestedLists(65), "nested deeper");
        Refused(Crafted.NestedLists(5000), "nested deeper");
        Refused(Crafted.SharedStructs(60), "unfolds");
    }

    [Fact]
    public void Buffers_marked_compressed_are_read_only_when_stored_as_they_are()
    {
        byte[] stored = [.. BitConverter.GetBytes(-1L), .. Ints], packed = [.. BitConverter.GetBytes(8L), .. Ints];
        using RecordBatch read = Single([.. Crafted.Schema(OneInt, MetadataVersion.V5), .. Crafted.Batch(2, [new(2, 0)], [[], stored], codec: 1), .. Crafted.End]);
        Assert.Equal([1, 2], read[0].Values<int>().ToArray());
        Refused([.. Crafted.Schema(OneInt, MetadataVersion.V5), .. Crafted.Batch(2, [new(2, 0)], [[], packed], codec: 0)], "LZ4", "\"c\"");
        Refused([.. Crafted.Schema(OneInt, MetadataVersion.V5), .. Crafted.Batch(2, [new(2, 0)], [[], packed], codec: 1)], "ZSTD");
        Refused([.. Crafted.Schema(OneInt, MetadataVersion.V5), .. Crafted.Batch(2, [new(2, 0)], [[], packed], codec: 5)], "unknown codec (5)");
    }

    [Fact]
    public void Unions_of_metadata_V4_are_read_without_their_validity()
    {
        var schema = new Schema([new Field("c", UnionType.Sparse([new Field("i", ArrowType.Int32)]))]);
        byte[] Stream(int nulls) =>
        [
            .. Crafted.Schema(schema, MetadataVersion.V4),
            .. Crafted.Batch(2, [new(2, nulls), new(2, 0)], [[3], [0, 0], [], Ints], version: MetadataVersion.V4),
            .. Crafted.End,
        ];
        using RecordBatch read = Single(Stream(0));
        Assert.Equal([1, 2], read[0].Children[0].Values<int>().ToArray());
        Refused(Stream(1), "metadata V4");
    }

    [Fact]
    public void Messages_without_the_continuation_marker_are_read()
    {
        using RecordBatch batch = RandomRows.MakeBatch(OneInt, 10, 1, _allocator);
        var old = new List<byte>();
        var input = new MessageInput(new MemoryStream(IpcBytes.WriteStream(OneInt, [batch], _allocator)), new IpcReaderOptions { Allocator = _allocator });
        while (SyncPump.Run(() => input.ReadAsync(async: false, CancellationToken.None)) is { } message)
        {
            old.AddRange(BitConverter.GetBytes(message.Metadata.Length));
            old.AddRange(message.Metadata);
            old.AddRange(message.Body.Span);
            message.Dispose();
        }

        old.AddRange(new byte[4]);
        using RecordBatch read = Single([.. old]);
        IpcBytes.AssertSame([batch], [read]);
    }

    [Fact]
    public void Sloppy_forms_that_the_format_allows_are_read()
    {
        var text = new Schema([new Field("s", ArrowType.Utf8), new Field("t", new StructType(new Field("i", ArrowType.Int32)))]);

        // No offsets for no rows, and a struct's child that is longer than the struct.
        using (RecordBatch none = Single([.. Crafted.Schema(text, MetadataVersion.V5), .. Crafted.Batch(0, [new(0, 0), new(0, 0), new(2, 0)], [[], [], [], [], [], Ints]), .. Crafted.End]))
        {
            Assert.Equal(0, none[0].Length);
            Assert.Equal(0, none[1].Children[0].Length);
        }

        // A buffer at an odd address, a null count that is left to be counted, a bitmap without nulls.
        byte[] body = new byte[24];
        Ints.CopyTo(body, 9);
        body[0] = 2;
        body[1] = 3;
        using (RecordBatch odd = Single([.. Crafted.Schema(OneInt, MetadataVersion.V5), .. Crafted.Batch(2, [new(2, -1)], [new(0, 1), new(9, 8)], body), .. Crafted.Batch(2, [new(2, 0)], [new(1, 1), new(9, 8)], body), .. Crafted.End], out RecordBatch second))
        {
            Assert.Equal([true, false], [odd[0].IsNull(0), odd[0].IsNull(1)]);
            Assert.Equal(2, odd[0].Values<int>()[1]);
            Assert.Null(second[0].Buffers[0]);
            second.Dispose();
        }
    }

    [Fact]
    public void Lies_about_rows_nulls_and_buffers_are_refused()
    {
        byte[] schema = Crafted.Schema(OneInt, MetadataVersion.V5);
        Refused([.. schema, .. Crafted.Batch(3, [new(2, 0)], [[], Ints])], "the batch has 3");
        Refused([.. schema, .. Crafted.Batch(2, [new(2, 1)], [[], Ints])], "without a validity bitmap");
        Refused([.. schema, .. Crafted.Batch(2, [new(2, 2)], [[1], Ints])], "bitmap has 1");
        Refused([.. schema, .. Crafted.Batch(2, [new(2, 3)], [[1], Ints])], "3 are null");
        Refused([.. schema, .. Crafted.Batch(9, [new(9, 0)], [[], Ints])], "need 36");
        Refused([.. schema, .. Crafted.Batch(2, [], [[], Ints])], "its schema has more");
        Refused([.. schema, .. Crafted.Batch(2, [new(2, 0)], [[]])], "needs more");
        Refused([.. schema, .. Crafted.Batch(2, [new(2, 0)], [[], Ints, Ints])], "3 buffers");
        Refused([.. schema, .. Crafted.Batch(2, [new(2, 0)], [new(0, 0), new(8, 8)], Ints)], "8 bytes at 8");
        Refused([.. schema, .. Crafted.Batch(2, [new(2, 0)], [new(0, 0), new(long.MaxValue, 8)], Ints)], "bytes at 9223372036854775807");
        Refused([.. schema, .. Crafted.Batch(1L << 40, [new(1L << 40, 0)], [[], Ints])], "rows");
        Refused([.. schema, .. schema], "second schema");
        Refused(Crafted.Batch(2, [new(2, 0)], [[], Ints]), "begins with a RecordBatch");
    }

    [Fact]
    public void A_dictionary_that_was_not_sent_is_missed_only_where_a_row_needs_it()
    {
        var schema = new Schema([new Field("d", new DictionaryType(ArrowType.Int32, ArrowType.Utf8))]);
        byte[] start = Crafted.Schema(schema, MetadataVersion.V5);
        Refused([.. start, .. Crafted.Batch(2, [new(2, 1)], [[1], Ints])], "\"d\"", "not been sent");
        using RecordBatch nulls = Single([.. start, .. Crafted.Batch(2, [new(2, 2)], [[0], Ints]), .. Crafted.End]);
        Assert.Equal(2, nulls[0].NullCount);
    }

    [Fact]
    public void Claims_of_great_length_cost_nothing()
    {
        byte[] huge = [0xFF, 0xFF, 0xFF, 0xFF, 0, 0, 0, 0x7F];
        Refused(huge, "bytes of metadata");
        BinaryPrimitives.WriteInt32LittleEndian(huge.AsSpan(4), 60 << 20);
        Refused(huge, "ends too early");
        var builder = new FlatBuilder();
        byte[] body = Crafted.Message(MessageEnvelope.Write(builder, MessageKind.RecordBatch, RecordBatchMessage.Write(builder, 0, [], []), 1L << 33));
        Refused([.. Crafted.Schema(OneInt, MetadataVersion.V5), .. body], "ends too early");
        Assert.InRange(_allocator.PeakBytes, 0, 17 << 20);
    }

    [Fact]
    public void Other_files_are_refused_by_their_name()
    {
        foreach ((byte[] start, string named) in new (byte[], string)[]
        {
            ("PAR1xxxxxxxxxxxxxxxxxxxxxx"u8.ToArray(), "Parquet"), ("FEA1xxxxxxxxxxxxxxxxxxxxxx"u8.ToArray(), "Feather"),
            ("hello, this is no such file"u8.ToArray(), "ARROW1"), (Crafted.Schema(OneInt, MetadataVersion.V5), "stream"), ([], "ARROW1"),
            ("ARROW1\0\0 and then nothing of the kind"u8.ToArray(), "no footer"), ("ARROW1"u8.ToArray(), "no footer"),
        })
        {
            Assert.Contains(named, Assert.Throws<ArrowException>(() => IpcBytes.ReadFile(start, _allocator)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_first_bytes_tell_files_from_streams()
    {
        byte[] file = IpcBytes.WriteFile(OneInt, [], _allocator), stream = IpcBytes.WriteStream(OneInt, [], _allocator);
        Assert.True(IpcSignature.IsFile(file));
        Assert.False(IpcSignature.IsStream(file));
        Assert.True(IpcSignature.IsStream(stream));
        Assert.False(IpcSignature.IsFile(stream));
        Assert.False(IpcSignature.IsStream("a,b\n1,2\n"u8));
        Assert.False(IpcSignature.IsFile([]));
    }

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    private RecordBatch Single(byte[] stream) => Assert.Single(IpcBytes.ReadStream(stream, _allocator));

    private RecordBatch Single(byte[] stream, out RecordBatch second)
    {
        List<RecordBatch> batches = IpcBytes.ReadStream(stream, _allocator);
        Assert.Equal(2, batches.Count);
        second = batches[1];
        return batches[0];
    }

    private void Refused(byte[] stream, params string[] named)
    {
        long before = _allocator.AllocatedBytes;
        ArrowException error = Assert.Throws<ArrowException>(() => IpcBytes.ReadStream(stream, _allocator, new TricklingStream(stream, 100)));
        foreach (string part in named)
        {
            Assert.Contains(part, error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, _allocator.AllocatedBytes);
    }
}
