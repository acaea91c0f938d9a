namespace Hawser.Arrow.Ipc;

/// <summary>The type tables of the IPC metadata, written.</summary>
/// <remarks>Source: Arrow format/Schema.fbs.</remarks>
internal static class TypeWriter
{
    /// <summary>Writes the table of a type other than a dictionary (whose value type it is called with) and returns its code.</summary>
    public static WireType Write(FlatBuilder builder, ArrowType type, out int table)
    {
        int first = WriteParts(builder, type);
        builder.StartTable(3);
        WireType wireType = WriteFields(builder, type, first);
        table = builder.EndTable();
        return wireType;
    }

    private static int WriteParts(FlatBuilder builder, ArrowType type) => type switch
    {
        TimestampType { Zone: { } zone } => builder.AddString(zone),
        UnionType union => builder.AddInt32s(union.TypeIds.Select(id => (int)id).ToArray()),
        _ => 0,
    };

    private static WireType WriteFields(FlatBuilder builder, ArrowType type, int part)
    {
        switch (type.Id)
        {
            case ArrowTypeId.Null: return WireType.Null;
            case ArrowTypeId.Boolean: return WireType.Bool;
            case >= ArrowTypeId.Int8 and <= ArrowTypeId.UInt64: return WriteInt(builder, type);
            case ArrowTypeId.Float32 or ArrowTypeId.Float64:
                builder.SetInt16(0, (short)(type.Id == ArrowTypeId.Float32 ? 1 : 2));
                return WireType.FloatingPoint;
            case ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256: return WriteDecimal(builder, (DecimalType)type);
            case ArrowTypeId.Utf8: return WireType.Utf8;
            case ArrowTypeId.LargeUtf8: return WireType.LargeUtf8;
            case ArrowTypeId.Binary: return WireType.Binary;
            case ArrowTypeId.LargeBinary: return WireType.LargeBinary;
            case ArrowTypeId.FixedSizeBinary:
                builder.SetInt32(0, type.ByteWidth);
                return WireType.FixedSizeBinary;
            case ArrowTypeId.List: return WireType.List;
            case ArrowTypeId.Struct: return WireType.Struct;
            case ArrowTypeId.FixedSizeList:
                builder.SetInt32(0, ((FixedSizeListType)type).Size);
                return WireType.FixedSizeList;
            case ArrowTypeId.Map:
                builder.SetBoolean(0, ((MapType)type).KeysSorted);
                return WireType.Map;
            case ArrowTypeId.SparseUnion or ArrowTypeId.DenseUnion:
                builder.SetPointer(1, part);
                builder.SetInt16(0, (short)(type.Id == ArrowTypeId.DenseUnion ? 1 : 0));
                return WireType.Union;
            default: return WriteTemporal(builder, type, part);
        }
    }

    private static WireType WriteTemporal(FlatBuilder builder, ArrowType type, int zone)
    {
        switch (type)
        {
            case TimeType time:
                builder.SetInt32(1, time.BitWidth);
                builder.SetInt16(0, (short)time.Unit);
                return WireType.Time;
            case TimestampType timestamp:
                builder.SetPointer(1, zone);
                builder.SetInt16(0, (short)timestamp.Unit);
                return WireType.Timestamp;
            case DurationType duration:
                builder.SetInt16(0, (short)duration.Unit);
                return WireType.Duration;
            case { Id: ArrowTypeId.Date32 }:
                builder.SetInt16(0, 0);
                return WireType.Date;
            case { Id: ArrowTypeId.IntervalMonthDayNano }:
                builder.SetInt16(0, 2);
                return WireType.Interval;
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "The IPC format has no code for this type.");
        }
    }

    private static WireType WriteInt(FlatBuilder builder, ArrowType type)
    {
        builder.SetInt32(0, type.BitWidth);
        builder.SetBoolean(1, type.Id <= ArrowTypeId.Int64);
        return WireType.Int;
    }

    private static WireType WriteDecimal(FlatBuilder builder, DecimalType type)
    {
        builder.SetInt32(0, type.Precision);
        builder.SetInt32(1, type.Scale);
        builder.SetInt32(2, type.BitWidth);
        return WireType.Decimal;
    }
}
