namespace Hawser.Arrow.Tests.Validation;

public sealed class ArrayValidatorTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void What_builders_make_is_valid_and_so_is_every_slice(int index, string type)
    {
        using ArrowArray array = RandomRows.Make(TypeZoo.All[index], 200, 1234 + index, _allocator);
        ArrayValidator.Validate(array, ValidationLevel.Full);
        foreach ((int offset, int length) in new[] { (0, 0), (1, 100), (7, 193), (64, 65), (200, 0) })
        {
            using ArrowArray slice = array.Slice(offset, length);
            ArrayValidator.Validate(slice, ValidationLevel.Full);
            Assert.Equal(length, slice.Length);
        }

        Assert.NotEmpty(type);
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void An_empty_array_is_valid(int index, string type)
    {
        using ArrowArray array = RandomRows.Make(TypeZoo.All[index], 0, 1, _allocator);
        ArrayValidator.Validate(array, ValidationLevel.Full);
        Assert.NotEmpty(type);
    }

    [Fact]
    public void An_array_without_rows_may_leave_its_offsets_out()
    {
        using var list = new ArrowArray(new ListType(ArrowType.Utf8), 0, 0, [null, null], [new ArrowArray(ArrowType.Utf8, 0, 0, [null, _allocator.Allocate(0), null])]);
        ArrayValidator.Validate(list, ValidationLevel.Full);
        Assert.Equal(0, list.ListStart(0));
    }

    [Fact]
    public void A_short_data_buffer_is_refused() =>
        Refused("data buffer has 15 bytes; 4 rows of int32 need 16", new ArrowArray(ArrowType.Int32, 4, 0, [null, _allocator.AllocateZeroed(15)]));

    [Fact]
    public void A_short_validity_bitmap_is_refused() =>
        Refused("validity buffer has 1 bytes; 9 rows of int8 need 2", new ArrowArray(ArrowType.Int8, 9, -1, [_allocator.AllocateZeroed(1), _allocator.AllocateZeroed(9)]));

    [Fact]
    public void A_short_offsets_buffer_is_refused() =>
        Refused("offsets buffer", new ArrowArray(ArrowType.Utf8, 2, 0, [null, Ints(0, 0), null]));

    [Fact]
    public void Offsets_beyond_the_bytes_are_refused() =>
        Refused("do not lie within 3 bytes", new ArrowArray(ArrowType.Utf8, 2, 0, [null, Ints(0, 2, 4), _allocator.CopyOf("abc"u8)]));

    [Fact]
    public void Negative_offsets_are_refused() =>
        Refused("do not lie within 3 bytes", new ArrowArray(ArrowType.Binary, 1, 0, [null, Ints(-1, 2), _allocator.CopyOf("abc"u8)]));

    [Theory]
    [InlineData(3)]
    [InlineData(30)]
    public void Offsets_that_go_back_are_refused_with_their_row(int at)
    {
        int[] offsets = [.. Enumerable.Range(0, 41)];
        offsets[at + 1] = at - 2;
        Refused($"row {at}: its end offset {at - 2} is before its start offset {at}", new ArrowArray(ArrowType.Binary, 40, 0, [null, Ints(offsets), _allocator.AllocateZeroed(40)]));
    }

    [Fact]
    public void Large_offsets_that_go_back_are_refused()
    {
        long[] offsets = [0, 3, 1, 3];
        Refused("row 1", new ArrowArray(ArrowType.LargeUtf8, 3, 0, [null, Copy<long>(offsets), _allocator.CopyOf("abc"u8)]));
    }

    [Fact]
    public void Invalid_text_is_refused_with_its_row_and_bytes() =>
        Refused("row 1: the text is not valid UTF-8 (bytes FF)", new ArrowArray(ArrowType.Utf8, 3, 0, [null, Ints(0, 1, 2, 3), _allocator.CopyOf([(byte)'a', 0xFF, (byte)'b'])]));

    [Fact]
    public void Text_that_is_valid_only_together_is_refused() =>
        Refused("row 0: the text is not valid UTF-8 (bytes C3)", new ArrowArray(ArrowType.Utf8, 2, 0, [null, Ints(0, 1, 2), _allocator.CopyOf("é"u8)]));

    [Fact]
    public void Garbage_beneath_a_null_text_is_allowed()
    {
        using var array = new ArrowArray(ArrowType.Utf8, 2, 1, [_allocator.CopyOf([0b10]), Ints(0, 1, 2), _allocator.CopyOf([0xFF, (byte)'a'])]);
        ArrayValidator.Validate(array, ValidationLevel.Full);
    }

    [Fact]
    public void A_wrong_null_count_is_refused() =>
        Refused("2 nulls are claimed; the validity bitmap has 1", new ArrowArray(ArrowType.Int8, 2, 2, [_allocator.CopyOf([0b10]), _allocator.AllocateZeroed(2)]));

    [Fact]
    public void A_dictionary_index_out_of_range_is_refused()
    {
        ArrowArray Values() => new(ArrowType.Utf8, 2, 0, [null, Ints(0, 1, 2), _allocator.CopyOf("ab"u8)]);
        var type = new DictionaryType(ArrowType.Int8, ArrowType.Utf8);
        Refused("row 1: index 2 is not a row of the dictionary, which has 2", new ArrowArray(type, 2, 0, [null, _allocator.CopyOf([1, 2])], [], Values()));
        Refused("row 0: index -1", new ArrowArray(type, 1, 0, [null, _allocator.CopyOf([0xFF])], [], Values()));
        using var beneathNull = new ArrowArray(type, 1, 1, [_allocator.CopyOf([0]), _allocator.CopyOf([0xFF])], [], Values());
        ArrayValidator.Validate(beneathNull, ValidationLevel.Full);
    }

    [Fact]
    public void Union_rows_that_name_no_value_are_refused()
    {
        UnionType dense = UnionType.Dense([new Field("a", ArrowType.Int8)], [4]);
        ArrowArray Child() => new(ArrowType.Int8, 1, 0, [null, _allocator.AllocateZeroed(1)]);
        Refused("row 0: no child has type id 3", new ArrowArray(dense, 1, 0, [_allocator.CopyOf([3]), Ints(0)], [Child()]));
        Refused("row 0: no child has type id -1", new ArrowArray(dense, 1, 0, [_allocator.CopyOf([0xFF]), Ints(0)], [Child()]));
        Refused("row 0: offset 1 is not a row of child 0", new ArrowArray(dense, 1, 0, [_allocator.CopyOf([4]), Ints(1)], [Child()]));
        Refused("row 0: offset -1", new ArrowArray(dense, 1, 0, [_allocator.CopyOf([4]), Ints(-1)], [Child()]));
        Refused("a child has 1 rows; the parent has 2", new ArrowArray(UnionType.Sparse([new Field("a", ArrowType.Int8)]), 2, 0, [_allocator.AllocateZeroed(2)], [Child()]));
    }

    [Fact]
    public void Decimals_with_too_many_digits_are_refused()
    {
        Refused("the unscaled value 1000 has more than 3 digits", new ArrowArray(DecimalType.Decimal128(3, 1), 1, 0, [null, Copy<Int128>([1000])]));
        Refused("the unscaled value -1000 has more than 3 digits", new ArrowArray(DecimalType.Decimal256(3, 1), 1, 0, [null, Copy<Int256>([(Int128)(-1000)])]));
    }

    [Fact]
    public void A_time_after_midnight_next_is_refused_and_midnight_next_is_not()
    {
        using var midnight = new ArrowArray(new TimeType(TimeUnit.Second), 1, 0, [null, Ints(86_400)]);
        ArrayValidator.Validate(midnight, ValidationLevel.Full);
        Refused("86401 is not a time of day", new ArrowArray(new TimeType(TimeUnit.Second), 1, 0, [null, Ints(86_401)]));
        Refused("-1 is not a time of day", new ArrowArray(new TimeType(TimeUnit.Microsecond), 1, 0, [null, Copy<long>([-1])]));
    }

    [Fact]
    public void Children_of_another_length_or_type_are_refused()
    {
        ArrowArray Child(int rows) => new(ArrowType.Int8, rows, 0, [null, _allocator.AllocateZeroed(rows)]);
        var type = new StructType(new Field("a", ArrowType.Int8));
        Refused("a child has 2 rows; the parent has 3", new ArrowArray(type, 3, 0, [null], [Child(2)]));
        Refused("child 0 is int8; the type says uint8", new ArrowArray(new StructType(new Field("a", ArrowType.UInt8)), 2, 0, [null], [Child(2)]));
        Refused("5 rows; 6 are needed", new ArrowArray(new FixedSizeListType(new Field("a", ArrowType.Int8), 3), 2, 0, [null], [Child(5)]));
        Refused("do not lie within 1 child rows", new ArrowArray(new ListType(new Field("a", ArrowType.Int8)), 1, 0, [null, Ints(0, 2)], [Child(1)]));
    }

    [Fact]
    public void A_null_where_none_may_be_is_refused_unless_its_parent_is_null()
    {
        ArrowArray Child() => new(ArrowType.Int8, 2, 1, [_allocator.CopyOf([0b10]), _allocator.AllocateZeroed(2)]);
        var type = new StructType(new Field("a", ArrowType.Int8, isNullable: false));
        Refused("array.a, row 0: null in a field that may not be null", new ArrowArray(type, 2, 0, [null], [Child()]));
        using var hidden = new ArrowArray(type, 2, 1, [_allocator.CopyOf([0b10])], [Child()]);
        ArrayValidator.Validate(hidden, ValidationLevel.Full);
        var schema = new Schema([new Field("c d", ArrowType.Int8, isNullable: false)]);
        using var batch = new RecordBatch(schema, 2, [Child()]);
        Assert.Contains("column \"c d\", row 0: null", Assert.Throws<ArrowException>(() => ArrayValidator.Validate(batch, ValidationLevel.Full)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Types_nest_only_so_deep()
    {
        ArrowType type = ArrowType.Int8;
        for (int i = 1; i < NestedType.MaxDepth; i++)
        {
            type = new ListType(type);
        }

        Assert.Throws<ArgumentException>(() => new ListType(type));
        Assert.Throws<ArgumentException>(() => new DictionaryType(ArrowType.Int8, type));
    }

    private static void Refused(string why, ArrowArray array)
    {
        using (array)
        {
            Assert.Contains(why, Assert.Throws<ArrowException>(() => ArrayValidator.Validate(array, ValidationLevel.Full)).Message, StringComparison.Ordinal);
        }
    }

    private ArrowBuffer Ints(params int[] values) => Copy<int>(values);

    private ArrowBuffer Copy<T>(ReadOnlySpan<T> values)
        where T : unmanaged => _allocator.CopyOf(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values));
}
