using Hawser.Arrow;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Chooses the encoder of a column by its Arrow field and the column at the server.</summary>
internal static class FieldEncoders
{
    private static readonly Int128 NoLimit = Int128.MaxValue;

    /// <summary>The encoder; null when values of the field cannot be kept whole in the column.</summary>
    /// <param name="field">What comes.</param>
    /// <param name="type">The column's type.</param>
    /// <param name="stored">What reading the column gives.</param>
    /// <param name="isMariaDb">Which family the server is of.</param>
    public static FieldEncoder? Create(Field field, MySqlType type, Field stored, bool isMariaDb) => field.Type switch
    {
        { Id: ArrowTypeId.Null } => new NullEncoder(),
        DictionaryType dictionary => Create(field.WithType(dictionary.Value), type, stored, isMariaDb) is { } values ? new DictionaryEncoder(values) : null,
        NestedType => type.Name == "json" || (type.IsText && ColumnMark.IsSameStorage(stored.Type, field.Type)) ? new SpelledEncoder(field) : null,
        _ => OfNumber(field, type, stored, isMariaDb) ?? OfMoment(field, type, stored) ?? OfText(field, type, stored) ?? OfBytes(field, type),
    };

    private static FieldEncoder? OfNumber(Field field, MySqlType type, Field stored, bool isMariaDb) => (type.Name, field.Type) switch
    {
        ("tinyint", { Id: ArrowTypeId.Boolean }) => new BooleanEncoder(),
        ("bigint", DurationType span) when span.Equals(stored.Type) => new IntegerEncoder<long>(long.MinValue, long.MaxValue),
        ("tinyint", _) => OfInteger(field.Type, type, 8),
        ("smallint", _) => OfInteger(field.Type, type, 16),
        ("mediumint", _) => OfInteger(field.Type, type, 24),
        ("int", _) => OfInteger(field.Type, type, 32),
        ("bigint", _) => OfInteger(field.Type, type, 64),
        ("year", _) => OfInteger(field.Type, -NoLimit, NoLimit) is { } numbers ? new YearEncoder(numbers) : null,
        ("bit", { Id: ArrowTypeId.Boolean or ArrowTypeId.UInt64 }) => new BitEncoder(type.Length ?? 1),
        ("float" or "double", { Id: ArrowTypeId.Float32 }) when KeepsDigits(field, type) => new FloatEncoder(isSingle: true, keepsNegativeZero: !isMariaDb),
        ("double", { Id: ArrowTypeId.Float64 }) when KeepsDigits(field, type) => new FloatEncoder(isSingle: false, keepsNegativeZero: !isMariaDb),
        ("decimal", DecimalType number) => new DecimalEncoder(number, type.Scale),
        ("decimal", _) => OfInteger(field.Type, -NoLimit, NoLimit),
        _ => null,
    };

    // float(7,2) rounds without a word; what comes from such a column is rounded already.
    private static bool KeepsDigits(Field field, MySqlType type) => type.Length is null || field.Metadata[FieldMarks.TypeKey] == type.Text;

    private static FieldEncoder? OfInteger(ArrowType from, MySqlType type, int bits) => type.IsUnsigned
        ? OfInteger(from, 0, (Int128.One << bits) - 1)
        : OfInteger(from, -(Int128.One << (bits - 1)), (Int128.One << (bits - 1)) - 1);

    private static FieldEncoder? OfInteger(ArrowType from, Int128 least, Int128 most) => from.Id switch
    {
        ArrowTypeId.Int8 => new IntegerEncoder<sbyte>(least, most),
        ArrowTypeId.Int16 => new IntegerEncoder<short>(least, most),
        ArrowTypeId.Int32 => new IntegerEncoder<int>(least, most),
        ArrowTypeId.Int64 => new IntegerEncoder<long>(least, most),
        ArrowTypeId.UInt8 => new IntegerEncoder<byte>(least, most),
        ArrowTypeId.UInt16 => new IntegerEncoder<ushort>(least, most),
        ArrowTypeId.UInt32 => new IntegerEncoder<uint>(least, most),
        ArrowTypeId.UInt64 => new IntegerEncoder<ulong>(least, most),
        _ => null,
    };

    private static FieldEncoder? OfMoment(Field field, MySqlType type, Field stored) => (type.Name, field.Type) switch
    {
        ("date", { Id: ArrowTypeId.Date32 }) => new DateEncoder(),
        ("datetime" or "timestamp", TimestampType moment) when IsInstant(type, stored) == (moment.Zone is not null) => new MomentEncoder(moment.Unit, type.Length ?? 0),
        ("time", DurationType span) => new TimeEncoder(span.Unit, isWide: true, type.Length ?? 0),
        ("time", TimeType time) => new TimeEncoder(time.Unit, time.BitWidth == 64, type.Length ?? 0) { IsOfDay = true },
        ("date" or "datetime" or "timestamp", { Id: ArrowTypeId.Utf8 }) when IsOwn(field, type) => new TextEncoder(),
        _ => null,
    };

    // datetime has no zone, unless it is marked as that of instants in UTC.
    private static bool IsInstant(MySqlType type, Field stored) => type.Name == "timestamp" || stored.Type is TimestampType { Zone: not null };

    private static FieldEncoder? OfText(Field field, MySqlType type, Field stored) => (type, field.Type.Id) switch
    {
        ({ Name: "enum" or "set" }, ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8) => new LabelEncoder(type.Labels, type.Name == "set"),
        ({ Name: "json" }, ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8) => new TextEncoder(),
        ({ Name: "inet4" or "inet6" }, ArrowTypeId.Utf8) when IsOwn(field, type) => new TextEncoder(),
        ({ IsText: true }, ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8) => new TextEncoder(type.Name is "char" or "varchar" ? type.Length ?? 1 : int.MaxValue, keepsSpaces: type.Name != "char"),
        ({ IsText: true }, ArrowTypeId.Decimal128 or ArrowTypeId.Decimal256 or ArrowTypeId.IntervalMonthDayNano) when stored.Type.Equals(field.Type) => new SpelledEncoder(field),
        _ => null,
    };

    private static BytesEncoder? OfBytes(Field field, MySqlType type) => (type, field.Type.Id) switch
    {
        ({ Name: "uuid" }, ArrowTypeId.FixedSizeBinary) when field.Type.ByteWidth == 16 => new BytesEncoder(),
        ({ IsBytes: true }, ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary) => new BytesEncoder(type.Name == "binary" ? type.Length ?? 1 : null),
        ({ IsText: false }, ArrowTypeId.Binary) when IsOwn(field, type) => new BytesEncoder(),
        _ => null,
    };

    // The server's own text or bytes of such a type: of another's they would be read as something else without a word.
    private static bool IsOwn(Field field, MySqlType type) =>
        FieldMarks.Read(field) is { } marked && (marked.Name == type.Name || (marked.IsGeometry && type.IsGeometry));
}
