using Hawser.Arrow;
using static Hawser.Connectors.Fidelity;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>THE table of base types. What is not in it is read as opaque bytes under its name.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/datatype.html; the numbers are those of pg_type.dat, the same in every database.</remarks>
internal static class PgScalars
{
    private const string NoNul = "a text there holds no NUL character";
    private const string Infinite = "±infinity and moments outside ±292,000 years around 1970 have no Arrow form";
    private const string NoEarly = "days before 4714-11-24 BC do not exist there, and Arrow's reach ends sooner";
    private const string OfDay = "24:00 has no Arrow form; a time of day there is between 00:00 and 24:00";
    private const string AsText = "kept as PostgreSQL writes it";

    private static readonly TimestampType Moment = new(TimeUnit.Microsecond);
    private static readonly TimestampType Instant = new(TimeUnit.Microsecond, "UTC");

    /// <summary>The table.</summary>
    public static IReadOnlyList<PgScalarForm> All { get; } =
    [
        new("bool", "boolean", ArrowType.Boolean, Exact, Exact) { Oid = 16 },
        new("int2", "smallint", ArrowType.Int16, Exact, Exact) { Oid = 21 },
        new("int4", "integer", ArrowType.Int32, Exact, Exact) { Oid = 23 },
        new("int8", "bigint", ArrowType.Int64, Exact, Exact) { Oid = 20 },
        new("float4", "real", ArrowType.Float32, Exact, Exact) { Oid = 700 },
        new("float8", "double precision", ArrowType.Float64, Exact, Exact) { Oid = 701 },
        Text("numeric", 1700, "its digits as text, so that any number of them, NaN and ±Infinity are kept"),
        new("text", "text", ArrowType.Utf8, Exact, Checked, NoNul) { Oid = 25 },
        new("varchar", "character varying", ArrowType.Utf8, Exact, Checked, NoNul) { Oid = 1043, IsMarked = true },
        new("bpchar", "character", ArrowType.Utf8, Exact, Checked, "with the spaces that fill it up") { Oid = 1042, IsMarked = true },
        new("name", "name", ArrowType.Utf8, Exact, Checked, "at most 63 bytes") { Oid = 19, IsMarked = true },
        new("citext", "citext", ArrowType.Utf8, Exact, Checked, NoNul) { IsMarked = true },
        new("xml", "xml", ArrowType.Utf8, Exact, Checked, "must be well-formed") { Oid = 142, IsMarked = true },
        new("bytea", "bytea", ArrowType.Binary, Exact, Exact) { Oid = 17 },
        new("date", "date", ArrowType.Date32, Checked, Checked, $"±infinity has no Arrow form; {NoEarly}") { Oid = 1082 },
        new("timestamp", "timestamp without time zone", Moment, Checked, Checked, $"{Infinite}; {NoEarly}") { Oid = 1114 },
        new("timestamptz", "timestamp with time zone", Instant, Checked, Checked, $"{Infinite}; {NoEarly}") { Oid = 1184 },
        new("time", "time without time zone", new TimeType(TimeUnit.Microsecond), Checked, Checked, OfDay) { Oid = 1083 },
        new("interval", "interval", ArrowType.IntervalMonthDayNano, Checked, Checked, "microseconds there, 64 bits of nanoseconds here") { Oid = 1186 },
        new("uuid", "uuid", new FixedSizeBinaryType(16), Exact, Exact) { Oid = 2950, Extension = ExtensionNames.Uuid },
        new("json", "json", ArrowType.Utf8, Exact, Checked, "must be valid JSON") { Oid = 114, Extension = ExtensionNames.Json },
        new("jsonb", "jsonb", ArrowType.Utf8, Exact, Checked, "must be valid JSON without NUL; the server orders its keys") { Oid = 3802, Extension = ExtensionNames.Json, IsMarked = true },
        new("oid", "oid", ArrowType.UInt32, Exact, Exact) { Oid = 26, IsMarked = true },
        Text("timetz", 1266, "its text, with the offset", "time with time zone"),
        Text("money", 790, "its digits as text, without the currency"),
        Text("inet", 869),
        Text("cidr", 650),
        Text("macaddr", 829),
        Text("macaddr8", 774),
        Text("bit", 1560, "zeros and ones as text"),
        Text("varbit", 1562, "zeros and ones as text", "bit varying"),
        Text("point", 600),
        Text("line", 628),
        Text("lseg", 601),
        Text("box", 603),
        Text("path", 602),
        Text("polygon", 604),
        Text("circle", 718),
        Text("tsvector", 3614),
        Text("jsonpath", 4072),
        Text("pg_lsn", 3220),
        Text("hstore", 0),
        Text("ltree", 0),
    ];

    private static readonly Dictionary<uint, PgScalarForm> ByOid = All.Where(form => form.Oid != 0).ToDictionary(form => form.Oid);

    private static readonly Dictionary<string, PgScalarForm> ByName = All.ToDictionary(form => form.CatalogName);

    /// <summary>The line of a base type; null when it is not in the table.</summary>
    public static PgScalarForm? Find(PgType type)
    {
        if (type.Kind != PgTypeKind.Base)
        {
            return null;
        }

        return ByOid.GetValueOrDefault(type.Oid) ?? (ByName.GetValueOrDefault(type.CatalogName) is { } form && (type.Oid == 0 || form.Oid == 0) ? form : null);
    }

    private static PgScalarForm Text(string name, uint oid, string note = AsText, string? sqlName = null) =>
        new(name, sqlName ?? name, ArrowType.Utf8, Encoded, Exact, note) { Oid = oid, Extension = ExtensionNames.Opaque };
}
