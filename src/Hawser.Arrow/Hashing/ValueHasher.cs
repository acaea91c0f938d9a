namespace Hawser.Arrow;

/// <summary>Hashes the values of one column or child, a run of rows at a time. Made once for a column; not thread-safe.</summary>
internal abstract unsafe class ValueHasher
{
    /// <summary>The most rows that are asked for at once.</summary>
    public const int BlockRows = 1024;

    public static ValueHasher Create(ArrowType type, HashSeed seed) => type.Id switch
    {
        ArrowTypeId.Null => new NullHasher(seed),
        ArrowTypeId.Boolean => new BooleanHasher(seed),
        ArrowTypeId.Int8 => new FixedHasher<sbyte, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.Int16 => new FixedHasher<short, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.Int32 => new FixedHasher<int, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.Int64 => new FixedHasher<long, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.UInt8 => new FixedHasher<byte, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.UInt16 => new FixedHasher<ushort, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.UInt32 => new FixedHasher<uint, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.UInt64 => new FixedHasher<ulong, IntegerWords>(HashKind.Integer, seed),
        ArrowTypeId.Float32 => new FixedHasher<float, FloatWords>(HashKind.Float, seed),
        ArrowTypeId.Float64 => new FixedHasher<double, FloatWords>(HashKind.Float, seed),
        ArrowTypeId.Decimal128 => new DecimalHasher<Int128, NarrowDecimal>(((DecimalType)type).Scale, seed),
        ArrowTypeId.Decimal256 => new DecimalHasher<Int256, WideDecimal>(((DecimalType)type).Scale, seed),
        ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => new BytesHasher(HashKind.Text, seed),
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary => new BytesHasher(HashKind.Binary, seed),
        ArrowTypeId.Date32 => new FixedHasher<int, IntegerWords>(HashKind.Date, seed),
        ArrowTypeId.Time32 => new FixedHasher<int, TemporalWords>(HashKind.Time, seed, TimeUnits.Nanoseconds(((TimeType)type).Unit)),
        ArrowTypeId.Time64 => new FixedHasher<long, TemporalWords>(HashKind.Time, seed, TimeUnits.Nanoseconds(((TimeType)type).Unit)),
        ArrowTypeId.Timestamp => new FixedHasher<long, TemporalWords>(((TimestampType)type).Zone is null ? HashKind.Timestamp : HashKind.Instant, seed, TimeUnits.Nanoseconds(((TimestampType)type).Unit)),
        ArrowTypeId.Duration => new FixedHasher<long, TemporalWords>(HashKind.Duration, seed, TimeUnits.Nanoseconds(((DurationType)type).Unit)),
        ArrowTypeId.IntervalMonthDayNano => new FixedHasher<MonthDayNano, IntervalWords>(HashKind.Interval, seed),
        ArrowTypeId.List or ArrowTypeId.FixedSizeList => new ListHasher(HashKind.List, type.Children[0].Type, seed),
        ArrowTypeId.Map => new ListHasher(HashKind.Map, type.Children[0].Type, seed),
        ArrowTypeId.Struct => new StructHasher((StructType)type, seed),
        ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion => new UnionHasher((UnionType)type, seed),
        ArrowTypeId.Dictionary => new DictionaryHasher((DictionaryType)type, seed),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No hash is defined for this type."),
    };

    /// <summary>Hashes rows into the lanes; null rows too.</summary>
    /// <param name="array">The column.</param>
    /// <param name="start">The first row.</param>
    /// <param name="count">How many rows; at most <see cref="BlockRows"/>.</param>
    /// <param name="lane0">Room for the first lane of every row.</param>
    /// <param name="lane1">Room for the second lane of every row.</param>
    public abstract void Hash(ArrowArray array, int start, int count, ulong* lane0, ulong* lane1);

    /// <summary>Gives null rows the hash of null in place of what their memory happens to hold.</summary>
    protected static void PutNulls(ArrowArray array, int start, int count, HashSeed seed, ulong* lane0, ulong* lane1)
    {
        byte* validity = array.ValidityPointer;
        if (validity == null || array.NullCount == 0 || Bitmap.CountSet(validity, array.Offset + start, count) == count)
        {
            return;
        }

        HashMix.Mix(0, 0, HashMix.Tag(HashKind.Null), seed, out ulong null0, out ulong null1);
        long bit = (long)array.Offset + start;
        for (int i = 0; i < count; i++)
        {
            ulong mask = 0 - ((ulong)validity[(bit + i) >> 3] >> (int)((bit + i) & 7) & 1);
            lane0[i] = null0 ^ (mask & (null0 ^ lane0[i]));
            lane1[i] = null1 ^ (mask & (null1 ^ lane1[i]));
        }
    }
}
