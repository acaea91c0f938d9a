namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// The fraction of a second. Nothing when it is zero, otherwise a point and the shortest of 3, 6 or 9 digits that holds it: what SQLite's
/// own <c>datetime()</c> and <c>CURRENT_TIMESTAMP</c> write, and a single spelling for each value.
/// </summary>
internal static class FractionSpelling
{
    /// <summary>Parses a whole text, empty or <c>.ddd</c>, as nanoseconds.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int nanoseconds)
    {
        nanoseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        int digits = text.Length - 1;
        if (text[0] != '.' || digits is not (3 or 6 or 9) || text[^3..].SequenceEqual("000"u8))
        {
            return false;
        }

        long value = AsciiDigits.Run(text[1..]);
        nanoseconds = (int)(digits == 3 ? value * 1_000_000 : digits == 6 ? value * 1_000 : value);
        return value >= 0;
    }

    /// <summary>Writes a fraction and returns its length, 0 for zero.</summary>
    public static int Format(int nanoseconds, Span<byte> target)
    {
        if (nanoseconds == 0)
        {
            return 0;
        }

        int digits = nanoseconds % 1_000_000 == 0 ? 3 : nanoseconds % 1_000 == 0 ? 6 : 9;
        int value = digits == 3 ? nanoseconds / 1_000_000 : digits == 6 ? nanoseconds / 1_000 : nanoseconds;
        target[0] = (byte)'.';
        AsciiDigits.Write(target.Slice(1, digits), (ulong)value);
        return digits + 1;
    }
}
