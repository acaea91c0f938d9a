using System.Buffers.Text;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>
/// An Arrow interval as an ISO 8601 duration that keeps its three numbers apart: <c>P1M-2DT3.000000004S</c> is one month, minus two days and
/// 3,000,000,004 nanoseconds. All three parts are always written, each with its own sign, so that every value has one spelling.
/// </summary>
internal static class IntervalSpelling
{
    /// <summary>Room for three signed numbers and their marks.</summary>
    public const int MaxBytes = 64;

    private const ulong NanosecondsPerSecond = 1_000_000_000;

    /// <summary>Parses a whole text; false when it is spelled in any other way than <see cref="Format"/> writes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> text, out int months, out int days, out long nanoseconds)
    {
        months = 0;
        days = 0;
        nanoseconds = 0;
        if (!TryTake(ref text, "P"u8) || !TryTakeInt32(ref text, out months) || !TryTake(ref text, "M"u8)
            || !TryTakeInt32(ref text, out days) || !TryTake(ref text, "DT"u8))
        {
            return false;
        }

        return TryParseSeconds(text, out nanoseconds);
    }

    /// <summary>Writes an interval and returns its length.</summary>
    public static int Format(int months, int days, long nanoseconds, Span<byte> target)
    {
        int length = 0;
        target[length++] = (byte)'P';
        length += FormatInt32(months, target[length..]);
        target[length++] = (byte)'M';
        length += FormatInt32(days, target[length..]);
        target[length++] = (byte)'D';
        target[length++] = (byte)'T';
        if (nanoseconds < 0)
        {
            target[length++] = (byte)'-';
        }

        ulong magnitude = nanoseconds < 0 ? 0UL - (ulong)nanoseconds : (ulong)nanoseconds;
        length += AsciiDigits.WriteAtLeast(target[length..], magnitude / NanosecondsPerSecond, 1);
        length += FractionSpelling.Format((int)(magnitude % NanosecondsPerSecond), target[length..]);
        target[length++] = (byte)'S';
        return length;
    }

    private static bool TryParseSeconds(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        bool isNegative = TryTake(ref text, "-"u8);
        if (text.Length < 2 || text[^1] != 'S')
        {
            return false;
        }

        text = text[..^1];
        int point = text.IndexOf((byte)'.');
        ReadOnlySpan<byte> whole = point < 0 ? text : text[..point];
        ReadOnlySpan<byte> fraction = point < 0 ? [] : text[point..];
        bool hasLeadingZero = whole.Length > 1 && whole[0] == '0';
        if (whole.Length is 0 or > 10 || hasLeadingZero || !FractionSpelling.TryParse(fraction, out int rest))
        {
            return false;
        }

        Int128 magnitude = ((Int128)AsciiDigits.Run(whole) * NanosecondsPerSecond) + rest;
        Int128 signed = isNegative ? -magnitude : magnitude;
        nanoseconds = (long)signed;
        return magnitude >= 0 && signed == nanoseconds && !(isNegative && magnitude == 0);
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark)
    {
        if (!text.StartsWith(mark))
        {
            return false;
        }

        text = text[mark.Length..];
        return true;
    }

    private static bool TryTakeInt32(ref ReadOnlySpan<byte> text, out int value)
    {
        Span<byte> canonical = stackalloc byte[16];
        if (!Utf8Parser.TryParse(text, out value, out int consumed)
            || !text[..consumed].SequenceEqual(canonical[..FormatInt32(value, canonical)]))
        {
            return false;
        }

        text = text[consumed..];
        return true;
    }

    private static int FormatInt32(int value, Span<byte> target)
    {
        Utf8Formatter.TryFormat(value, target, out int written);
        return written;
    }
}
