using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>TIMETZ as <c>10:00:00.5+02:30</c>. In the vector: 40 bits of microseconds over 24 bits of offset, turned around so that it sorts.</summary>
internal readonly unsafe struct TimeTzText : IValueText
{
    /// <summary>The largest offset in seconds (15:59:59), from which the stored one is counted down.</summary>
    internal const int MaxOffsetSeconds = (16 * 60 * 60) - 1;

    /// <summary>How many bits the offset takes.</summary>
    internal const int OffsetBits = 24;

    private const long MicrosPerSecond = 1_000_000;
    private const int MostTextBytes = 24;

    public static int Stride => sizeof(ulong);

    public static long MostBytes(byte* value) => MostTextBytes;

    public static void Append(byte* value, VarBinaryBuilder texts)
    {
        var bits = *(ulong*)value;
        var micros = (long)(bits >> OffsetBits);
        var offset = MaxOffsetSeconds - (int)(bits & ((1UL << OffsetBits) - 1));
        var room = texts.Reserve(MostTextBytes);
        var length = WriteClock(room, micros / MicrosPerSecond);
        length += WriteFraction(room[length..], micros % MicrosPerSecond);
        length += WriteOffset(room[length..], offset);
        texts.CommitAppend(length);
    }

    private static int WriteClock(Span<byte> room, long seconds)
    {
        WriteTwo(room, seconds / 3600);
        room[2] = (byte)':';
        WriteTwo(room[3..], seconds / 60 % 60);
        room[5] = (byte)':';
        WriteTwo(room[6..], seconds % 60);
        return 8;
    }

    private static int WriteFraction(Span<byte> room, long micros)
    {
        if (micros == 0)
        {
            return 0;
        }

        room[0] = (byte)'.';
        micros.TryFormat(room[1..], out var digits, "D6", CultureInfo.InvariantCulture);
        while (room[digits] == '0')
        {
            digits--;
        }

        return digits + 1;
    }

    private static int WriteOffset(Span<byte> room, int seconds)
    {
        room[0] = seconds < 0 ? (byte)'-' : (byte)'+';
        seconds = Math.Abs(seconds);
        WriteTwo(room[1..], seconds / 3600);
        var length = 3;
        foreach (var part in (ReadOnlySpan<int>)[seconds % 3600, seconds % 60])
        {
            if (part == 0)
            {
                break;
            }

            room[length] = (byte)':';
            WriteTwo(room[(length + 1)..], length == 3 ? part / 60 : part);
            length += 3;
        }

        return length;
    }

    private static void WriteTwo(Span<byte> room, long number)
    {
        room[0] = (byte)('0' + (number / 10));
        room[1] = (byte)('0' + (number % 10));
    }
}
