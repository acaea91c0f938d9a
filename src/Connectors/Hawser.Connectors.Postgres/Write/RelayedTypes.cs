using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// Decides whether the bytes in which one server sends a column are what another takes for it. That holds for built-in types of the same number whose binary form has been the same in every
/// version and says nothing about the database that it comes from, for arrays and ranges of these, and for enums, which travel as their labels.
/// </summary>
/// <remarks>
/// Source: the types' send and receive functions in src/backend/utils/adt. Not among them: reg… types and others that hold numbers of a catalog's rows; money, whose scale the database decides;
/// composites and users' types, whose bytes hold such numbers or are known to their extension alone.
/// </remarks>
internal static class RelayedTypes
{
    private const uint FirstOfUsers = 16_384;
    private const int FirstWithInfiniteInterval = 17;

    private static readonly HashSet<string> Same =
    [
        "bool", "int2", "int4", "int8", "oid", "float4", "float8", "numeric", "text", "varchar", "bpchar", "name", "bytea", "uuid", "date", "time", "timetz", "timestamp", "timestamptz",
        "interval", "json", "jsonb", "jsonpath", "inet", "cidr", "macaddr", "macaddr8", "bit", "varbit", "point", "line", "lseg", "box", "path", "polygon", "circle", "tsvector", "pg_lsn",
    ];

    /// <summary>Whether a target takes what a scan sends, column by column, without any of it being changed on the way.</summary>
    /// <param name="source">What is sent.</param>
    /// <param name="sourceVersion">The major version of the server that sends.</param>
    /// <param name="target">The target, which may leave no column out and make nothing of its own from what comes.</param>
    /// <param name="targetVersion">The major version of the server that takes.</param>
    public static bool Fit(IReadOnlyList<PgColumn> source, int sourceVersion, LoadTarget target, int targetVersion)
    {
        bool isPlain = target.Stage is null && target.Columns.Count == source.Count;
        bool hasNewIntervals = sourceVersion >= FirstWithInfiniteInterval && targetVersion < FirstWithInfiniteInterval;
        return isPlain && target.Columns.Select((column, i) => column.Source == i && IsSame(source[i].Type.Base, column.Type.Base, hasNewIntervals)).All(isSame => isSame);
    }

    // A modifier that the target has and the source has not would round or cut values without a word.
    private static bool IsSame(PgType from, PgType to, bool hasNewIntervals) => (from.Kind, to.Kind) switch
    {
        (PgTypeKind.Enum, PgTypeKind.Enum) => true,
        _ when from.Oid != to.Oid || from.Oid >= FirstOfUsers || from.Kind != to.Kind || (to.Modifier >= 0 && to.Modifier != from.Modifier) => false,
        (PgTypeKind.Base, _) => Same.Contains(from.CatalogName) && !(hasNewIntervals && from.CatalogName == "interval"),
        (PgTypeKind.Array or PgTypeKind.Range or PgTypeKind.Multirange, _) => IsSame(from.Element!, to.Element!, hasNewIntervals),
        _ => false,
    };
}
