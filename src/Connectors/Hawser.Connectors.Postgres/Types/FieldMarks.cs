using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>How a field says which PostgreSQL type it came from, where its Arrow type alone does not.</summary>
internal static class FieldMarks
{
    /// <summary>The metadata key of the native type's text, on fields whose Arrow type several PostgreSQL types share.</summary>
    public const string TypeKey = "postgres:type";

    /// <summary>The metadata key of the mark in a column's comment, on fields that are read as the server's own bytes: what another PostgreSQL database is to write into its comment.</summary>
    public const string CommentMarkKey = "postgres:comment_mark";

    /// <summary>The vendor of opaque fields.</summary>
    public const string Vendor = "PostgreSQL";

    /// <summary>The field with its native type noted.</summary>
    public static Field Mark(Field field, PgType type) => field.WithMetadata(field.Metadata.With(TypeKey, type.Name));

    /// <summary>An opaque field of a PostgreSQL type.</summary>
    public static Field Opaque(ArrowType storage, PgType type) => OpaqueField.Make(storage, type.Name, Vendor);

    /// <summary>Whether a field is opaque of PostgreSQL over binary: its values are the server's own binary form, whatever the type.</summary>
    public static bool IsRaw(Field field) => field.Type.Id == ArrowTypeId.Binary && OpaqueField.NameOf(field, Vendor) is not null;

    /// <summary>The PostgreSQL type that a field is marked with; null when it bears no mark, or another engine's.</summary>
    public static PgType? Read(Field field) => (field.Metadata[TypeKey] ?? OpaqueField.NameOf(field, Vendor)) is { } text ? PgTypeText.Parse(text) : null;

    /// <summary>The mark that a field carries from one database's comment to another's; null when there is none.</summary>
    public static Field? CarriedMark(Field field) => field.Metadata[CommentMarkKey] is { } text && ColumnMark.TryRead(text, out Field? mark) ? mark : null;

    /// <summary>The field with the mark of its column's comment.</summary>
    public static Field Carry(Field field, Field? mark) => mark is not null && ColumnMark.Write(mark) is { } text ? field.WithMetadata(field.Metadata.With(CommentMarkKey, text)) : field;
}
