using System.Diagnostics.CodeAnalysis;
using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// How a column says which Arrow type it was made for, where the engine's own type does not: so what is kept in another form comes back. Every engine keeps the same text where it has a place for
/// it: SQLite in the declared type, PostgreSQL and DuckDB in the column's comment, Parquet files in their metadata. A mark is somebody else's text: one that is not understood is no mark.
/// </summary>
public static class ColumnMark
{
    /// <summary>The longest mark in characters: 1 Mi. A type that needs more is not marked, and none longer is read.</summary>
    public const int MaxLength = 1 << 20;

    private const string NativeTypeSuffix = ":type";

    // The last line of a comment; the number is the version of the form.
    private const string Head = "hawser/1: arrow type ";

    /// <summary>Writes the mark of a field's type, with its extension and without its name; null when it would be too long.</summary>
    public static string? Write(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        string text = ArrowTypeText.Format(field);
        return text.Length <= MaxLength ? text : null;
    }

    /// <summary>Reads a mark; false for any other text.</summary>
    /// <param name="text">What stands where a mark would.</param>
    /// <param name="field">The type that it names, as a field without a name.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out Field? field)
    {
        ArgumentNullException.ThrowIfNull(text);
        field = null;
        if (text.Length > MaxLength || !ArrowTypeText.TryParse(text, out Field parsed))
        {
            return false;
        }

        field = parsed;
        return true;
    }

    /// <summary>A comment with a mark as its last line.</summary>
    /// <param name="comment">The user's own comment; null for none.</param>
    /// <param name="mark">The marked type; null for none.</param>
    /// <returns>Null when there is neither.</returns>
    public static string? Append(string? comment, Field? mark)
    {
        string? text = mark is null ? null : Write(mark);
        return text is null ? comment : comment is null ? Head + text : $"{comment}\n{Head}{text}";
    }

    /// <summary>The user's own part of a comment, and the mark behind it when there is one that is understood.</summary>
    public static (string? Comment, Field? Mark) Split(string? comment)
    {
        int line = comment?.LastIndexOf('\n') ?? -1;
        return comment is not null && comment.AsSpan(line + 1).StartsWith(Head, StringComparison.Ordinal) && TryRead(comment[(line + 1 + Head.Length)..], out Field? mark)
            ? (line < 0 ? null : comment[..line], mark)
            : (comment, null);
    }

    /// <summary>A field as its mark gives it back: extension types are kept and no other metadata, and of dictionaries those of texts and bytes; others are their values.</summary>
    public static Field Keep(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.WithType(Keep(field.Type)).WithMetadata(new ArrowMetadata(field.Metadata.Where(m => m.Key is Field.ExtensionNameKey or Field.ExtensionMetadataKey)));
    }

    /// <summary>Whether values of one type lie as those of another: the types are the same but for extensions and other metadata, here and in their parts.</summary>
    public static bool IsSameStorage(ArrowType left, ArrowType right)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        return Bare(left).Equals(Bare(right));
    }

    /// <summary>The native types that connectors noted in a field's metadata and its parts', under keys such as <c>duckdb:type</c>: what a column comes back as where the metadata is kept.</summary>
    public static IEnumerable<string> NativeTypes(Field field)
    {
        ArgumentNullException.ThrowIfNull(field);
        return field.Metadata.Where(m => m.Key.EndsWith(NativeTypeSuffix, StringComparison.Ordinal)).Select(m => m.Value).Concat(field.Type.Children.SelectMany(NativeTypes));
    }

    private static ArrowType Keep(ArrowType type) => type switch
    {
        DictionaryType { Value.Id: ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 or ArrowTypeId.Binary or ArrowTypeId.LargeBinary } => type,
        DictionaryType dictionary => Keep(dictionary.Value),
        _ => WithParts(type, Keep),
    };

    private static ArrowType Bare(ArrowType type) => WithParts(type, part => new Field(part.Name, Bare(part.Type), part.IsNullable));

    private static ArrowType WithParts(ArrowType type, Func<Field, Field> change) => type switch
    {
        ListType list => new ListType(change(list.Item)),
        FixedSizeListType list => new FixedSizeListType(change(list.Item), list.Size),
        StructType => new StructType(type.Children.Select(change)),
        MapType map => new MapType(change(map.Entries), map.KeysSorted),
        UnionType { IsDense: true } union => UnionType.Dense(union.Children.Select(change), union.TypeIds),
        UnionType union => UnionType.Sparse(union.Children.Select(change), union.TypeIds),
        _ => type,
    };
}
