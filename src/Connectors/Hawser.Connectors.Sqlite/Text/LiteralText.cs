using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// One value as the SQL literal that yields it with its storage class: <c>42</c>, <c>1.5</c>, <c>'it''s'</c>, <c>X'00FF'</c>. Infinity is
/// <c>9e999</c>, and text that is no valid UTF-8 is <c>CAST(X'FF' AS TEXT)</c>.
/// </summary>
internal static class LiteralText
{
    /// <summary>Room for any number.</summary>
    public const int NumberBytes = 40;

    private static ReadOnlySpan<byte> CastStart => "CAST(X'"u8;

    private static ReadOnlySpan<byte> CastEnd => "' AS TEXT)"u8;

    /// <summary>Room for the literal of a text.</summary>
    public static int MostTextBytes(int textBytes) => checked((textBytes * 2) + 2);

    /// <summary>Room for the literal of a blob or of an invalid text.</summary>
    public static int MostBlobBytes(int blobBytes) => checked((blobBytes * 2) + CastStart.Length + CastEnd.Length);

    /// <summary>Writes an INTEGER.</summary>
    public static int Format(long value, Span<byte> target)
    {
        Utf8Formatter.TryFormat(value, target, out int written);
        return written;
    }

    /// <summary>Writes a REAL, always with a point or an exponent.</summary>
    public static int Format(double value, Span<byte> target)
    {
        if (double.IsInfinity(value))
        {
            ReadOnlySpan<byte> infinity = value > 0 ? "9e999"u8 : "-9e999"u8;
            infinity.CopyTo(target);
            return infinity.Length;
        }

        value.TryFormat(target, out int written, default, CultureInfo.InvariantCulture);
        if (target[..written].IndexOfAny((byte)'.', (byte)'E') < 0)
        {
            ".0"u8.CopyTo(target[written..]);
            written += 2;
        }

        return written;
    }

    /// <summary>Writes a TEXT.</summary>
    public static int FormatText(ReadOnlySpan<byte> text, Span<byte> target)
    {
        int length = 0;
        target[length++] = (byte)'\'';
        while (!text.IsEmpty)
        {
            int quote = text.IndexOf((byte)'\'');
            int count = quote < 0 ? text.Length : quote + 1;
            text[..count].CopyTo(target[length..]);
            length += count;
            if (quote >= 0)
            {
                target[length++] = (byte)'\'';
            }

            text = text[count..];
        }

        target[length++] = (byte)'\'';
        return length;
    }

    /// <summary>Writes a BLOB.</summary>
    public static int FormatBlob(ReadOnlySpan<byte> blob, Span<byte> target)
    {
        "X'"u8.CopyTo(target);
        int length = 2 + WriteHexadecimal(blob, target[2..]);
        target[length] = (byte)'\'';
        return length + 1;
    }

    /// <summary>Writes a TEXT whose bytes are no valid UTF-8.</summary>
    public static int FormatInvalidText(ReadOnlySpan<byte> text, Span<byte> target)
    {
        CastStart.CopyTo(target);
        int length = CastStart.Length + WriteHexadecimal(text, target[CastStart.Length..]);
        CastEnd.CopyTo(target[length..]);
        return length + CastEnd.Length;
    }

    /// <summary>Reads back the bytes of <see cref="FormatText"/>, without the quotes; false for any other text.</summary>
    public static bool TryParseText(ReadOnlySpan<byte> literal, out byte[] text)
    {
        text = [];
        if (literal.Length < 2 || literal[0] != '\'' || literal[^1] != '\'')
        {
            return false;
        }

        literal = literal[1..^1];
        byte[] bytes = new byte[literal.Length];
        int length = 0;
        for (int i = 0; i < literal.Length; i++)
        {
            bytes[length++] = literal[i];
            if (literal[i] == '\'' && (++i >= literal.Length || literal[i] != '\''))
            {
                return false;
            }
        }

        text = bytes[..length];
        return true;
    }

    /// <summary>Reads back the bytes of <see cref="FormatBlob"/> or <see cref="FormatInvalidText"/>; false for any other text.</summary>
    public static bool TryParseHexadecimal(ReadOnlySpan<byte> literal, out byte[] bytes, out bool isText)
    {
        bytes = [];
        isText = literal.StartsWith(CastStart) && literal.EndsWith(CastEnd);
        bool isBlob = literal.StartsWith("X'"u8) && literal.EndsWith("'"u8) && literal.Length >= 3;
        if (!isText && !isBlob)
        {
            return false;
        }

        ReadOnlySpan<byte> digits = isText ? literal[CastStart.Length..^CastEnd.Length] : literal[2..^1];
        bytes = new byte[digits.Length / 2];
        return digits.Length % 2 == 0
            && Convert.FromHexString(Encoding.Latin1.GetString(digits), bytes, out _, out _) == System.Buffers.OperationStatus.Done;
    }

    private static int WriteHexadecimal(ReadOnlySpan<byte> bytes, Span<byte> target)
    {
        ReadOnlySpan<byte> digits = "0123456789ABCDEF"u8;
        for (int i = 0; i < bytes.Length; i++)
        {
            target[i * 2] = digits[bytes[i] >> 4];
            target[(i * 2) + 1] = digits[bytes[i] & 15];
        }

        return bytes.Length * 2;
    }
}
