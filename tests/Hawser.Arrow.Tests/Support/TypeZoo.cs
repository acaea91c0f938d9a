namespace Hawser.Arrow.Tests;

/// <summary>One type of every kind and parameter that matters, nested ones included.</summary>
internal static class TypeZoo
{
    public static IReadOnlyList<ArrowType> Flat { get; } =
    [
        ArrowType.Null, ArrowType.Boolean,
        ArrowType.Int8, ArrowType.Int16, ArrowType.Int32, ArrowType.Int64,
        ArrowType.UInt8, ArrowType.UInt16, ArrowType.UInt32, ArrowType.UInt64,
        ArrowType.Float32, ArrowType.Float64,
        DecimalType.Decimal128(38, 10), DecimalType.Decimal128(5, 0), DecimalType.Decimal128(9, -3), DecimalType.Decimal256(76, 38),
        ArrowType.Utf8, ArrowType.LargeUtf8, ArrowType.Binary, ArrowType.LargeBinary,
        new FixedSizeBinaryType(16), new FixedSizeBinaryType(3), new FixedSizeBinaryType(0),
        ArrowType.Date32,
        new TimeType(TimeUnit.Second), new TimeType(TimeUnit.Millisecond), new TimeType(TimeUnit.Microsecond), new TimeType(TimeUnit.Nanosecond),
        new TimestampType(TimeUnit.Second), new TimestampType(TimeUnit.Millisecond, "UTC"), new TimestampType(TimeUnit.Microsecond, "Europe/Oslo"),
        new TimestampType(TimeUnit.Nanosecond),
        new DurationType(TimeUnit.Second), new DurationType(TimeUnit.Millisecond), new DurationType(TimeUnit.Microsecond), new DurationType(TimeUnit.Nanosecond),
        ArrowType.IntervalMonthDayNano,
        new DictionaryType(ArrowType.Int8, ArrowType.Utf8), new DictionaryType(ArrowType.UInt32, ArrowType.LargeBinary, ordered: true),
        new DictionaryType(ArrowType.UInt16, ArrowType.Binary), new DictionaryType(ArrowType.Int64, ArrowType.LargeUtf8),
    ];

    public static IReadOnlyList<ArrowType> Nested { get; } =
    [
        new ListType(ArrowType.Int32),
        new ListType(new Field("item", ArrowType.Utf8, isNullable: false)),
        new ListType(new ListType(ArrowType.Boolean)),
        new FixedSizeListType(new Field("item", ArrowType.Int16), 3),
        new FixedSizeListType(new Field("item", ArrowType.Int16), 0),
        new FixedSizeListType(new Field("item", ArrowType.Utf8, isNullable: false), 2),
        new StructType(),
        new StructType(new Field("a", ArrowType.Int64), new Field("b", ArrowType.Utf8, isNullable: false), new Field("c", ArrowType.Boolean)),
        new StructType(new Field("s", new StructType(new Field("x", ArrowType.Float64))), new Field("l", new ListType(ArrowType.Date32))),
        new MapType(new Field("key", ArrowType.Utf8, isNullable: false), new Field("value", ArrowType.Int32)),
        new MapType(new Field("key", ArrowType.Int64, isNullable: false), new Field("value", new ListType(ArrowType.Utf8)), keysSorted: true),
        UnionType.Sparse([new Field("i", ArrowType.Int32), new Field("s", ArrowType.Utf8)]),
        UnionType.Dense([new Field("i", ArrowType.Int32), new Field("s", ArrowType.Utf8), new Field("n", ArrowType.Null)], [5, 7, 127]),
        new ListType(UnionType.Dense([new Field("b", ArrowType.Boolean), new Field("l", new ListType(ArrowType.UInt8))])),
        new StructType(new Field("u", UnionType.Sparse([new Field("d", DecimalType.Decimal128(10, 2)), new Field("x", ArrowType.Binary, isNullable: false)], [3, 1]))),
        new ListType(new DictionaryType(ArrowType.Int16, ArrowType.Utf8)),
        new FixedSizeListType(new Field("item", new FixedSizeListType(new Field("item", ArrowType.Boolean), 2)), 2),
    ];

    public static IReadOnlyList<ArrowType> All { get; } = [.. Flat, .. Nested];

    public static TheoryData<int, string> Cases { get; } = new(All.Select((t, i) => (i, t.ToString())));
}
