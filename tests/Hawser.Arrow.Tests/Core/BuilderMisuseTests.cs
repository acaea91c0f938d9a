using System.Text;

namespace Hawser.Arrow.Tests.Core;

public sealed class BuilderMisuseTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void Every_builder_is_empty_after_it_hands_over_and_frees_what_it_kept(int index, string name)
    {
        ArrowType type = TypeZoo.All[index];
        using ArrayBuilder builder = ArrayBuilder.Create(type, _allocator);
        var rows = new RandomRows(new Random(index));
        for (int round = 0; round < 3; round++)
        {
            for (int i = 0; i < 20; i++)
            {
                rows.Append(builder);
            }

            builder.AppendNulls(9);
            builder.AppendEmpty();
            Assert.Equal(30, builder.Length);
            using ArrowArray array = builder.Finish();
            Assert.Equal(30, array.Length);
            Assert.Equal(0, builder.Length);
            ArrayValidator.Validate(array, ValidationLevel.Full);
        }

        rows.Append(builder);
        Assert.NotEmpty(name);
    }

    [Fact]
    public void A_list_with_items_beyond_its_last_row_is_not_handed_over()
    {
        using var builder = new ListBuilder(new ListType(ArrowType.Int32), _allocator);
        ((FixedWidthBuilder<int>)builder.Items).Append(1);
        Assert.Throws<InvalidOperationException>(builder.Finish);
        Assert.Throws<InvalidOperationException>(builder.AppendNull);
        Assert.Throws<InvalidOperationException>(builder.AppendEmpty);
        builder.Append();
        using ArrowArray array = builder.Finish();
        Assert.Equal(1, array.ListLength(0));
    }

    [Fact]
    public void A_struct_row_needs_one_value_of_every_child()
    {
        using var builder = new StructBuilder(new StructType(new Field("a", ArrowType.Int32), new Field("b", ArrowType.Int32)), _allocator);
        ((FixedWidthBuilder<int>)builder.Fields[0]).Append(1);
        Assert.Throws<InvalidOperationException>(builder.Append);
        Assert.Throws<InvalidOperationException>(builder.AppendNull);
        Assert.Throws<InvalidOperationException>(builder.Finish);
        ((FixedWidthBuilder<int>)builder.Fields[1]).Append(2);
        builder.Append();
        using ArrowArray array = builder.Finish();
        Assert.Equal(1, array.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_union_row_has_one_value_of_its_own_child(bool dense)
    {
        Field[] fields = [new Field("a", ArrowType.Int32), new Field("b", ArrowType.Utf8)];
        using var builder = new UnionBuilder(dense ? UnionType.Dense(fields) : UnionType.Sparse(fields), _allocator);
        Assert.Throws<InvalidOperationException>(() => builder.Append(0));
        ((FixedWidthBuilder<int>)builder.Fields[0]).Append(1);
        Assert.Throws<InvalidOperationException>(() => builder.Append(1));
        Assert.Throws<InvalidOperationException>(builder.Finish);
        builder.Append(0);
        using ArrowArray array = builder.Finish();
        Assert.Equal(1, array.Length);
    }

    [Fact]
    public void A_fixed_size_list_row_has_its_size()
    {
        using var builder = new FixedSizeListBuilder(new FixedSizeListType(new Field("i", ArrowType.Int8), 2), _allocator);
        builder.Items.AppendNull();
        Assert.Throws<InvalidOperationException>(builder.Append);
        Assert.Throws<InvalidOperationException>(builder.AppendNull);
        builder.Items.AppendNull();
        builder.Append();
        using ArrowArray array = builder.Finish();
        Assert.Equal(2, array.ListLength(0));
    }

    [Fact]
    public void Columns_of_different_lengths_make_no_batch()
    {
        using var builder = new RecordBatchBuilder(new Schema([new Field("a", ArrowType.Int8), new Field("b", ArrowType.Int8)]), _allocator);
        builder[0].AppendNull();
        Assert.Contains("Column \"b\" has 0 rows", Assert.Throws<InvalidOperationException>(builder.Finish).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dictionary_refuses_more_values_than_its_indices_count_and_keeps_what_it_has()
    {
        using var builder = new DictionaryBuilder(new DictionaryType(ArrowType.Int8, ArrowType.Utf8), _allocator);
        for (int i = 0; i < 128; i++)
        {
            builder.Append(Encoding.UTF8.GetBytes($"v{i}"));
        }

        Assert.Contains("at most 128 values", Assert.Throws<ArrowException>(() => builder.Append("one more"u8)).Message, StringComparison.Ordinal);
        builder.Append("v5"u8);
        using ArrowArray array = builder.Finish();
        Assert.Equal(129, array.Length);
        Assert.Equal(128, array.Dictionary!.Length);
        ArrayValidator.Validate(array, ValidationLevel.Full);
    }

    [Fact]
    public void Rows_of_another_dictionary_are_taken_over_by_value()
    {
        var type = new DictionaryType(ArrowType.Int8, ArrowType.Utf8);
        using ArrowArray values = Texts("low", "high"), other = Dictionary(type, "high", "low", "high");
        using (var known = new DictionaryBuilder(type, values.Retain(), _allocator))
        {
            known.AppendRange(other, 0, 3);
            known.Append("low"u8);
            Assert.Throws<ArrowException>(() => known.Append("middle"u8));
            using ArrowArray array = known.Finish();
            Assert.Equal(["high", "low", "high", "low"], Enumerable.Range(0, 4).Select(i => new ValueFormatter(type).Format(array, i)));
        }
    }

    [Fact]
    public void Dictionaries_of_any_type_are_collected_by_value()
    {
        var type = new DictionaryType(ArrowType.UInt8, new ListType(ArrowType.Float64));
        using ArrowArray values = RandomRows.Make(type.Value, 40, 6, _allocator);
        using var indices = new DictionaryBuilder(type, values.Retain(), _allocator);
        for (int i = 0; i < 200; i++)
        {
            indices.AppendIndex(i * 7 % 40);
        }

        using ArrowArray source = indices.Finish();
        using var collecting = new DictionaryBuilder(type, _allocator);
        collecting.AppendRange(source, 10, 150);
        using ArrowArray copy = collecting.Finish(), slice = source.Slice(10, 150);
        Assert.Null(ArrayComparer.Compare(slice, copy));
        Assert.True(copy.Dictionary!.Length <= 40);
    }

    private ArrowArray Texts(params string[] texts)
    {
        using var builder = new VarBinaryBuilder(ArrowType.Utf8, _allocator);
        Array.ForEach(texts, builder.Append);
        return builder.Finish();
    }

    private ArrowArray Dictionary(DictionaryType type, params string[] texts)
    {
        using var builder = new DictionaryBuilder(type, _allocator);
        Array.ForEach(texts, t => builder.Append(Encoding.UTF8.GetBytes(t)));
        return builder.Finish();
    }
}
