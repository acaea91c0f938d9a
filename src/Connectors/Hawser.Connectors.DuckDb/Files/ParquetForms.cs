using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>
/// How DuckDB's types lie in the Parquet files that it writes. Types that Parquet (or DuckDB's writer) would change are kept as text or as their nearest type;
/// the file's metadata says what they were, so that reading gives them back.
/// </summary>
/// <remarks>Left alone, DuckDB 1.5 writes HUGEINT as DOUBLE, INTERVAL in milliseconds, TIMETZ in UTC, ENUM as text and ARRAY as LIST.</remarks>
internal static class ParquetForms
{
    /// <summary>The key of the file's metadata under which the types of such columns are kept, as JSON by column.</summary>
    public const string MetadataKey = "hawser.types";

    /// <summary>The key of the file's metadata under which extension types are kept that Parquet does not know: marks as JSON by column.</summary>
    public const string ExtensionsKey = "hawser.marks";

    private static readonly HashSet<TypeId> AsText = [TypeId.HugeInt, TypeId.UHugeInt, TypeId.Bignum, TypeId.Bit, TypeId.TimeTz, TypeId.Interval, TypeId.Enum];

    /// <summary>The type of the file's column; the same when Parquet keeps it.</summary>
    /// <exception cref="ConnectorException">Parquet has no form for it.</exception>
    public static DuckDbType Physical(DuckDbType type) => type.Id switch
    {
        _ when AsText.Contains(type.Id) => new DuckDbType(TypeId.Varchar),
        TypeId.TimestampS or TypeId.TimestampMs => new DuckDbType(TypeId.Timestamp),
        TypeId.List => DuckDbType.List(Physical(type.Members[0].Type)),
        TypeId.Array => DuckDbType.List(Physical(type.Members[0].Type)),
        TypeId.Map => DuckDbType.Map(Physical(type.Members[0].Type), Physical(type.Members[1].Type)),
        TypeId.Struct => new DuckDbType(TypeId.Struct, [.. type.Members.Select(member => member with { Type = Physical(member.Type) })]),
        TypeId.Union => throw new ConnectorException(ConnectorStatus.NotSupported, DuckDbErrors.Connector, $"a Parquet file cannot keep {type}.")
        {
            Hint = "Choose one member in a query, or write an Arrow file.",
        },
        _ => type,
    };

    /// <summary>Whether a type comes back only by the mark in the file's metadata.</summary>
    public static bool NeedsMark(DuckDbType type) => !Physical(type).Equals(type);
}
