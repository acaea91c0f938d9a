using static Hawser.Arrow.BufferKind;

namespace Hawser.Arrow;

/// <summary>
/// Which buffers an array of a type has, in order: the one table that builders, validation, IPC and the C data interface read.
/// </summary>
/// <remarks>Source: Arrow Columnar Format, "Buffer Listing for Each Layout".</remarks>
public sealed class TypeLayout
{
    private static readonly TypeLayout[] Table = Build();
    private readonly BufferKind[] _buffers;

    private TypeLayout(int bitWidth, params BufferKind[] buffers)
    {
        BitWidth = bitWidth;
        _buffers = buffers;
    }

    /// <summary>The buffers in the order of the format.</summary>
    public ReadOnlySpan<BufferKind> Buffers => _buffers;

    /// <summary>The width of a value in the data buffer in bits; 0 when there is none or when the type's parameters decide.</summary>
    public int BitWidth { get; }

    /// <summary>Whether an array of the type has a validity bitmap of its own.</summary>
    public bool HasValidity => _buffers.Length > 0 && _buffers[0] == Validity;

    /// <summary>The layout of a kind of type.</summary>
    public static TypeLayout Of(ArrowTypeId id) => Table[(int)id];

    private static TypeLayout[] Build()
    {
        var table = new TypeLayout[Enum.GetValues<ArrowTypeId>().Length];
        void Row(ArrowTypeId id, int bitWidth, params BufferKind[] buffers) => table[(int)id] = new TypeLayout(bitWidth, buffers);

        Row(ArrowTypeId.Null, 0);
        Row(ArrowTypeId.Boolean, 1, Validity, Data);
        Row(ArrowTypeId.Int8, 8, Validity, Data);
        Row(ArrowTypeId.Int16, 16, Validity, Data);
        Row(ArrowTypeId.Int32, 32, Validity, Data);
        Row(ArrowTypeId.Int64, 64, Validity, Data);
        Row(ArrowTypeId.UInt8, 8, Validity, Data);
        Row(ArrowTypeId.UInt16, 16, Validity, Data);
        Row(ArrowTypeId.UInt32, 32, Validity, Data);
        Row(ArrowTypeId.UInt64, 64, Validity, Data);
        Row(ArrowTypeId.Float32, 32, Validity, Data);
        Row(ArrowTypeId.Float64, 64, Validity, Data);
        Row(ArrowTypeId.Decimal128, 128, Validity, Data);
        Row(ArrowTypeId.Decimal256, 256, Validity, Data);
        Row(ArrowTypeId.Utf8, 0, Validity, Offsets32, Bytes);
        Row(ArrowTypeId.LargeUtf8, 0, Validity, Offsets64, Bytes);
        Row(ArrowTypeId.Binary, 0, Validity, Offsets32, Bytes);
        Row(ArrowTypeId.LargeBinary, 0, Validity, Offsets64, Bytes);
        Row(ArrowTypeId.FixedSizeBinary, 0, Validity, Data);
        Row(ArrowTypeId.Date32, 32, Validity, Data);
        Row(ArrowTypeId.Time32, 32, Validity, Data);
        Row(ArrowTypeId.Time64, 64, Validity, Data);
        Row(ArrowTypeId.Timestamp, 64, Validity, Data);
        Row(ArrowTypeId.Duration, 64, Validity, Data);
        Row(ArrowTypeId.IntervalMonthDayNano, 128, Validity, Data);
        Row(ArrowTypeId.List, 0, Validity, Offsets32);
        Row(ArrowTypeId.FixedSizeList, 0, Validity);
        Row(ArrowTypeId.Struct, 0, Validity);
        Row(ArrowTypeId.Map, 0, Validity, Offsets32);
        Row(ArrowTypeId.SparseUnion, 0, TypeIds);
        Row(ArrowTypeId.DenseUnion, 0, TypeIds, UnionOffsets);
        Row(ArrowTypeId.Dictionary, 0, Validity, Data);
        return table;
    }
}
