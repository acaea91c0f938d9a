using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Types;

/// <summary>What a mark, in a column's comment or in a Parquet file's metadata, makes of a column: extension types of others come back in their storage form.</summary>
internal static class CommentMarks
{
    /// <summary>The field of a column with the extension type of its mark; null when there is none that fits, and then it is no mark.</summary>
    /// <param name="plain">The field that the native type alone gives.</param>
    /// <param name="mark">The field with the extension type.</param>
    public static Field? Apply(Field plain, Field? mark)
    {
        // DuckDB's own types need no mark.
        bool fits = mark?.ExtensionName is not null && plain.ExtensionName is null && !FieldMarks.IsOwn(mark) && ColumnMark.IsSameStorage(plain.Type, mark.Type);
        return fits ? plain.WithMetadata(plain.Metadata.With(Field.ExtensionNameKey, mark!.ExtensionName!).With(Field.ExtensionMetadataKey, mark.ExtensionMetadata ?? "")) : null;
    }

    /// <summary>The mark that a column of a native type needs to be read as a field; null when it needs none, or none would do.</summary>
    public static Field? For(DuckDbType type, Field field)
    {
        var mark = ColumnMark.Keep(field).WithName("").WithNullable(true);
        return Apply(SourceForms.Of(type).Field, mark) is not null && ColumnMark.Write(mark) is not null ? mark : null;
    }
}
