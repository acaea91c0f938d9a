using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read.Values;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Chooses the encoder of a column by its Arrow field and the column's type at the server.</summary>
internal static class CopyEncoders
{
    // In microseconds since 2000-01-01: 4714-11-24 BC to the end of 294276.
    private const long FirstMoment = -211_813_488_000_000_000;
    private const long LastMoment = 9_223_371_331_200_000_000 - 1;
    private const int NameBytes = 63;

    /// <summary>The encoder; null when values of the field cannot be kept whole in the type.</summary>
    public static CopyEncoder? Create(Field field, PgType type)
    {
        PgType plain = type.Base;
        return field.Type switch
        {
            { Id: ArrowTypeId.Null } => new NullEncoder(),
            _ when FieldMarks.IsRaw(field) => TakesRaw(field, type) ? new RawEncoder(plain) : null,
            DictionaryType dictionary => Create(field.WithType(dictionary.Value), type) is { } values ? new DictionaryEncoder(values) : null,
            ListType or FixedSizeListType when plain.Kind == PgTypeKind.Array => Create(field.Type.Children[0], plain.Element!) is { } items ? new ListEncoder(items, plain.Element!) : null,
            StructType when plain.Kind == PgTypeKind.Composite => OfStruct(field, plain),
            NestedType => plain is { Kind: PgTypeKind.Base, CatalogName: "json" or "jsonb" } ? new JsonEncoder(field, plain.CatalogName == "jsonb") : null,
            _ when plain.Kind == PgTypeKind.Enum => field.Type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 ? new TextEncoder() : null,
            _ when plain.Kind == PgTypeKind.Base => OfBase(field.Type, plain),
            _ => null,
        };
    }

    // Bytes of another type would be read as something else without a word.
    private static bool TakesRaw(Field field, PgType type)
    {
        if (FieldMarks.Read(field) is not { } marked)
        {
            return false;
        }

        return IsSame(marked, type) || IsSame(marked, type.Base);
    }

    // The schema may be another one in this database.
    private static bool IsSame(PgType marked, PgType type) => marked.Kind == PgTypeKind.Array
        ? type.Kind == PgTypeKind.Array && IsSame(marked.Element!, type.Element!)
        : LastName(marked.CatalogName) == LastName(type.CatalogName)
            && (type.Modifier < 0 || marked.Modifier == type.Modifier || marked.Name == type.Name || marked.Kind == PgTypeKind.Unknown);

    private static string LastName(string name) => name[(name.LastIndexOf('.') + 1)..].Trim('"').Replace("\"\"", "\"", StringComparison.Ordinal);

    private static StructEncoder? OfStruct(Field field, PgType type)
    {
        if (type.Fields.Count != field.Type.Children.Count)
        {
            return null;
        }

        CopyEncoder?[] members = [.. type.Fields.Select((member, i) => Create(field.Type.Children[i], member.Type))];
        return Array.TrueForAll(members, member => member is not null) ? new StructEncoder(members!, type) : null;
    }

    private static CopyEncoder? OfBase(ArrowType from, PgType to) => (to.CatalogName, from.Id) switch
    {
        ("bool", ArrowTypeId.Boolean) => new BooleanEncoder(),
        ("int2", _) => OfInteger(from, sizeof(short), short.MinValue, short.MaxValue),
        ("int4", _) => OfInteger(from, sizeof(int), int.MinValue, int.MaxValue),
        ("int8", _) => OfInteger(from, sizeof(long), long.MinValue, long.MaxValue),
        ("oid", _) => OfInteger(from, sizeof(int), uint.MinValue, uint.MaxValue),
        ("float4", ArrowTypeId.Float32) => new FloatEncoder(isSingle: true, toSingle: true),
        ("float8", ArrowTypeId.Float32) => new FloatEncoder(isSingle: true, toSingle: false),
        ("float8", ArrowTypeId.Float64) => new FloatEncoder(isSingle: false, toSingle: false),
        ("numeric", _) => OfNumeric(from, NumericLimits.Of(to)),
        ("bytea", ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary) => new BytesEncoder(),
        ("uuid", ArrowTypeId.FixedSizeBinary) when from.ByteWidth == 16 => new BytesEncoder(),
        ("date", ArrowTypeId.Date32) => new DateEncoder(),
        ("timestamp", _) when from is TimestampType { Zone: null } moment => OfMoment(moment, to),
        ("timestamptz", _) when from is TimestampType { Zone: not null } moment => OfMoment(moment, to),
        // PostgreSQL takes 24:00 too, but Arrow has no such time: read back it would be refused, after it was committed.
        ("time", _) when from is TimeType time => new MomentEncoder(time.Unit, from.BitWidth == 64, 0, 0, PgEpoch.MicrosPerDay - 1, TimePrecision.StepOf(to)),
        ("interval", ArrowTypeId.IntervalMonthDayNano) when KeepsAllFields(to) => new IntervalEncoder(to),
        ("interval", _) when from is DurationType duration && KeepsAllFields(to) =>
            new MomentEncoder(duration.Unit, isWide: true, 0, long.MinValue, long.MaxValue, TimePrecision.StepOf(to), isInterval: true),
        (_, ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8) => OfText(to),
        _ => null,
    };

