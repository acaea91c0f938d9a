using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Read.TextForms;

/// <summary>Which text form a type has.</summary>
internal static class TextFormsOfTypes
{
    /// <summary>The form of a type that the type map reads as text; null when it reads it so from its binary form already, or not as text.</summary>
    public static ITextForm? Find(PgType type) => type.Base.Kind switch
    {
        PgTypeKind.Enum => PlainText.Instance,
        PgTypeKind.Range => Find(type.Base.Element!) is { } bound ? new RangeText(bound) : null,
        PgTypeKind.Multirange => Find(Bound(type.Base)) is { } bound ? new MultirangeText(bound) : null,
        PgTypeKind.Base => OfName(type.Base),
        _ => null,
    };

    // A multirange's element is its range's bound, or the range itself.
    private static PgType Bound(PgType type) => type.Element!.Base is { Kind: PgTypeKind.Range } range ? range.Element! : type.Element!;

    private static ITextForm? OfName(PgType type) => type.CatalogName switch
    {
        "text" or "varchar" or "bpchar" or "name" or "citext" or "xml" => PlainText.Instance,
        "bool" => BooleanText.Instance,
        "int2" or "int4" or "int8" => IntegerText.Instance,
        "oid" => OidText.Instance,
        "float4" or "float8" => FloatText.Instance,
        "numeric" => NumericText.Instance,
        "money" => new MoneyText(type.MoneyScale),
        "date" => DateText.Instance,
        "timestamp" => TimestampText.Local,
        "timestamptz" => TimestampText.Utc,
        "time" => TimeText.Instance,
        "timetz" => TimeTzText.Instance,
        "interval" => IntervalText.Instance,
        "uuid" => UuidText.Instance,
        "bytea" => ByteaText.Instance,
        "inet" => new NetworkText(isNetwork: false),
        "cidr" => new NetworkText(isNetwork: true),
        "macaddr" => new MacText(6),
        "macaddr8" => new MacText(8),
        "bit" or "varbit" => BitText.Instance,
        "point" or "line" or "lseg" or "box" or "path" or "polygon" or "circle" => new GeometryText(type.CatalogName),
        "tsvector" => TextSearchText.Instance,
        "jsonpath" or "ltree" => new VersionedText(type.CatalogName),
        "pg_lsn" => LogPositionText.Instance,
        "hstore" => HstoreText.Instance,
        _ => null,
    };
}
