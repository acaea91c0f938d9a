namespace Hawser.Connectors.Sqlite.Text;

/// <summary>A UUID in the form of RFC 9562, section 4: 36 bytes, lower case.</summary>
internal static class UuidSpelling
{
    /// <summary>The length of the text.</summary>
    public const int TextBytes = 36;

    /// <summary>The length of the value.</summary>
    public const int ValueBytes = 16;

    private static ReadOnlySpan<byte> Digits => "0123456789abcdef"u8;

    /// <summary>Parses a whole text into 16 bytes, most significant first.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, Span<byte> value)
    {
        if (text.Length != TextBytes)
        {
            return false;
        }

        int position = 0;
        for (int i = 0; i < ValueBytes; i++)
        {
            if (i is 4 or 6 or 8 or 10 && text[position++] != '-')
            {
                return false;
            }

            int high = Digits.IndexOf(text[position]);
            int low = Digits.IndexOf(text[position + 1]);
            if ((high | low) < 0)
            {
                return false;
            }

            value[i] = (byte)((high << 4) | low);
            position += 2;
        }

        return true;
    }

    /// <summary>Writes the 36 bytes of a UUID.</summary>
    public static int Format(ReadOnlySpan<byte> value, Span<byte> target)
    {
        int position = 0;
        for (int i = 0; i < ValueBytes; i++)
        {
            if (i is 4 or 6 or 8 or 10)
            {
                target[position++] = (byte)'-';
            }

            target[position++] = Digits[value[i] >> 4];
            target[position++] = Digits[value[i] & 15];
        }

        return TextBytes;
    }
}
