using System.Buffers.Binary;
using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read.Values;

/// <summary>A date with or without a time of day, as the server keeps it: also one that no calendar has.</summary>
/// <remarks>Source: MySQL source documentation, "Binary Protocol Value", MYSQL_TYPE_DATETIME: parts that are zero at the end are left out.</remarks>
internal readonly record struct MomentParts(int Year, int Month, int Day, int Hour, int Minute, int Second, int Microsecond)
{
    private const int DateBytes = 4;
    private const int SecondBytes = 7;
    private const int MicrosecondBytes = 11;
    private const int DateCharacters = 10;
    private const int TimeCharacters = 8;
    private const int MostFraction = 6;
    private const long MicrosecondsOfSecond = 1_000_000;

    /// <summary>Whether a calendar has the day and a day has the time.</summary>
    public bool IsReal => Month is >= 1 and <= 12 && Day >= 1 && (Day <= 28 || Day <= CivilDate.DaysInMonth(Year, Month)) && Hour < 24 && Minute < 60 && Second < 60 && Microsecond < MicrosecondsOfSecond;

    /// <summary>Days since 1970-01-01.</summary>
    public int Days => CivilDate.TryToDays(Year, Month, Day, out int days) ? days : checked((int)new CivilDate(Year, Month, Day).ToDays());

    /// <summary>Microseconds since 1970-01-01 00:00:00.</summary>
    public long Microseconds => (((Days * 24L) + Hour) * 3600 + (Minute * 60) + Second) * MicrosecondsOfSecond + Microsecond;

    /// <summary>Takes a value from a row of binary.</summary>
    public static MomentParts Read(ref PacketCursor row) => Of(row.Bytes(row.Byte()), row.Offset);

    /// <summary>Reads a value of binary, which ends at an offset of its row.</summary>
    public static MomentParts Of(ReadOnlySpan<byte> bytes, int offset)
    {
        if (bytes.IsEmpty)
        {
            return default;
        }

        if (bytes.Length is not (DateBytes or SecondBytes or MicrosecondBytes))
        {
            throw new WireFormatException($"a date has {bytes.Length} bytes before byte {offset} of a row");
        }

        int year = BinaryPrimitives.ReadUInt16LittleEndian(bytes);
        return bytes.Length == DateBytes
            ? new MomentParts(year, bytes[2], bytes[3], 0, 0, 0, 0)
            : new MomentParts(year, bytes[2], bytes[3], bytes[4], bytes[5], bytes[6], bytes.Length == MicrosecondBytes ? BinaryPrimitives.ReadInt32LittleEndian(bytes[SecondBytes..]) & int.MaxValue : 0);
    }

    /// <summary>Reads the server's text: <c>2024-02-29</c>, <c>2024-02-29 12:00:00.5</c>.</summary>
    public static MomentParts Parse(ReadOnlySpan<byte> text)
    {
        if (text.Length >= DateCharacters && text[4] == '-' && text[7] == '-' && Digits(text[..4], out int year) && Digits(text[5..7], out int month) && Digits(text[8..10], out int day))
        {
            if (text.Length == DateCharacters)
            {
                return new MomentParts(year, month, day, 0, 0, 0, 0);
            }

            ReadOnlySpan<byte> time = text[(DateCharacters + 1)..];
            if (time.Length >= TimeCharacters && time[2] == ':' && time[5] == ':' && Digits(time[..2], out int hour) && Digits(time[3..5], out int minute) && Digits(time[6..8], out int second)
                && TryParseFraction(time[TimeCharacters..], out int fraction))
            {
                return new MomentParts(year, month, day, hour, minute, second, fraction);
            }
        }

        throw new WireFormatException($"{BytesText.Quote(text)} came as a date");
    }

    /// <summary>Reads a fraction of a second with its point; nothing is none.</summary>
    public static bool TryParseFraction(ReadOnlySpan<byte> text, out int microseconds)
    {
        microseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != '.' || text.Length - 1 > MostFraction || !Digits(text[1..], out microseconds))
        {
            return false;
        }

        for (int i = text.Length - 1; i < MostFraction; i++)
        {
            microseconds *= 10;
        }

        return true;
    }

    /// <summary>The text as the server writes it.</summary>
    /// <param name="hasTime">Whether the type has a time of day.</param>
    /// <param name="fraction">Digits of a second.</param>
    public string ToText(bool hasTime, int fraction)
    {
        string date = string.Create(CultureInfo.InvariantCulture, $"{Year:0000}-{Month:00}-{Day:00}");
        string time = hasTime ? string.Create(CultureInfo.InvariantCulture, $" {Hour:00}:{Minute:00}:{Second:00}") : "";
        return fraction == 0 ? date + time : $"{date}{time}.{Microsecond.ToString("000000", CultureInfo.InvariantCulture)[..fraction]}";
    }

    /// <summary>Reads digits and nothing else.</summary>
    public static bool Digits(ReadOnlySpan<byte> text, out int value)
    {
        value = 0;
        foreach (byte character in text)
        {
            uint digit = (uint)character - '0';
            if (digit > 9)
            {
                return false;
            }

            value = (value * 10) + (int)digit;
        }

        return !text.IsEmpty;
    }
}
