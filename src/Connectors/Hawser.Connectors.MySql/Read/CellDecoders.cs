using Hawser.Arrow;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Chooses the decoder of a column by its MySQL type and the field that the type map gave it.</summary>
internal static class CellDecoders
{
    /// <summary>Makes the decoder of a column with a builder of its own; the caller disposes it.</summary>
    public static CellDecoder Create(ResultColumn column, ReadingRules rules, ArrowAllocator allocator)
    {
        Field field = column.Field;
        bool isNullable = field.IsNullable;
        if (field.Type is DictionaryType dictionary)
        {
            // A set's values are combinations of its labels, which are collected as they come.
            bool isKnown = column.Type.Name == "enum" && column.Type.Labels.Count > 0;
            DictionaryBuilder values = isKnown
                ? new DictionaryBuilder(dictionary, VarBinaryBuilder.ColumnOf(dictionary.Value, column.Type.Labels, allocator), allocator)
                : new DictionaryBuilder(dictionary, allocator);
            return new EnumDecoder(values, column.Type.Text) { IsNullable = isNullable };
        }

        var builder = ArrayBuilder.Create(field.Type, allocator);
        return OfMarked(builder, field, column.Type, isNullable) ?? OfNumber(builder, column.Type, isNullable) ?? OfOther(builder, column.Type, rules, isNullable) ?? throw new ArgumentException($"{column.Type.Text} is not read as {field}.", nameof(column));
    }

    // What only a mark in the column's comment makes of a type.
    private static CellDecoder? OfMarked(ArrayBuilder builder, Field field, MySqlType type, bool isNullable) => (field.Type, type.Name) switch
    {
        (NestedType, _) => new ParsedTextDecoder(builder, field) { IsNullable = isNullable },
        (DecimalType, _) when type.IsText => new ParsedTextDecoder(builder, field) { IsNullable = isNullable },
        ({ Id: ArrowTypeId.IntervalMonthDayNano }, _) => new ParsedTextDecoder(builder, field) { IsNullable = isNullable },
        (FixedSizeBinaryType, not "uuid") => new FixedBytesDecoder((FixedSizeBinaryBuilder)builder) { IsNullable = isNullable },
        (DurationType, "bigint") => Integer<long>(builder, isNullable),
        (TimeType, "time") => new TimeDecoder((FixedWidthBuilder<long>)builder) { IsNullable = isNullable, IsOfDay = true },
        _ => null,
    };

    private static CellDecoder? OfNumber(ArrayBuilder builder, MySqlType type, bool isNullable) => (builder.Type.Id, type.Name) switch
    {
        (ArrowTypeId.Boolean, "bit") => new SingleBitDecoder((BooleanBuilder)builder) { IsNullable = isNullable },
        (ArrowTypeId.Boolean, _) => new BooleanDecoder((BooleanBuilder)builder) { IsNullable = isNullable },
        (ArrowTypeId.UInt64, "bit") => new BitDecoder((FixedWidthBuilder<ulong>)builder) { IsNullable = isNullable },
        (ArrowTypeId.Int8, _) => Integer<sbyte>(builder, isNullable),
        (ArrowTypeId.UInt8, _) => Integer<byte>(builder, isNullable),
        (ArrowTypeId.Int16, _) => Integer<short>(builder, isNullable),
        (ArrowTypeId.UInt16, _) => Integer<ushort>(builder, isNullable),
        (ArrowTypeId.Int32, _) => Integer<int>(builder, isNullable),
        (ArrowTypeId.UInt32, _) => Integer<uint>(builder, isNullable),
        (ArrowTypeId.Int64, _) => Integer<long>(builder, isNullable),
        (ArrowTypeId.UInt64, _) => Integer<ulong>(builder, isNullable),
        (ArrowTypeId.Float32, _) => new FixedDecoder<float, FloatValue>((FixedWidthBuilder<float>)builder) { IsNullable = isNullable },
        (ArrowTypeId.Float64, _) => new FixedDecoder<double, DoubleValue>((FixedWidthBuilder<double>)builder) { IsNullable = isNullable },
        (ArrowTypeId.Decimal128, _) => new DecimalDecoder((FixedWidthBuilder<Int128>)builder) { IsNullable = isNullable },
        (ArrowTypeId.Decimal256, _) => new WideDecimalDecoder((FixedWidthBuilder<Int256>)builder) { IsNullable = isNullable },
        _ => null,
    };

    private static CellDecoder? OfOther(ArrayBuilder builder, MySqlType type, ReadingRules rules, bool isNullable)
    {
        bool nullsZeroDates = rules.ZeroDates == ZeroDates.Null;
        return (builder.Type.Id, type.Name) switch
        {
            (ArrowTypeId.Null, _) => new NothingDecoder(builder),
            (ArrowTypeId.Date32, _) => new DateDecoder((FixedWidthBuilder<int>)builder, nullsZeroDates) { IsNullable = isNullable },
            (ArrowTypeId.Timestamp, _) => new MomentDecoder((FixedWidthBuilder<long>)builder, nullsZeroDates) { IsNullable = isNullable },
            (ArrowTypeId.Duration, _) => new TimeDecoder((FixedWidthBuilder<long>)builder) { IsNullable = isNullable },
            (ArrowTypeId.FixedSizeBinary, "uuid") => new UuidDecoder((FixedSizeBinaryBuilder)builder) { IsNullable = isNullable },
            (ArrowTypeId.Utf8, "date" or "datetime" or "timestamp") => new MomentTextDecoder((VarBinaryBuilder)builder, type.Name != "date", type.Length ?? 0) { IsNullable = isNullable },
            (ArrowTypeId.Utf8, _) => new TextDecoder((VarBinaryBuilder)builder) { IsNullable = isNullable },
            (ArrowTypeId.Binary, _) => new BytesDecoder((VarBinaryBuilder)builder) { IsNullable = isNullable },
            _ => null,
        };
    }

    private static FixedDecoder<T, IntegerValue<T>> Integer<T>(ArrayBuilder builder, bool isNullable)
        where T : unmanaged, System.Numerics.IBinaryInteger<T> =>
        new((FixedWidthBuilder<T>)builder) { IsNullable = isNullable };
}
