using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Types;

/// <summary>What a SQLite column is in Arrow, and how its cells hold it.</summary>
/// <param name="Arrow">The Arrow type; for an extension type its storage type. The null type while <paramref name="Form"/> is undecided.</param>
/// <param name="Form">How the cells hold the values.</param>
/// <param name="ExtensionName">The extension type, if it is one.</param>
/// <param name="ExtensionMetadata">The extension type's parameters.</param>
internal sealed record ColumnType(ArrowType Arrow, CellForm Form, string? ExtensionName = null, string? ExtensionMetadata = null)
{
    /// <summary>A column whose declaration does not decide its type.</summary>
    public static readonly ColumnType Undecided = new(ArrowType.Null, CellForm.Undecided);

    /// <summary>A column that mixes storage classes, as the text of SQL literals.</summary>
    public static readonly ColumnType Literal = new(
        ArrowType.Utf8, CellForm.Literal, ExtensionNames.Opaque, """{"type_name":"ANY","vendor_name":"SQLite"}""");

    public bool IsDecided => Form != CellForm.Undecided;

    /// <summary>The Arrow field of a column of this type.</summary>
    public Field ToField(string name, bool isNullable) => ExtensionName is null
        ? new Field(name, Arrow, isNullable)
        : Field.Extension(name, Arrow, ExtensionName, ExtensionMetadata ?? "", isNullable);

    /// <summary>The name in messages.</summary>
    public override string ToString() => ExtensionName ?? Arrow.ToString();
}
