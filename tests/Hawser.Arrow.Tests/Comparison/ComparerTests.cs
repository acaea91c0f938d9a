namespace Hawser.Arrow.Tests.Comparison;

public sealed class ComparerTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void A_copy_row_by_row_equals_its_original_at_every_offset(int index, string name)
    {
        ArrowType type = TypeZoo.All[index];
        using ArrowArray array = RandomRows.Make(type, 120, 31 + index, _allocator);
        foreach (int offset in new[] { 0, 3, 8, 61 })
        {
            using ArrowArray slice = array.Slice(offset, 59);
            using ArrayBuilder builder = ArrayBuilder.Create(type, _allocator);
            builder.AppendRange(array, offset, 20);
            builder.AppendRange(slice, 20, 39);
            using ArrowArray copy = builder.Finish();
            Assert.Null(ArrayComparer.Compare(slice, copy));
            ArrayValidator.Validate(copy, ValidationLevel.Full);
        }

        Assert.NotEmpty(name);
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void A_changed_row_is_found(int index, string name)
    {
        ArrowType type = TypeZoo.All[index];
        if (type is { Id: ArrowTypeId.Null } or FixedSizeBinaryType { ByteWidth: 0 } or FixedSizeListType { Size: 0 } || (type is StructType && type.Children.Count == 0))
        {
            return;
        }

        using ArrowArray array = RandomRows.Make(type, 40, 5 + index, _allocator, nullable: false);
        var formatter = new ValueFormatter(type);
        int other = Enumerable.Range(0, 40).First(row => formatter.Format(array, row) != formatter.Format(array, 17));
        using ArrayBuilder builder = ArrayBuilder.Create(type, _allocator);
        builder.AppendRange(array, 0, 17);
        builder.AppendRow(array, other);
        builder.AppendRange(array, 18, 22);
        using ArrowArray changed = builder.Finish();
        Difference? difference = ArrayComparer.Compare(array, changed, field: new Field(name, type));
        Assert.Equal(new Difference(name, 17, Difference.Shorten(formatter.Format(array, 17)), Difference.Shorten(formatter.Format(array, other))), difference);
    }

    [Fact]
    public void Nan_equals_nan_and_signed_zeros_differ_unless_told()
    {
        using ArrowArray left = Doubles(double.NaN, 0.0), right = Doubles(BitConverter.UInt64BitsToDouble(0x7FF8_0000_0000_0123), -0.0);
        Assert.Equal(new Difference("array", 1, "0", "-0"), ArrayComparer.Compare(left, right));
        Assert.Null(ArrayComparer.Compare(left, right, new CompareOptions { SignedZeros = false }));
    }

    [Fact]
    public void Texts_are_equal_across_their_physical_forms_when_asked()
    {
        var dictionary = new DictionaryType(ArrowType.Int8, ArrowType.LargeUtf8);
        using var plain = new VarBinaryBuilder(ArrowType.Utf8, _allocator);
        using var collecting = new DictionaryBuilder(dictionary, _allocator);
        foreach (string text in new[] { "a", "b", "a" })
        {
            plain.Append(text);
            collecting.Append(System.Text.Encoding.UTF8.GetBytes(text));
        }

        using ArrowArray left = plain.Finish(), right = collecting.Finish();
        Assert.Equal("array: utf8 on the left, dictionary<int8, large_utf8> on the right", ArrayComparer.Compare(left, right)!.ToString());
        Assert.Null(ArrayComparer.Compare(left, right, CompareOptions.Values));
    }

    [Fact]
    public void A_difference_of_batches_names_column_row_and_both_values()
    {
        var schema = new Schema([new Field("id", ArrowType.Float64), new Field("w", ArrowType.Float64)]);
        using var left = new RecordBatch(schema, 2, [Doubles(1, 2), Doubles(3, 4)]);
        using var right = new RecordBatch(schema, 2, [Doubles(1, 2), Doubles(3, 5)]);
        Assert.Equal("column \"w\", row 1: 4 on the left, 5 on the right", BatchComparer.Compare(left, right)!.ToString());
        using var shorter = new RecordBatch(schema, 1, [Doubles(1), Doubles(3)]);
        Assert.Equal("rows: 2 on the left, 1 on the right", BatchComparer.Compare(left, shorter)!.ToString());
        Assert.Null(BatchComparer.Compare(left, left));
    }

    [Fact]
    public void A_difference_of_schemas_names_the_field()
    {
        var left = new Schema([new Field("a", ArrowType.Int8)]);
        Assert.Equal("schema: a: int8 on the left, a: int8 not null on the right", BatchComparer.Compare(left, new Schema([new Field("a", ArrowType.Int8, isNullable: false)]))!.ToString());
        Assert.Equal("schema: a: int8 on the left, no column on the right", BatchComparer.Compare(left, new Schema([]))!.ToString());
        Assert.Equal("schema: a: int8 on the left, a: int8 [x.y] {ARROW:extension:name=x.y, ARROW:extension:metadata=} on the right", BatchComparer.Compare(left, new Schema([Field.Extension("a", ArrowType.Int8, "x.y")]))!.ToString());
        Assert.Null(BatchComparer.Compare(left, new Schema([Field.Extension("a", ArrowType.Int8, "x.y", isNullable: false)]), CompareOptions.Values));
    }

    private ArrowArray Doubles(params double[] values)
    {
        using var builder = new FixedWidthBuilder<double>(ArrowType.Float64, _allocator);
        builder.Append(values);
        return builder.Finish();
    }
}
