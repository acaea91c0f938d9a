namespace Hawser.Connectors.Sqlite.Text;

/// <summary>A time of day as <c>HH:MM:SS</c> with the fraction of <see cref="FractionSpelling"/>. The end of a day may be <c>24:00:00</c>.</summary>
internal static class TimeSpelling
{
    /// <summary>Room for hours to nanoseconds.</summary>
    public const int MaxBytes = 18;

    /// <summary>The largest count of seconds, which stands for the end of the day.</summary>
    public const int SecondsPerDay = 86_400;

    /// <summary>Parses a whole text as seconds since midnight and nanoseconds of that second.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int seconds, out int nanoseconds)
    {
        seconds = 0;
        nanoseconds = 0;
        if (text.Length < 8 || text[2] != ':' || text[5] != ':')
        {
            return false;
        }

        int hour = AsciiDigits.Two(text, 0);
        int minute = AsciiDigits.Two(text, 3);
        int second = AsciiDigits.Two(text, 6);
        if (hour < 0 || (uint)minute > 59 || (uint)second > 59)
        {
            return false;
        }

        seconds = (((hour * 60) + minute) * 60) + second;
        bool isFraction = text.Length == 8 || FractionSpelling.TryParse(text[8..], out nanoseconds);
        return isFraction && (seconds < SecondsPerDay || (seconds == SecondsPerDay && nanoseconds == 0));
    }

    /// <summary>Writes a time and returns its length.</summary>
    public static int Format(int seconds, int nanoseconds, Span<byte> target)
    {
        AsciiDigits.Write(target[..2], (ulong)(seconds / 3600));
        target[2] = (byte)':';
        AsciiDigits.Write(target.Slice(3, 2), (ulong)(seconds / 60 % 60));
        target[5] = (byte)':';
        AsciiDigits.Write(target.Slice(6, 2), (ulong)(seconds % 60));
        return 8 + FractionSpelling.Format(nanoseconds, target[8..]);
    }
}
