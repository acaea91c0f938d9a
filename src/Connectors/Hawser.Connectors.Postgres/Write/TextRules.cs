using System.Text.Unicode;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>What PostgreSQL keeps as text: valid UTF-8 without NUL, of less than 1 GiB.</summary>
internal static unsafe class TextRules
{
    /// <summary>The longest value of any type.</summary>
    /// <remarks>Source: https://www.postgresql.org/docs/current/limits.html; the server needs some of the gigabyte for itself.</remarks>
    public const long MostBytes = 0x3FFF_FFFF - 1024;

    public const string TooLong = "is longer than the gigabyte that PostgreSQL takes";

    public const string HoldsNul = "holds a NUL character, which PostgreSQL cannot keep";

    public const string NotUtf8 = "is no valid UTF-8";

    /// <summary>Whether every row of a column is valid, found in one pass over its bytes; false when some row may not be.</summary>
    public static bool IsWholeColumnValid(ArrowArray column, in ColumnBytes bytes)
    {
        ReadOnlySpan<byte> whole = bytes.OfRows(0, column.Length);
        return whole.Length <= MostBytes && !whole.Contains((byte)0) && bytes.IsUtf8(0, column.Length);
    }

    /// <summary>Why a text cannot be kept; null when it can.</summary>
    public static string? FindFault(byte* text, long length)
    {
        if (length > MostBytes)
        {
            return TooLong;
        }

        var span = new ReadOnlySpan<byte>(text, (int)length);
        return !Utf8.IsValid(span) ? NotUtf8 : span.Contains((byte)0) ? HoldsNul : null;
    }

    /// <summary>How many characters valid UTF-8 has.</summary>
    public static int CountCharacters(ReadOnlySpan<byte> text)
    {
        int count = 0;
        foreach (byte value in text)
        {
            count += (sbyte)value >= -64 ? 1 : 0;
        }

        return count;
    }
}
