using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Definitions;

/// <summary>The bytes that columns take of a row and of an index, in utf8mb4.</summary>
/// <remarks>Source: MySQL Reference Manual, "Data Type Storage Requirements".</remarks>
internal static class ColumnSize
{
    private const int LengthBytes = 2;
    private const int PointerBytes = 12;
    private const int DigitsOfWord = 9;
    private const int BytesOfWord = 4;
    private const int MostScalarBytes = 8;

    /// <summary>What a column takes of a row's 65,535 bytes.</summary>
    public static int InRow(MySqlType type) => type.IsUnlimited || type.IsGeometry ? PointerBytes : InIndex(type) + (type.Name is "varchar" or "varbinary" ? LengthBytes : 0);

    /// <summary>What a whole column takes of an index; meant for types that are not unlimited.</summary>
    public static int InIndex(MySqlType type) => type.Name switch
    {
        "char" or "varchar" => (type.Length ?? 1) * SinkRules.BytesOfCharacter,
        "binary" or "varbinary" => type.Length ?? 1,
        "uuid" or "inet6" => 16,
        "decimal" => ((((type.Length ?? 10) - type.Scale) / DigitsOfWord) + (type.Scale / DigitsOfWord) + 2) * BytesOfWord,
        "tinyint" or "year" => 1,
        "smallint" or "enum" => 2,
        "mediumint" or "date" => 3,
        "int" or "float" or "inet4" => 4,
        _ => MostScalarBytes,
    };
}
