using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>The names of the types without parameters, as duckdb_columns() and CREATE TABLE write them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<TypeId, string> ById = new()
    {
        [TypeId.Boolean] = "BOOLEAN",
        [TypeId.TinyInt] = "TINYINT",
        [TypeId.SmallInt] = "SMALLINT",
        [TypeId.Integer] = "INTEGER",
        [TypeId.BigInt] = "BIGINT",
        [TypeId.UTinyInt] = "UTINYINT",
        [TypeId.USmallInt] = "USMALLINT",
        [TypeId.UInteger] = "UINTEGER",
        [TypeId.UBigInt] = "UBIGINT",
        [TypeId.HugeInt] = "HUGEINT",
        [TypeId.UHugeInt] = "UHUGEINT",
        [TypeId.Bignum] = "BIGNUM",
        [TypeId.Float] = "FLOAT",
        [TypeId.Double] = "DOUBLE",
        [TypeId.Varchar] = "VARCHAR",
        [TypeId.Blob] = "BLOB",
        [TypeId.Bit] = "BIT",
        [TypeId.Date] = "DATE",
        [TypeId.Time] = "TIME",
        [TypeId.TimeNs] = "TIME_NS",
        [TypeId.TimeTz] = "TIME WITH TIME ZONE",
        [TypeId.Timestamp] = "TIMESTAMP",
        [TypeId.TimestampS] = "TIMESTAMP_S",
        [TypeId.TimestampMs] = "TIMESTAMP_MS",
        [TypeId.TimestampNs] = "TIMESTAMP_NS",
        [TypeId.TimestampTz] = "TIMESTAMP WITH TIME ZONE",
        [TypeId.Interval] = "INTERVAL",
        [TypeId.Uuid] = "UUID",
        [TypeId.SqlNull] = "\"NULL\"",
        [TypeId.Geometry] = "GEOMETRY",
        [TypeId.Variant] = "VARIANT",
    };

    private static readonly Dictionary<string, TypeId> ByName =
        ById.ToDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The SQL name; an unknown type names its number.</summary>
    public static string Of(TypeId id) => ById.TryGetValue(id, out var name) ? name : $"type {(int)id}";

    public static bool TryParse(string name, out TypeId id) => ByName.TryGetValue(name, out id);
}
