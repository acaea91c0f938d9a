namespace Hawser.Arrow;

/// <summary>
/// Grows one column and hands it over as an <see cref="ArrowArray"/>; then it is empty and ready for the next batch. Not thread-safe. Disposing frees
/// what was not handed over.
/// </summary>
public abstract class ArrayBuilder : IDisposable
{
    private protected ArrayBuilder(ArrowType type, ArrowAllocator? allocator)
    {
        ArgumentNullException.ThrowIfNull(type);
        Type = type;
        Allocator = allocator ?? ArrowAllocator.Default;
    }

    /// <summary>The column's type.</summary>
    public ArrowType Type { get; }

    /// <summary>Rows so far.</summary>
    public abstract int Length { get; }

    /// <summary>Bytes held so far in this builder's buffers and its children's; readers end a batch by it.</summary>
    public abstract long ByteCount { get; }

    /// <summary>Where the memory comes from.</summary>
    protected ArrowAllocator Allocator { get; }

    /// <summary>Makes the builder for a type. For a dictionary type: <see cref="DictionaryBuilder"/>, which collects distinct values.</summary>
    /// <param name="type">The column's type.</param>
    /// <param name="allocator">Default: <see cref="ArrowAllocator.Default"/>.</param>
    public static ArrayBuilder Create(ArrowType type, ArrowAllocator? allocator = null)
    {
        ArgumentNullException.ThrowIfNull(type);
        return type.Id switch
        {
            ArrowTypeId.Null => new NullBuilder(allocator),
            ArrowTypeId.Boolean => new BooleanBuilder(allocator),
            ArrowTypeId.Int8 => new FixedWidthBuilder<sbyte>(type, allocator),
            ArrowTypeId.Int16 => new FixedWidthBuilder<short>(type, allocator),
            ArrowTypeId.Int32 or ArrowTypeId.Date32 or ArrowTypeId.Time32 => new FixedWidthBuilder<int>(type, allocator),
            ArrowTypeId.Int64 or ArrowTypeId.Time64 or ArrowTypeId.Timestamp or ArrowTypeId.Duration => new FixedWidthBuilder<long>(type, allocator),
            ArrowTypeId.UInt8 => new FixedWidthBuilder<byte>(type, allocator),
            ArrowTypeId.UInt16 => new FixedWidthBuilder<ushort>(type, allocator),
            ArrowTypeId.UInt32 => new FixedWidthBuilder<uint>(type, allocator),
            ArrowTypeId.UInt64 => new FixedWidthBuilder<ulong>(type, allocator),
            ArrowTypeId.Float32 => new FixedWidthBuilder<float>(type, allocator),
            ArrowTypeId.Float64 => new FixedWidthBuilder<double>(type, allocator),
            ArrowTypeId.Decimal128 => new FixedWidthBuilder<Int128>(type, allocator),
            ArrowTypeId.Decimal256 => new FixedWidthBuilder<Int256>(type, allocator),
            ArrowTypeId.IntervalMonthDayNano => new FixedWidthBuilder<MonthDayNano>(type, allocator),
            ArrowTypeId.Utf8 or ArrowTypeId.Binary or ArrowTypeId.LargeUtf8 or ArrowTypeId.LargeBinary => new VarBinaryBuilder(type, allocator),
            ArrowTypeId.FixedSizeBinary => new FixedSizeBinaryBuilder((FixedSizeBinaryType)type, allocator),
            ArrowTypeId.List or ArrowTypeId.Map => new ListBuilder(type, allocator),
            ArrowTypeId.FixedSizeList => new FixedSizeListBuilder((FixedSizeListType)type, allocator),
            ArrowTypeId.Struct => new StructBuilder((StructType)type, allocator),
            ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion => new UnionBuilder((UnionType)type, allocator),
            ArrowTypeId.Dictionary => new DictionaryBuilder((DictionaryType)type, allocator),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "No builder is known for this type."),
        };
    }

    /// <summary>Appends a null row. In a union the null is a null of its first child.</summary>
    public abstract void AppendNull();

    /// <summary>Appends null rows.</summary>
    public virtual void AppendNulls(int count)
    {
        for (int i = 0; i < count; i++)
        {
            AppendNull();
        }
    }

    /// <summary>Appends a row that counts as not null but whose value means nothing (zero, empty): the filler that a struct's or fixed-size list's null row needs in children that may not be null.</summary>
    public abstract void AppendEmpty();

    /// <summary>Appends rows of an array of the same type.</summary>
    public virtual void AppendRange(ArrowArray source, int start, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        for (int i = 0; i < count; i++)
        {
            AppendRow(source, start + i);
        }
    }

    /// <summary>Appends one row of an array of the same type.</summary>
    public void AppendRow(ArrowArray source, int row)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (source.Type.Id is not (ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion) && source.IsNull(row))
        {
            AppendNull();
        }
        else
        {
            AppendValue(source, row);
        }
    }

    /// <summary>Hands the column over; the caller owns one reference. The builder is then empty.</summary>
    public abstract ArrowArray Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    private protected abstract void AppendValue(ArrowArray source, int row);

    /// <summary>Frees the buffers.</summary>
    private protected abstract void Dispose(bool disposing);
}