    private static MomentEncoder OfMoment(TimestampType moment, PgType to) =>
        new(moment.Unit, isWide: true, PgEpoch.Micros, FirstMoment, LastMoment, TimePrecision.StepOf(to));

    // interval year to month and its kin drop what is finer than their last field.
    private static bool KeepsAllFields(PgType interval)
    {
        const int AllFields = 0x7FFF, FieldsShift = 16;
        return interval.Modifier < 0 || ((interval.Modifier >> FieldsShift) & AllFields) == AllFields;
    }

    private static CopyEncoder? OfText(PgType to)
    {
        const int LengthOffset = 4;
        int most = to.CatalogName is "varchar" or "bpchar" && to.Modifier >= LengthOffset ? to.Modifier - LengthOffset : int.MaxValue;
        return to.CatalogName switch
        {
            "text" or "citext" or "xml" or "json" or "varchar" or "bpchar" => new TextEncoder(most),
            "name" => new TextEncoder(mostBytes: NameBytes),
            "jsonb" => new VersionedTextEncoder(),
            "money" => new MoneyEncoder(to.MoneyScale),
            _ => null,
        };
    }

    private static CopyEncoder? OfNumeric(ArrowType from, NumericLimits limits) => from.Id switch
    {
        ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 => new DecimalEncoder((DecimalType)from, limits),
        ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => new NumericTextEncoder(limits),
        _ when limits.Scale < 0 => null,
        ArrowTypeId.Int8 => new IntegerNumericEncoder<sbyte>(),
        ArrowTypeId.Int16 => new IntegerNumericEncoder<short>(),
        ArrowTypeId.Int32 => new IntegerNumericEncoder<int>(),
        ArrowTypeId.Int64 => new IntegerNumericEncoder<long>(),
        ArrowTypeId.UInt8 => new IntegerNumericEncoder<byte>(),
        ArrowTypeId.UInt16 => new IntegerNumericEncoder<ushort>(),
        ArrowTypeId.UInt32 => new IntegerNumericEncoder<uint>(),
        ArrowTypeId.UInt64 => new IntegerNumericEncoder<ulong>(),
        _ => null,
    };

    private static CopyEncoder? OfInteger(ArrowType from, int width, long least, long most) => from.Id switch
    {
        ArrowTypeId.Int8 => new IntegerEncoder<sbyte>(width, least, most),
        ArrowTypeId.Int16 => new IntegerEncoder<short>(width, least, most),
        ArrowTypeId.Int32 => new IntegerEncoder<int>(width, least, most),
        ArrowTypeId.Int64 => new IntegerEncoder<long>(width, least, most),
        ArrowTypeId.UInt8 => new IntegerEncoder<byte>(width, least, most),
        ArrowTypeId.UInt16 => new IntegerEncoder<ushort>(width, least, most),
        ArrowTypeId.UInt32 => new IntegerEncoder<uint>(width, least, most),
        ArrowTypeId.UInt64 => new IntegerEncoder<ulong>(width, least, most),
        _ => null,
    };
}
