namespace Hawser.Arrow.Ipc;

/// <summary>The type tables of the IPC metadata, read. A type that is not known here is an error that names it.</summary>
/// <remarks>Source: Arrow format/Schema.fbs; absent fields have the defaults stated there.</remarks>
internal static class TypeReader
{
    public static ArrowType Read(WireType wireType, FlatTable table, WireField[] children, string name, DecodeBudget budget)
    {
        DecodeBudget.CheckDepth(children.Length == 0 ? 0 : children.Max(c => c.Field.Type.Depth) + 1);
        ArrowType type = wireType switch
        {
            WireType.Null => ArrowType.Null,
            WireType.Bool => ArrowType.Boolean,
            WireType.Int => ReadInt(table, name),
            WireType.FloatingPoint => ReadFloat(table, name),
            WireType.Utf8 => ArrowType.Utf8,
            WireType.LargeUtf8 => ArrowType.LargeUtf8,
            WireType.Binary => ArrowType.Binary,
            WireType.LargeBinary => ArrowType.LargeBinary,
            WireType.FixedSizeBinary => ReadFixedSizeBinary(table, name),
            WireType.Decimal => ReadDecimal(table, name),
            WireType.Date => ReadDate(table, name),
            WireType.Time => ReadTime(table, name),
            WireType.Timestamp => new TimestampType(Unit(table.GetInt16(0), name), table.GetString(1, budget)),
            WireType.Duration => new DurationType(Unit(table.GetInt16(0, (short)TimeUnit.Millisecond), name)),
            WireType.Interval => ReadInterval(table, name),
            WireType.List => new ListType(OnlyChild(children, "list", name)),
            WireType.FixedSizeList => ReadFixedSizeList(table, children, name),
            WireType.Struct => new StructType(children.Select(c => c.Field)),
            WireType.Map => ReadMap(table, children, name),
            WireType.Union => ReadUnion(table, children, name),
            _ => throw Unsupported(name, Enum.IsDefined(wireType) && wireType != WireType.None ? $"of Arrow type {wireType}" : $"of an unknown Arrow type (code {(byte)wireType})"),
        };
        return type.Children.Count == children.Length
            ? type
            : throw new ArrowException($"Column \"{name}\" is {type} and yet has {children.Length} children.");
    }

    public static ArrowType ReadInt(FlatTable table, string name) => (table.GetInt32(0), table.GetBoolean(1)) switch
    {
        (8, true) => ArrowType.Int8,
        (16, true) => ArrowType.Int16,
        (32, true) => ArrowType.Int32,
        (64, true) => ArrowType.Int64,
        (8, false) => ArrowType.UInt8,
        (16, false) => ArrowType.UInt16,
        (32, false) => ArrowType.UInt32,
        (64, false) => ArrowType.UInt64,
        var (bits, _) => throw Unsupported(name, $"an integer of {bits} bits"),
    };

    private static ArrowType ReadFloat(FlatTable table, string name) => table.GetInt16(0) switch
    {
        0 => throw Unsupported(name, "of Arrow type float16"),
        1 => ArrowType.Float32,
        2 => ArrowType.Float64,
        var precision => throw Unsupported(name, $"a floating-point number of unknown precision {precision}"),
    };

    private static FixedSizeBinaryType ReadFixedSizeBinary(FlatTable table, string name) => table.GetInt32(0) switch
    {
        >= 0 and <= int.MaxValue / 8 and int width => new FixedSizeBinaryType(width),
        var width => throw Unsupported(name, $"fixed-size binary of {width} bytes"),
    };

    private static DecimalType ReadDecimal(FlatTable table, string name)
    {
        int precision = table.GetInt32(0), scale = table.GetInt32(1), bits = table.GetInt32(2, 128);
        return (bits, precision) switch
        {
            (128, >= 1 and <= DecimalType.MaxPrecision128) => DecimalType.Decimal128(precision, scale),
            (256, >= 1 and <= DecimalType.MaxPrecision256) => DecimalType.Decimal256(precision, scale),
            _ => throw Unsupported(name, $"a decimal of {bits} bits and precision {precision}"),
        };
    }

