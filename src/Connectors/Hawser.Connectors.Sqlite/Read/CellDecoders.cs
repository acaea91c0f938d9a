using System.Diagnostics;
using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Form and Arrow type → decoder.</summary>
internal static class CellDecoders
{
    /// <summary>Makes the decoder of a decided column.</summary>
    public static CellDecoder Create(ColumnType column, TextSource texts, BatchGauge gauge, ArrowAllocator allocator) => column.Form switch
    {
        CellForm.Null => new NullDecoder(allocator),
        CellForm.Boolean => new BooleanDecoder(allocator),
        CellForm.Integer => CreateInteger(column.Arrow, allocator),
        CellForm.WideInteger => new WideIntegerDecoder(texts, allocator),
        CellForm.Real when column.Arrow.Id == ArrowTypeId.Float32 => new Float32Decoder(allocator),
        CellForm.Real => new Float64Decoder(allocator),
        CellForm.Text or CellForm.Blob when column.Arrow is DictionaryType dictionary => new DictionaryDecoder(dictionary, texts, gauge, allocator),
        CellForm.Text => new TextDecoder(column.Arrow, texts, gauge, allocator),
        CellForm.Blob when column.Arrow is FixedSizeBinaryType fixedSize => new FixedBlobDecoder(fixedSize, allocator),
        CellForm.Blob => new BlobDecoder(column.Arrow, gauge, allocator),
        CellForm.Date => new DateDecoder(texts, allocator),
        CellForm.Time when column.Arrow.Id == ArrowTypeId.Time32 => new Time32Decoder((TimeType)column.Arrow, texts, allocator),
        CellForm.Time => new Time64Decoder((TimeType)column.Arrow, texts, allocator),
        CellForm.Timestamp => new TimestampDecoder((TimestampType)column.Arrow, texts, allocator),
        CellForm.Interval => new IntervalDecoder(texts, allocator),
        CellForm.DecimalNumber => new DecimalNumberDecoder((DecimalType)column.Arrow, allocator),
        CellForm.DecimalText when column.Arrow.Id == ArrowTypeId.Decimal128 => new DecimalTextDecoder((DecimalType)column.Arrow, texts, allocator),
        CellForm.DecimalText => new WideDecimalTextDecoder((DecimalType)column.Arrow, texts, allocator),
        CellForm.Uuid => new UuidDecoder((FixedSizeBinaryType)column.Arrow, texts, allocator),
        CellForm.Json => new JsonDecoder(column.Arrow, texts, gauge, allocator),
        CellForm.Nested => new NestedDecoder(column.ToField("", isNullable: true), texts, gauge, allocator),
        CellForm.Literal => new LiteralDecoder(texts, gauge, allocator),
        _ => throw new UnreachableException($"No decoder for {column.Form}."),
    };

    private static CellDecoder CreateInteger(ArrowType type, ArrowAllocator allocator) => type.Id switch
    {
        ArrowTypeId.Int8 => new IntegerDecoder<sbyte>(type, sbyte.MinValue, sbyte.MaxValue, allocator),
        ArrowTypeId.Int16 => new IntegerDecoder<short>(type, short.MinValue, short.MaxValue, allocator),
        ArrowTypeId.Int32 => new IntegerDecoder<int>(type, int.MinValue, int.MaxValue, allocator),
        ArrowTypeId.UInt8 => new IntegerDecoder<byte>(type, 0, byte.MaxValue, allocator),
        ArrowTypeId.UInt16 => new IntegerDecoder<ushort>(type, 0, ushort.MaxValue, allocator),
        ArrowTypeId.UInt32 => new IntegerDecoder<uint>(type, 0, uint.MaxValue, allocator),
        ArrowTypeId.UInt64 => new IntegerDecoder<ulong>(type, 0, long.MaxValue, allocator),
        _ => new IntegerDecoder<long>(type, long.MinValue, long.MaxValue, allocator),
    };
}
