using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Chooses the decoder of a column, once, by its native type.</summary>
internal static class VectorDecoders
{
    private const int SmallDecimalDigits = 4;
    private const int IntDecimalDigits = 9;
    private const int LongDecimalDigits = 18;

    /// <summary>Makes the decoder of a native type; <paramref name="arrow"/> is the type that the type map gives for it.</summary>
    public static VectorDecoder Create(DuckDbType type, ArrowType arrow, ArrowAllocator allocator) => type.Id switch
    {
        TypeId.Boolean => new BooleanDecoder(allocator),
        TypeId.TinyInt or TypeId.UTinyInt => new FixedDecoder<byte>(arrow, allocator),
        TypeId.SmallInt or TypeId.USmallInt => new FixedDecoder<short>(arrow, allocator),
        TypeId.Integer or TypeId.UInteger or TypeId.Float => new FixedDecoder<int>(arrow, allocator),
        TypeId.BigInt or TypeId.UBigInt or TypeId.Double or TypeId.Time or TypeId.TimeNs => new FixedDecoder<long>(arrow, allocator),
        TypeId.HugeInt => new MappedDecoder<Int128, Int256, ValueMaps.Huge>(arrow, allocator),
        TypeId.UHugeInt => new MappedDecoder<NativeHugeInt, Int256, ValueMaps.UnsignedHuge>(arrow, allocator),
        TypeId.Decimal => CreateDecimal(type.Width, arrow, allocator),
        TypeId.Varchar or TypeId.Blob or TypeId.Geometry => new BytesDecoder(arrow, allocator),
        TypeId.Bit => new FormattedDecoder<BitText>(allocator),
        TypeId.Bignum => new FormattedDecoder<BignumText>(allocator),
        TypeId.TimeTz => new FormattedDecoder<TimeTzText>(allocator),
        TypeId.Date => new FiniteDateDecoder(allocator),
        TypeId.Timestamp or TypeId.TimestampS or TypeId.TimestampMs or TypeId.TimestampNs or TypeId.TimestampTz =>
            new FiniteTimestampDecoder(arrow, allocator),
        TypeId.Interval => new MappedDecoder<NativeInterval, MonthDayNano, ValueMaps.Interval>(arrow, allocator),
        TypeId.Uuid => new MappedDecoder<NativeHugeInt, NativeHugeInt, ValueMaps.Uuid>(arrow, allocator),
        TypeId.SqlNull => new NullDecoder(allocator),
        TypeId.Enum => CreateEnum(type.Labels, (DictionaryType)arrow, allocator),
        _ => CreateNested(type, arrow, allocator),
    };

    private static VectorDecoder CreateDecimal(int width, ArrowType arrow, ArrowAllocator allocator) => width switch
    {
        <= SmallDecimalDigits => new MappedDecoder<short, Int128, ValueMaps.Decimal16>(arrow, allocator),
        <= IntDecimalDigits => new MappedDecoder<int, Int128, ValueMaps.Decimal32>(arrow, allocator),
        <= LongDecimalDigits => new MappedDecoder<long, Int128, ValueMaps.Decimal64>(arrow, allocator),
        _ => new FixedDecoder<Int128>(arrow, allocator),
    };

    private static VectorDecoder CreateEnum(IReadOnlyList<string> labels, DictionaryType arrow, ArrowAllocator allocator)
    {
        var dictionary = VarBinaryBuilder.ColumnOf(ArrowType.Utf8, labels, allocator);
        return arrow.Index.Id switch
        {
            ArrowTypeId.UInt8 => new EnumDecoder<byte>(arrow, dictionary, allocator),
            ArrowTypeId.UInt16 => new EnumDecoder<ushort>(arrow, dictionary, allocator),
            _ => new EnumDecoder<uint>(arrow, dictionary, allocator),
        };
    }

    private static VectorDecoder CreateNested(DuckDbType type, ArrowType arrow, ArrowAllocator allocator) => type.Id switch
    {
        TypeId.List => new ListDecoder(arrow, Create(type.Members[0].Type, arrow.Children[0].Type, allocator), allocator),
        TypeId.Map => new ListDecoder(arrow, CreateStruct(type, arrow.Children[0].Type, allocator), allocator),
        TypeId.Array => new FixedListDecoder((FixedSizeListType)arrow, Create(type.Members[0].Type, arrow.Children[0].Type, allocator), allocator),
        TypeId.Struct => CreateStruct(type, arrow, allocator),
        TypeId.Union => new UnionDecoder((UnionType)arrow, CreateMembers(type, arrow, allocator), allocator),
        TypeId.Variant => CreateStruct(VariantStorage.Type, arrow, allocator),
        _ => throw new NotSupportedException($"{type} cannot be read"),
    };

    private static StructDecoder CreateStruct(DuckDbType type, ArrowType arrow, ArrowAllocator allocator) =>
        new(arrow, CreateMembers(type, arrow, allocator), allocator);

    private static VectorDecoder[] CreateMembers(DuckDbType type, ArrowType arrow, ArrowAllocator allocator) =>
        [.. type.Members.Select((member, i) => Create(member.Type, arrow.Children[i].Type, allocator))];
}
