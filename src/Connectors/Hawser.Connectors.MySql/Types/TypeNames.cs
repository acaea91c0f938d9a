using System.Globalization;

namespace Hawser.Connectors.MySql.Types;

/// <summary>Native types that columns are made of, their limits, and what is said of them.</summary>
/// <remarks>Source: MySQL Reference Manual, "Data Type Storage Requirements", "Limits on Table Column Count and Row Size".</remarks>
internal static class TypeNames
{
    /// <summary>Texts of any length.</summary>
    public const string LongText = "longtext";

    /// <summary>Bytes of any length.</summary>
    public const string LongBlob = "longblob";

    /// <summary>Texts of other types' values, none of which is longer.</summary>
    public const string ShortText = "varchar(128)";

    /// <summary>The digits of decimal.</summary>
    public const int MostDigits = 65;

    /// <summary>The digits of decimal behind the point.</summary>
    public const int MostScale = 30;

    /// <summary>The length of char and binary.</summary>
    public const int MostFixedBytes = 255;

    /// <summary>The longest varbinary: the columns of a row have 65,535 bytes together, texts and blobs apart.</summary>
    public const int MostRowBytes = 65_533;

    /// <summary>The longest varchar, at four bytes a character.</summary>
    public const int MostCharacters = 16_383;

    /// <summary>What float and double lack.</summary>
    public const string NoNaN = "NaN, infinity and -0 do not exist there";

    /// <summary>The reach of dates.</summary>
    public const string Years = "years from 0 to 9999";

    /// <summary>How many characters the text type of another engine takes, e.g. <c>character varying(20)</c>; null for other types, and those without a length.</summary>
    public static int? CharactersOf(string nativeType)
    {
        ArgumentNullException.ThrowIfNull(nativeType);
        int open = nativeType.IndexOf('(', StringComparison.Ordinal);
        int close = nativeType.IndexOf(')', StringComparison.Ordinal);
        bool isText = open > 0 && nativeType[..open].Trim().ToLowerInvariant() is "varchar" or "char" or "character varying" or "character" or "nvarchar" or "nchar";
        return isText && close == nativeType.Length - 1 && int.TryParse(nativeType.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out int length) ? length : null;
    }
}
