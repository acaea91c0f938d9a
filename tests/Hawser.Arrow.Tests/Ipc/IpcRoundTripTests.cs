using Hawser.Arrow.Ipc;
using Hawser.Testing;

namespace Hawser.Arrow.Tests.Ipc;

public sealed class IpcRoundTripTests
{
    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public async Task Every_type_comes_back_from_a_stream(int index, string type)
    {
        _ = type;
        using var allocator = new ArrowAllocator();
        var schema = new Schema([new Field("c", TypeZoo.All[index])]);
        using (RecordBatch first = RandomRows.MakeBatch(schema, 100, 1, allocator), second = RandomRows.MakeBatch(schema, 37, 2, allocator))
        using (RecordBatch slice = first.Slice(13, 57), none = second.Slice(5, 0))
        {
            RecordBatch[] written = [first, second, slice, none];
            byte[] stream = IpcBytes.WriteStream(schema, written, allocator);
            Assert.Equal(stream, await IpcBytes.WriteStreamAsync(schema, written, allocator));
            CheckAndDispose(written, IpcBytes.ReadStream(stream, allocator));
            CheckAndDispose(written, await IpcBytes.ReadStreamAsync(stream, allocator));
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public async Task Every_type_comes_back_from_a_file(int index, string type)
    {
        _ = type;
        using var allocator = new ArrowAllocator();
        using var folder = new TempFolder();
        var schema = new Schema([new Field("c", TypeZoo.All[index])]);
        using (RecordBatch first = RandomRows.MakeBatch(schema, 100, 1, allocator), second = RandomRows.MakeBatch(schema, 37, 2, allocator))
        using (RecordBatch slice = first.Slice(13, 57), none = second.Slice(5, 0))
        {
            RecordBatch[] written = [first, second, slice, none];
            byte[] file = IpcBytes.WriteFile(schema, written, allocator);
            Assert.Equal(file, await IpcBytes.WriteFileAsync(schema, written, allocator));
            CheckAndDispose(written, IpcBytes.ReadFile(file, allocator));
            CheckAndDispose(written, await IpcBytes.ReadFileAsync(file, allocator));
            CheckMapped(written, folder.Write("a.arrow", file), allocator);
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void Zero_columns_keep_their_rows_and_zero_batches_their_schema()
    {
        using var allocator = new ArrowAllocator();
        var schema = new Schema([], new ArrowMetadata([new("k", "v")]));
        using var batch = new RecordBatch(schema, 12, []);
        CheckAndDispose([batch, batch], IpcBytes.ReadStream(IpcBytes.WriteStream(schema, [batch, batch], allocator), allocator));
        CheckAndDispose([batch], IpcBytes.ReadFile(IpcBytes.WriteFile(schema, [batch], allocator), allocator));
        CheckAndDispose([], IpcBytes.ReadStream(IpcBytes.WriteStream(schema, [], allocator), allocator));
        using var reader = IpcFileReader.Open(new MemoryStream(IpcBytes.WriteFile(schema, [], allocator, new ArrowMetadata([new("a", "b")]))));
        Assert.Equal(schema, reader.Schema);
        Assert.Equal("b", reader.FileMetadata["a"]);
        Assert.Null(reader.ReadNext());
        Assert.Null(reader.ReadNext());
    }

    [Fact]
    public void Schema_and_field_metadata_and_extension_types_come_back()
    {
        using var allocator = new ArrowAllocator();
        var schema = new Schema(
            [
                Field.Extension("u", new FixedSizeBinaryType(16), ExtensionNames.Uuid, isNullable: false),
                Field.Extension("j", new ListType(Field.Extension("item", ArrowType.Utf8, ExtensionNames.Json)), "x.y", "{\"a\":1}"),
                new Field("", ArrowType.Int8, isNullable: false, new ArrowMetadata([new("b", "2"), new("a", ""), new("ünï", "日本")])),
                new Field("", ArrowType.Int8),
            ],
            new ArrowMetadata([new("z", "1"), new("y", "0")]));
        using RecordBatch batch = RandomRows.MakeBatch(schema, 5, 1, allocator);
        using var reader = IpcStreamReader.Open(new MemoryStream(IpcBytes.WriteStream(schema, [batch], allocator)));
        Assert.Equal(schema, reader.Schema);
        Assert.Equal(schema.Metadata, reader.Schema.Metadata);
        Assert.Equal(ExtensionNames.Json, reader.Schema[1].Type.Children[0].ExtensionName);
    }

    [Fact]
    public void A_cell_of_64_MiB_comes_back()
    {
        using var allocator = new ArrowAllocator();
        byte[] cell = new byte[64 << 20];
        new Random(7).NextBytes(cell);
        var schema = new Schema([new Field("c", ArrowType.Binary)]);
        using (var builder = new VarBinaryBuilder(ArrowType.Binary, allocator))
        {
            builder.Append([1]);
            builder.Append(cell);
            using var batch = new RecordBatch(schema, 2, [builder.Finish()]);
            byte[] stream = IpcBytes.WriteStream(schema, [batch], allocator);
            foreach (Stream source in new Stream[] { new MemoryStream(stream), new TricklingStream(stream, 1 << 20) })
            {
                using RecordBatch read = IpcBytes.ReadStream(stream, allocator, source).Single();
                Assert.True(read[0].GetBytes(1).SequenceEqual(cell));
            }
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void A_slice_writes_only_its_own_rows()
    {
        using var allocator = new ArrowAllocator();
        var schema = new Schema([new Field("c", new ListType(ArrowType.Utf8)), new Field("u", UnionType.Dense([new Field("a", ArrowType.Utf8), new Field("b", ArrowType.Int64)]))]);
        using RecordBatch batch = RandomRows.MakeBatch(schema, 20_000, 1, allocator);
        using RecordBatch slice = batch.Slice(10_000, 10);
        byte[] whole = IpcBytes.WriteStream(schema, [batch], allocator), part = IpcBytes.WriteStream(schema, [slice], allocator);
        Assert.InRange(part.Length, 1, whole.Length / 100);
        CheckAndDispose([slice], IpcBytes.ReadStream(part, allocator));
    }

    [Fact]
    public void Buffers_of_a_mapped_file_are_aligned_and_not_copied()
    {
        using var allocator = new ArrowAllocator();
        using var folder = new TempFolder();
        var schema = new Schema([new Field("a", ArrowType.Int64), new Field("b", ArrowType.Utf8), new Field("c", DecimalType.Decimal128(38, 0))]);
        using (RecordBatch batch = RandomRows.MakeBatch(schema, 1000, 1, allocator))
        {
            string path = folder.Write("a.arrow", IpcBytes.WriteFile(schema, [batch, batch], allocator));
            using var none = new ArrowAllocator(limitBytes: 1);
            using var reader = IpcFileReader.OpenMapped(path, new IpcReaderOptions { Allocator = none });
            RecordBatch second = reader.ReadBatch(1);
            reader.Dispose();
            Assert.Throws<ObjectDisposedException>(() => reader.ReadBatch(0));
            CheckAligned(second);
            CheckAndDispose([batch], [second]);
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    private static unsafe void CheckAligned(RecordBatch batch)
    {
        foreach (ArrowArray column in batch.Columns)
        {
            foreach (ArrowBuffer? buffer in column.Buffers)
            {
                Assert.Equal(0, buffer is null ? 0 : (nint)buffer.Pointer % 64);
            }
        }
    }

    private static void CheckMapped(IReadOnlyList<RecordBatch> expected, string path, ArrowAllocator allocator)
    {
        using var reader = IpcFileReader.OpenMapped(path, new IpcReaderOptions { Allocator = allocator });
        Assert.Equal(expected.Count, reader.BatchCount);
        for (int i = expected.Count - 1; i >= 0; i--)
        {
            CheckAndDispose([expected[i]], [reader.ReadBatch(i)]);
        }
    }

    private static void CheckAndDispose(IReadOnlyList<RecordBatch> expected, List<RecordBatch> actual)
    {
        IpcBytes.AssertSame(expected, actual);
        actual.ForEach(b => b.Dispose());
    }
}
