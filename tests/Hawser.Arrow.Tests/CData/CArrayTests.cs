using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Hawser.Arrow.CData;

namespace Hawser.Arrow.Tests.CData;

public sealed unsafe class CArrayTests : IDisposable
{
    private static int _releases;
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void Every_type_goes_out_and_comes_back_whole_and_sliced(int index, string name)
    {
        var field = new Field(name, TypeZoo.All[index], isNullable: index % 2 == 0, ArrowMetadata.Empty.With("k", "ü").With("", ""));
        using ArrowArray array = RandomRows.Make(field.Type, 100, 3 + index, _allocator);
        foreach ((int start, int count) in new[] { (0, 100), (1, 98), (8, 33), (13, 40), (100, 0), (0, 0) })
        {
            using ArrowArray slice = array.Slice(start, count);
            using ArrowArray twice = slice.Slice(count / 3, count - (count / 3));
            foreach (ArrowArray sent in new[] { slice, twice })
            {
                CArrowSchema schema;
                CArrowArray exported;
                CSchemaExporter.Export(field, &schema);
                CArrayExporter.Export(sent, &exported);
                Assert.Equal(field, CSchemaImporter.ImportField(&schema));
                Assert.True(schema.Release == null);
                using ArrowArray back = CArrayImporter.Import(&exported, field.Type, ValidationLevel.Full);
                Assert.True(exported.Release == null);
                Assert.Null(ArrayComparer.Compare(sent, back));
                Assert.Equal(sent.NullCount, back.NullCount);
            }
        }
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void A_parents_offset_counts_in_the_children_of_structs_and_sparse_unions(int index, string name)
    {
        // The form that other producers use: children whole, the offset on the parent alone.
        ArrowType inner = TypeZoo.All[index];
        var type = new StructType(new Field(name, inner), new Field("u", UnionType.Sparse([new Field("v", inner)])));
        using ArrowArray array = RandomRows.Make(type, 50, 11 + index, _allocator);
        CArrowArray exported;
        CArrayExporter.Export(array, &exported);
        exported.Offset = 7;
        exported.Length = 31;
        exported.NullCount = -1;
        using ArrowArray back = CArrayImporter.Import(&exported, type, ValidationLevel.Full);
        using ArrowArray expected = array.Slice(7, 31);
        Assert.Null(ArrayComparer.Compare(expected, back));
        using ArrowArray slice = back.Slice(3, 20), expectedSlice = expected.Slice(3, 20);
        CArrayExporter.Export(slice, &exported);
        using ArrowArray again = CArrayImporter.Import(&exported, type, ValidationLevel.Full);
        Assert.Null(ArrayComparer.Compare(expectedSlice, again));
    }

    [Fact]
    public void A_batch_goes_out_and_comes_back()
    {
        var schema = new Schema(TypeZoo.All.Select((t, i) => new Field($"c{i}", t)), ArrowMetadata.Empty.With("origin", "test"));
        using RecordBatch whole = RandomRows.MakeBatch(schema, 60, 9, _allocator);
        using RecordBatch batch = whole.Slice(5, 41);
        CArrowSchema cSchema;
        CArrowArray cArray;
        CSchemaExporter.Export(schema, &cSchema);
        CArrayExporter.Export(batch, &cArray);
        Schema read = CSchemaImporter.ImportSchema(&cSchema);
        Assert.Equal(schema, read);
        using RecordBatch back = CArrayImporter.ImportBatch(&cArray, read, ValidationLevel.Full);
        Assert.Null(BatchComparer.Compare(batch, back));
    }

    [Fact]
    public void Each_side_may_let_go_first()
    {
        ArrowArray array = RandomRows.Make(new ListType(ArrowType.Utf8), 20, 1, _allocator);
        CArrowArray exported;
        CArrayExporter.Export(array, &exported);
        Assert.Equal(2, array.ReferenceCount);
        array.Dispose();
        Assert.True(_allocator.AllocatedBytes > 0);
        ArrowArray back = CArrayImporter.Import(&exported, new ListType(ArrowType.Utf8));
        ArrowArray kept = back.Children[0].Slice(1, 2);
        back.Dispose();
        Assert.True(_allocator.AllocatedBytes > 0);
        kept.Dispose();
        Assert.Equal(0, _allocator.AllocatedBytes);
    }

    [Fact]
    public void Release_marks_the_struct_and_a_second_one_does_nothing()
    {
        using ArrowArray array = RandomRows.Make(TypeZoo.Nested[7], 10, 1, _allocator);
        CArrowArray exported;
        CArrowSchema schema;
        CArrayExporter.Export(array, &exported);
        CSchemaExporter.Export(new Field("f", array.Type), &schema);
        Assert.Equal(2, array.ReferenceCount);
        CArrayImporter.Release(&exported);
        CArrayImporter.Release(&exported);
        CSchemaImporter.Release(&schema);
        CSchemaImporter.Release(&schema);
        Assert.True(exported.Release == null && schema.Release == null);
        Assert.Equal(1, array.ReferenceCount);
        CArrowArray* releasedArray = &exported;
        CArrowSchema* releasedSchema = &schema;
        Assert.Throws<ArrowException>(() => CArrayImporter.Import(releasedArray, array.Type));
        Assert.Throws<ArrowException>(() => CSchemaImporter.ImportField(releasedSchema));
    }

    [Fact]
    public void A_child_that_was_moved_away_outlives_its_parent()
    {
        var type = new StructType(new Field("a", ArrowType.Int32), new Field("b", ArrowType.Utf8));
        ArrowArray array = RandomRows.Make(type, 10, 1, _allocator, nullable: false);
        CArrowArray exported;
        CArrowSchema schema;
        CArrayExporter.Export(array, &exported);
        CSchemaExporter.Export(new Field("f", type), &schema);
        CArrowArray child = *exported.Children[1];
        CArrowSchema childSchema = *schema.Children[1];
        exported.Children[1]->Release = null;
        schema.Children[1]->Release = null;
        CArrayImporter.Release(&exported);
        CSchemaImporter.Release(&schema);
        string expected = array.Children[1].GetString(3);
        array.Dispose();
        Field field = CSchemaImporter.ImportField(&childSchema);
        Assert.Equal(new Field("b", ArrowType.Utf8), field);
        using ArrowArray back = CArrayImporter.Import(&child, field.Type);
        Assert.Equal(expected, back.GetString(3));
    }

    [Fact]
    public void A_producers_release_is_called_once_whatever_happens()
    {
        int* values = stackalloc int[] { 1, 2, 3 };
        void** buffers = stackalloc void*[] { null, values };
        foreach (bool fits in new[] { true, false })
        {
            _releases = 0;
            var array = new CArrowArray { Length = 3, BufferCount = 2, Buffers = buffers, Release = &Count };
            if (fits)
            {
                ArrowArray imported = CArrayImporter.Import(&array, ArrowType.Int32);
                ArrowArray slice = imported.Slice(1, 1);
                imported.Dispose();
                Assert.Equal(0, _releases);
                Assert.Equal(2, slice.Values<int>()[0]);
                slice.Dispose();
            }
            else
            {
                CArrowArray* pointer = &array;
                Assert.Throws<ArrowException>(() => CArrayImporter.Import(pointer, ArrowType.Utf8));
            }

            Assert.Equal(1, _releases);
            Assert.True(array.Release == null);
        }
    }

    [Theory]
    [InlineData(-1, 0, 0, "length -1")]
    [InlineData(3, -1, 0, "offset -1")]
    [InlineData(3, 0, -2, "null count -2")]
    [InlineData(3, 0, 1, "1 nulls and no validity bitmap")]
    [InlineData(1L << 31, 0, 0, "at most 2147483646 rows are supported")]
    [InlineData(1, int.MaxValue, 0, "at most 2147483646 rows are supported")]
    [InlineData(long.MaxValue, long.MaxValue, 0, "at most 2147483646 rows are supported")]
    public void Impossible_counts_are_refused(long length, long offset, long nulls, string why)
    {
        _releases = 0;
        int* values = stackalloc int[] { 1, 2, 3 };
        void** buffers = stackalloc void*[] { null, values };
        var array = new CArrowArray { Length = length, Offset = offset, NullCount = nulls, BufferCount = 2, Buffers = buffers, Release = &Count };
        CArrowArray* pointer = &array;
        Assert.Contains(why, Assert.Throws<ArrowException>(() => CArrayImporter.Import(pointer, ArrowType.Int32)).Message, StringComparison.Ordinal);
        Assert.Equal(1, _releases);
    }

    [Fact]
    public void Missing_buffers_and_bad_offsets_are_refused()
    {
        int* offsets = stackalloc int[] { 0, 5, -7 };
        void** buffers = stackalloc void*[] { null, offsets, null };
        foreach ((int length, string why) in new[] { (1, "Buffer 2 of a C array of utf8 has no address"), (2, "The last offset of a C array of utf8 is -7") })
        {
            _releases = 0;
            var array = new CArrowArray { Length = length, BufferCount = 3, Buffers = buffers, Release = &Count };
            CArrowArray* pointer = &array;
            Assert.Contains(why, Assert.Throws<ArrowException>(() => CArrayImporter.Import(pointer, ArrowType.Utf8)).Message, StringComparison.Ordinal);
            Assert.Equal(1, _releases);
        }
    }

    [Fact]
    public void A_batch_with_a_null_row_is_refused()
    {
        var type = new StructType(new Field("a", ArrowType.Int8));
        using ArrowArray array = RandomRows.Make(type, 64, 2, _allocator);
        Assert.True(array.NullCount > 0);
        CArrowArray exported;
        CArrayExporter.Export(array, &exported);
        CArrowArray* pointer = &exported;
        Assert.Contains("null as a whole", Assert.Throws<ArrowException>(() => CArrayImporter.ImportBatch(pointer, new Schema(type.Children))).Message, StringComparison.Ordinal);
        Assert.Equal(1, array.ReferenceCount);
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Count(CArrowArray* array)
    {
        _releases++;
        array->Release = null;
    }
}
