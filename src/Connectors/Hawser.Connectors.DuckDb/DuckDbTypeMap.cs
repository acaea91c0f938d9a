using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.DuckDb;

/// <summary>DuckDB's types and Arrow's. The scalars are one table; types made of others are described by <see cref="SourceForms"/> and <see cref="SinkForms"/>.</summary>
internal sealed class DuckDbTypeMap : TypeMap
{
    private const string Infinite = "±infinity has no Arrow form";
    private const string NoInfinite = "the ends of Arrow's range mean infinity there";

    /// <summary>The table of types without parameters.</summary>
    internal static readonly IReadOnlyList<ScalarForm> Scalars =
    [
        new(TypeId.Boolean, ArrowType.Boolean, Exact, Exact),
        new(TypeId.TinyInt, ArrowType.Int8, Exact, Exact),
        new(TypeId.SmallInt, ArrowType.Int16, Exact, Exact),
        new(TypeId.Integer, ArrowType.Int32, Exact, Exact),
        new(TypeId.BigInt, ArrowType.Int64, Exact, Exact),
        new(TypeId.UTinyInt, ArrowType.UInt8, Exact, Exact),
        new(TypeId.USmallInt, ArrowType.UInt16, Exact, Exact),
        new(TypeId.UInteger, ArrowType.UInt32, Exact, Exact),
        new(TypeId.UBigInt, ArrowType.UInt64, Exact, Exact),
        new(TypeId.HugeInt, DecimalType.Decimal256(39, 0), Exact, Checked, "39 digits reach beyond ±2^127"),
        new(TypeId.UHugeInt, DecimalType.Decimal256(39, 0), Exact, Checked, "39 digits reach beyond 2^128") { IsMarked = true },
        new(TypeId.Float, ArrowType.Float32, Exact, Exact),
        new(TypeId.Double, ArrowType.Float64, Exact, Exact),
        new(TypeId.Varchar, ArrowType.Utf8, Exact, Exact),
        new(TypeId.Blob, ArrowType.Binary, Exact, Exact),
        new(TypeId.Date, ArrowType.Date32, Checked, Checked, Infinite),
        new(TypeId.Time, new TimeType(TimeUnit.Microsecond), Exact, Checked, "a time of day is between 00:00 and 24:00"),
        new(TypeId.TimeNs, new TimeType(TimeUnit.Nanosecond), Exact, Checked, "a time of day is between 00:00 and 24:00"),
        new(TypeId.Timestamp, new TimestampType(TimeUnit.Microsecond), Checked, Checked, $"{Infinite}; {NoInfinite}"),
        new(TypeId.TimestampS, new TimestampType(TimeUnit.Second), Checked, Checked, $"{Infinite}; {NoInfinite}"),
        new(TypeId.TimestampMs, new TimestampType(TimeUnit.Millisecond), Checked, Checked, $"{Infinite}; {NoInfinite}"),
        new(TypeId.TimestampNs, new TimestampType(TimeUnit.Nanosecond), Checked, Checked, $"{Infinite}; {NoInfinite}"),
        new(TypeId.TimestampTz, new TimestampType(TimeUnit.Microsecond, "UTC"), Checked, Checked, $"{Infinite}; {NoInfinite}"),
        new(TypeId.Interval, ArrowType.IntervalMonthDayNano, Checked, Checked, "microseconds there, 64 bits of nanoseconds here"),
        new(TypeId.Uuid, new FixedSizeBinaryType(16), Exact, Exact) { Extension = ExtensionNames.Uuid },
        new(TypeId.Bit, ArrowType.Utf8, Encoded, Exact, "kept as zeros and ones") { Extension = ExtensionNames.Opaque },
        new(TypeId.Bignum, ArrowType.Utf8, Encoded, Exact, "kept as decimal digits") { Extension = ExtensionNames.Opaque },
        new(TypeId.TimeTz, ArrowType.Utf8, Encoded, Exact, "kept as text with its offset") { Extension = ExtensionNames.Opaque },
        new(TypeId.Geometry, ArrowType.Binary, Encoded, Exact, "kept as well-known binary") { Extension = ExtensionNames.Opaque },
        new(TypeId.SqlNull, ArrowType.Null, Exact, Widened, "a column of the null type becomes INTEGER"),
    ];

    private static readonly TypeMapRow[] Nested =
    [
        new("DECIMAL(p,s)", "decimal128(p, s)", Exact, Exact),
        new("JSON", "utf8 [arrow.json]", Exact, Exact),
        new("ENUM(…)", "dictionary<uint8, utf8, ordered>", Exact, Exact, "the index is as wide as DuckDB's: uint8, uint16 or uint32; the labels are in the field's metadata"),
        new("T[]", "list<T>", Exact, Exact, "as exact as its items"),
        new("T[n]", "fixed_size_list<T>[n]", Exact, Exact, "as exact as its items"),
        new("STRUCT(…)", "struct<…>", Exact, Exact, "as exact as its members"),
        new("MAP(K, V)", "map<K, V>", Exact, Exact, "as exact as its keys and values"),
        new("UNION(…)", "sparse_union<…>, written from dense_union<…> too", Checked, Exact, "a NULL inside the first member cannot be told from a NULL union; written as exact as its members"),
        new("VARIANT", "struct<keys, children, values, data> [arrow.opaque]", Encoded, Exact, "kept as DuckDB stores it"),
        new("DECIMAL(p-s,0)", "decimal128(p, s < 0), decimal256(p <= 38, s)", null, Widened),
        new("as its storage", "other extension types", Encoded, Encoded, "marked in the column's comment; inside nested types the mark is not kept"),
        new("VARCHAR", "large_utf8", null, Exact),
        new("BLOB", "large_binary", null, Exact),
        new("BLOB", "fixed_size_binary(n)", null, Widened),
        new("VARCHAR", "dictionary<…, utf8>", null, Widened, "an ENUM needs its labels in the field's metadata"),
        new("TIME", "time32", null, Widened),
        new("TIMESTAMPTZ", "timestamp[s|ms|ns, zone]", null, Checked, "microseconds there; the instant is kept, the name of the zone is not"),
        new("INTERVAL", "duration", null, Checked, "microseconds there"),
        new("VARCHAR", "decimal256(p > 38, s)", null, Widened, "kept as decimal digits"),
    ];

    private static readonly Dictionary<TypeId, ScalarForm> ByNative = Scalars.ToDictionary(form => form.Native);

    private DuckDbTypeMap()
    {
    }

    public static DuckDbTypeMap Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows => field ??=
    [
        .. Scalars.Select(form => new TypeMapRow(
            TypeNames.Of(form.Native), form.Extension is { } extension ? $"{form.Arrow} [{extension}]" : form.Arrow.ToString(), form.Read, form.Write, form.Note)),
        .. Nested,
    ];

    /// <inheritdoc/>
    public override SourceColumn ToArrow(string nativeType) => SourceForms.Of(DuckDbTypeParser.Parse(nativeType));

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field) => SinkForms.Of(field, "in the column's comment");

    /// <summary>The row of a type without parameters; null when it is not in the table.</summary>
    internal static ScalarForm? Find(TypeId native) => ByNative.GetValueOrDefault(native);
}
