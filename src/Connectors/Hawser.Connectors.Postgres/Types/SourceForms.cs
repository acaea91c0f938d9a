using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>How a PostgreSQL type is read: base types by the table, the others from their parts. The one place where a field is decided for a type.</summary>
internal static class SourceForms
{
    private const int MostNesting = 32;

    private const string NoNaN = "NaN has no Arrow form";
    private const string OneDimension = "one dimension that begins at 1 fits";

    /// <summary>The field of a column, marked with its native type where that is needed to come back.</summary>
    public static SourceColumn Of(PgType type)
    {
        SourceColumn form = Find(type, MostNesting);
        return NeedsMark(type.Base) && form.Field.ExtensionName != ExtensionNames.Opaque ? form with { Field = FieldMarks.Mark(form.Field, type.Base) } : form;
    }

    /// <summary>The field of a column that is read as the server's own bytes, exact for every type and good for PostgreSQL alone.</summary>
    public static SourceColumn Encoded(PgType type) => new(FieldMarks.Opaque(ArrowType.Binary, type), Fidelity.Encoded, "kept as PostgreSQL's own bytes");

    /// <summary>Whether every value of the type is read exactly into an Arrow form that gives it back exactly, so that it need not be read as the server's own bytes.</summary>
    public static bool IsPlain(PgType type) =>
        type.CatalogName is "bool" or "int2" or "int4" or "int8" or "float4" or "float8" or "text" or "varchar" or "bytea" or "uuid" or "json" or "oid" && PgScalars.Find(type) is not null;

    /// <summary>Whether values can be written as text by us: opaque types whose text form is in the table, and what every engine writes the same.</summary>
    internal static bool HasText(PgType type) => type.Kind switch
    {
        PgTypeKind.Base => PgScalars.Find(type) is { } form && form.Extension != ExtensionNames.Json,
        PgTypeKind.Enum => true,
        PgTypeKind.Domain => HasText(type.Base),
        _ => false,
    };

    private static SourceColumn Find(PgType type, int depth)
    {
        if (depth == 0)
        {
            return Unknown(type);
        }

        return type.Kind switch
        {
            PgTypeKind.Base when type.CatalogName == "numeric" && type.Precision is not null => OfNumeric(type),
            PgTypeKind.Base when PgScalars.Find(type) is { } form => OfScalar(type, form),
            PgTypeKind.Domain => OfUsers(type, Find(type.Element!, depth - 1), "its base"),
            PgTypeKind.Enum => OfUsers(type, new SourceColumn(new Field("", new DictionaryType(ArrowType.Int32, ArrowType.Utf8, ordered: true)), Fidelity.Exact), "its labels"),
            PgTypeKind.Array => OfArray(type, depth),
            PgTypeKind.Composite when type.Fields.Count > 0 => OfComposite(type, depth),
            PgTypeKind.Range or PgTypeKind.Multirange when HasText(type.Element!) => new SourceColumn(FieldMarks.Opaque(ArrowType.Utf8, type), Fidelity.Encoded, "kept as PostgreSQL writes it"),
            _ => Unknown(type),
        };
    }

    private static SourceColumn Unknown(PgType type) => !type.HasBinary
        ? new SourceColumn(FieldMarks.Opaque(ArrowType.Utf8, type), Fidelity.Encoded, "kept as PostgreSQL writes it")
        : new SourceColumn(FieldMarks.Opaque(ArrowType.Binary, type), Fidelity.Encoded, "kept as PostgreSQL's own bytes");

    private static SourceColumn OfScalar(PgType type, PgScalarForm form)
    {
        Field field = form.Extension switch
        {
            ExtensionNames.Opaque => FieldMarks.Opaque(form.Arrow, type),
            { } extension => Field.Extension("", form.Arrow, extension),
            null => new Field("", form.Arrow),
        };
        return new SourceColumn(field, form.Read, form.Read == Fidelity.Exact ? null : form.Note);
    }

    private static SourceColumn OfNumeric(PgType type)
    {
        int digits = Math.Max(type.Scale < 0 ? type.Precision!.Value - type.Scale : type.Precision!.Value, type.Scale);
        return digits <= DecimalType.MaxPrecision256
            ? new SourceColumn(new Field("", DecimalType.OfPrecision(digits, Math.Max(type.Scale, 0))), Fidelity.Checked, NoNaN)
            : new SourceColumn(FieldMarks.Opaque(ArrowType.Utf8, type), Fidelity.Encoded, $"its digits as text: Arrow's decimals have at most {DecimalType.MaxPrecision256}");
    }

    private static SourceColumn OfArray(PgType type, int depth)
    {
        SourceColumn item = Find(type.Element!, depth - 1);
        return new SourceColumn(new Field("", new ListType(item.Field.WithName("item"))), Worse(item.Fidelity, Fidelity.Checked), item.Note is null ? OneDimension : $"{OneDimension}; {item.Note}");
    }

    private static SourceColumn OfComposite(PgType type, int depth)
    {
        SourceColumn[] members = [.. type.Fields.Select(field => Find(field.Type, depth - 1))];
        Fidelity worst = members.Aggregate(Fidelity.Exact, (fidelity, member) => Worse(fidelity, member.Fidelity));
        int at = Array.FindIndex(members, member => member.Fidelity == worst && member.Note is not null);
        var shape = new StructType(members.Select((member, i) => member.Field.WithName(type.Fields[i].Name)));
        return OfUsers(type, new SourceColumn(new Field("", shape), worst, at < 0 ? null : $"in \"{type.Fields[at].Name}\": {members[at].Note}"), "a struct");
    }

    // Another engine gives back what the type is made of. A PostgreSQL database gets it as it is.
    private static SourceColumn OfUsers(PgType type, SourceColumn form, string what)
    {
        string note = $"read as {what}; that it is of type {type.Name} is not kept by other engines";
        return form with { Fidelity = Worse(form.Fidelity, Fidelity.Widened), Note = form.Note is null ? note : $"{form.Note}; {note}" };
    }

    private static bool NeedsMark(PgType type) => type.Kind switch
    {
        PgTypeKind.Enum or PgTypeKind.Composite => true,
        PgTypeKind.Array => NeedsMark(type.Element!.Base),
        PgTypeKind.Base => PgScalars.Find(type) is { IsMarked: true } || HasOwnModifier(type),
        _ => false,
    };

    // The digits of numeric are the Arrow type's own; those of a timestamp, time or interval are not.
    private static bool HasOwnModifier(PgType type) =>
        type.CatalogName is "timestamp" or "timestamptz" or "time" or "interval" && type.Name != PgScalars.Find(type)?.SqlName;

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;
}
