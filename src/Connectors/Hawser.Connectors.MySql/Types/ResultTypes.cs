using System.Globalization;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Types;

/// <summary>The native type of a result's column, as far as its definition tells.</summary>
internal static class ResultTypes
{
    private const int MostFraction = 6;
    private const byte NotFixed = 31;
    private const int MostDigits = 65;
    private const uint TinyLength = 255;
    private const uint SmallLength = 65_535;
    private const uint MediumLength = 16_777_215;
    private const int BytesOfCharacter = 4;

    /// <summary>The type.</summary>
    public static MySqlType Of(ColumnDefinition column)
    {
        if (column.ExtendedName is "uuid" or "inet4" or "inet6" or "json" || (column.ExtendedName is { } shape && column.Type == ColumnType.Geometry && shape.Length > 0))
        {
            return MySqlTypeText.Parse(column.ExtendedName);
        }

        string sign = column.Flags.HasFlag(ColumnFlags.ZeroFill) ? " unsigned zerofill" : column.Flags.HasFlag(ColumnFlags.Unsigned) ? " unsigned" : "";
        return MySqlTypeText.Parse(NameOf(column, sign));
    }

    private static string NameOf(ColumnDefinition column, string sign) => column.Type switch
    {
        ColumnType.Int8 when column.Length == 1 && sign.Length == 0 => "tinyint(1)",
        ColumnType.Int8 => "tinyint" + sign,
        ColumnType.Int16 => "smallint" + sign,
        ColumnType.Int24 => "mediumint" + sign,
        ColumnType.Int32 => "int" + sign,
        ColumnType.Int64 => "bigint" + sign,
        ColumnType.Float => "float" + sign,
        ColumnType.Double => "double" + sign,
        ColumnType.Decimal or ColumnType.OldDecimal => DecimalName(column) + sign,
        ColumnType.Year => "year",
        ColumnType.Bit => string.Create(CultureInfo.InvariantCulture, $"bit({Math.Clamp(column.Length, 1, 64)})"),
        ColumnType.Date or ColumnType.NewDate => "date",
        ColumnType.DateTime => "datetime" + Fraction(column),
        ColumnType.Timestamp => "timestamp" + Fraction(column),
        ColumnType.Time => "time" + Fraction(column),
        ColumnType.Json => "json",
        ColumnType.Vector => "vector",
        ColumnType.Geometry => "geometry",
        ColumnType.Null => "null",
        _ => TextName(column),
    };

    private static string DecimalName(ColumnDefinition column)
    {
        // The length is that of the text: digits, a point, a sign.
        int scale = Math.Min(column.Decimals, (byte)38);
        long digits = column.Length - (scale > 0 ? 1 : 0) - (column.Flags.HasFlag(ColumnFlags.Unsigned) ? 0 : 1);
        return string.Create(CultureInfo.InvariantCulture, $"decimal({Math.Clamp(digits, Math.Max(scale, 1), MostDigits)},{scale})");
    }

    private static string Fraction(ColumnDefinition column) => column.Decimals is > 0 and <= MostFraction ? $"({column.Decimals})" : column.Decimals == NotFixed ? "(6)" : "";

    private static string TextName(ColumnDefinition column)
    {
        if (column.Flags.HasFlag(ColumnFlags.Enum) || column.Type == ColumnType.Enum)
        {
            return "enum()";
        }

        if (column.Flags.HasFlag(ColumnFlags.Set) || column.Type == ColumnType.Set)
        {
            return "set()";
        }

        bool isLong = column.Type is ColumnType.TinyBlob or ColumnType.MediumBlob or ColumnType.LongBlob or ColumnType.Blob;
        uint characters = column.Length / (column.IsBinary ? 1u : BytesOfCharacter);
        string kind = column.IsBinary ? "blob" : "text";
        return (isLong, column.Type) switch
        {
            (true, _) when column.Length <= TinyLength => "tiny" + kind,
            (true, _) when column.Length <= SmallLength * (column.IsBinary ? 1u : BytesOfCharacter) => kind,
            (true, _) when column.Length <= MediumLength * (column.IsBinary ? 1u : BytesOfCharacter) => "medium" + kind,
            (true, _) => "long" + kind,
            (_, ColumnType.String) => string.Create(CultureInfo.InvariantCulture, $"{(column.IsBinary ? "binary" : "char")}({characters})"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{(column.IsBinary ? "varbinary" : "varchar")}({characters})"),
        };
    }
}
