
namespace Hawser.Connectors.Postgres.Types;

/// <summary>The spellings of the built-in types that SQL allows besides the catalog's, and the built-in ranges.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/datatype.html, table 8.1, and rangetypes.html.</remarks>
internal static class PgTypeNames
{
    private static readonly Dictionary<string, string> Spellings = Index();

    private static readonly Dictionary<string, (uint Oid, PgTypeKind Kind, string Element)> Ranges = new()
    {
        ["int4range"] = (3904, PgTypeKind.Range, "int4"),
        ["numrange"] = (3906, PgTypeKind.Range, "numeric"),
        ["tsrange"] = (3908, PgTypeKind.Range, "timestamp"),
        ["tstzrange"] = (3910, PgTypeKind.Range, "timestamptz"),
        ["daterange"] = (3912, PgTypeKind.Range, "date"),
        ["int8range"] = (3926, PgTypeKind.Range, "int8"),
        ["int4multirange"] = (4451, PgTypeKind.Multirange, "int4"),
        ["nummultirange"] = (4532, PgTypeKind.Multirange, "numeric"),
        ["tsmultirange"] = (4533, PgTypeKind.Multirange, "timestamp"),
        ["tstzmultirange"] = (4534, PgTypeKind.Multirange, "timestamptz"),
        ["datemultirange"] = (4535, PgTypeKind.Multirange, "date"),
        ["int8multirange"] = (4536, PgTypeKind.Multirange, "int8"),
    };

    /// <summary>The type of a name without schema, modifiers and brackets, in lower case; null when it is not one that we know.</summary>
    public static PgType? Find(string name)
    {
        if (Ranges.TryGetValue(name, out var range))
        {
            return new PgType(range.Oid, name, name, range.Kind) { Element = Find(range.Element) };
        }

        return Spellings.TryGetValue(name, out string? catalogName) && PgScalars.Find(new PgType(0, catalogName, catalogName, PgTypeKind.Base)) is { } form
            ? new PgType(form.Oid, form.CatalogName, form.SqlName, PgTypeKind.Base)
            : null;
    }

    private static Dictionary<string, string> Index()
    {
        var names = new Dictionary<string, string>
        {
            ["int"] = "int4",
            ["decimal"] = "numeric",
            ["dec"] = "numeric",
            ["float"] = "float8",
            ["char"] = "bpchar",
            ["timestamp"] = "timestamp",
            ["time"] = "time",
        };
        foreach (PgScalarForm form in PgScalars.All)
        {
            names[form.CatalogName] = form.CatalogName;
            names[form.SqlName] = form.CatalogName;
        }

        return names;
    }
}