    private static ArrowType ReadDate(FlatTable table, string name) => table.GetInt16(0, 1) switch
    {
        0 => ArrowType.Date32,
        1 => throw Unsupported(name, "of Arrow type date64"),
        var unit => throw Unsupported(name, $"a date of unknown unit {unit}"),
    };

    private static TimeType ReadTime(FlatTable table, string name)
    {
        TimeUnit unit = Unit(table.GetInt16(0, (short)TimeUnit.Millisecond), name);
        int bits = table.GetInt32(1, 32);
        var type = new TimeType(unit);
        return type.BitWidth == bits ? type : throw Unsupported(name, $"a time of {bits} bits in units of {unit}");
    }

    private static ArrowType ReadInterval(FlatTable table, string name) => table.GetInt16(0) switch
    {
        0 => throw Unsupported(name, "of Arrow type year_month interval"),
        1 => throw Unsupported(name, "of Arrow type day_time interval"),
        2 => ArrowType.IntervalMonthDayNano,
        var unit => throw Unsupported(name, $"an interval of unknown unit {unit}"),
    };

    private static FixedSizeListType ReadFixedSizeList(FlatTable table, WireField[] children, string name)
    {
        int size = table.GetInt32(0);
        return size >= 0 ? new FixedSizeListType(OnlyChild(children, "fixed-size list", name), size) : throw Unsupported(name, $"a fixed-size list of {size} items");
    }

    private static MapType ReadMap(FlatTable table, WireField[] children, string name)
    {
        Field entries = OnlyChild(children, "map", name);
        return entries.Type is StructType { Children.Count: 2 }
            ? new MapType(entries, table.GetBoolean(0))
            : throw new ArrowException($"Column \"{name}\" is a map whose entries are {entries.Type} instead of a struct of a key and a value.");
    }

    private static UnionType ReadUnion(FlatTable table, WireField[] children, string name)
    {
        IEnumerable<Field> fields = children.Select(c => c.Field);
        IEnumerable<sbyte>? typeIds = ReadTypeIds(table.GetVector(1, sizeof(int)), table.Has(1), children.Length, name);
        return table.GetInt16(0) switch
        {
            0 => UnionType.Sparse(fields, typeIds),
            1 => UnionType.Dense(fields, typeIds),
            var mode => throw Unsupported(name, $"a union of unknown mode {mode}"),
        };
    }

    private static sbyte[]? ReadTypeIds(FlatVector wireIds, bool present, int childCount, string name)
    {
        int count = present ? wireIds.Count : childCount;
        if (count != childCount || count > 128)
        {
            throw new ArrowException($"Column \"{name}\" is a union of {childCount} children and {count} type ids.");
        }

        if (!present)
        {
            return null;
        }

        var typeIds = new sbyte[count];
        for (int i = 0; i < count; i++)
        {
            int id = wireIds.GetInt32(i);
            if (id is < 0 or > sbyte.MaxValue || typeIds.AsSpan(0, i).Contains((sbyte)id))
            {
                throw new ArrowException($"Column \"{name}\" is a union whose type id {id} is out of range or given twice.");
            }

            typeIds[i] = (sbyte)id;
        }

        return typeIds;
    }

    private static TimeUnit Unit(short unit, string name) =>
        unit is >= 0 and <= (short)TimeUnit.Nanosecond ? (TimeUnit)unit : throw Unsupported(name, $"a time of unknown unit {unit}");

    private static Field OnlyChild(WireField[] children, string kind, string name) =>
        children.Length == 1 ? children[0].Field : throw new ArrowException($"Column \"{name}\" is a {kind} of {children.Length} children instead of one.");

    private static ArrowException Unsupported(string name, string what) => new($"Column \"{name}\" is {what}, which cannot be read.");
}
