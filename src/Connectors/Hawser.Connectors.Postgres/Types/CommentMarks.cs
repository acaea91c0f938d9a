using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>What a mark in a column's comment makes of the column: json that comes back as the nested values that it was made of, and extension types that come back in their storage form.</summary>
internal static class CommentMarks
{
    /// <summary>How a marked column is read; null when the mark does not fit the type, and then it is no mark.</summary>
    public static SourceColumn? Apply(PgType type, Field? mark)
    {
        // PostgreSQL's own types need no mark: one that claims a column to hold the bytes of another type was not written by us.
        if (mark is null || FieldMarks.Read(mark) is not null || type.Kind is PgTypeKind.Domain)
        {
            return null;
        }

        SourceColumn plain = SourceForms.Of(type);
        if (mark.Type is NestedType && IsJson(type))
        {
            return new SourceColumn(mark, Fidelity.Checked, "JSON by the mark in the column's comment; only values of that type fit");
        }

        bool isExtension = plain.Field.ExtensionName is null && ColumnMark.IsSameStorage(plain.Field.Type, mark.Type) && !mark.Equals(ColumnMark.Keep(plain.Field));
        return isExtension && mark.Type is not DictionaryType ? plain with { Field = mark } : null;
    }

    /// <summary>The mark that a column needs to be read as a field; null when it needs none, or none would do.</summary>
    public static Field? For(PgType type, Field field)
    {
        if (FieldMarks.CarriedMark(field) is { } carried)
        {
            return Apply(type, carried) is null ? null : carried;
        }

        Field wanted = ColumnMark.Keep(field).WithName("").WithNullable(true);
        Field plain = ColumnMark.Keep(SourceForms.Of(type).Field);
        return wanted.Equals(plain) || Apply(type, wanted) is null ? null : wanted;
    }

    private static bool IsJson(PgType type) => type is { Kind: PgTypeKind.Base, CatalogName: "json" or "jsonb" };
}
