using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Dates and times as the server reads them.</summary>
internal static unsafe class MomentText
{
    /// <summary>The most bytes of any of them.</summary>
    public const int MostBytes = 32;

    private const int MicrosecondDigits = 6;

    /// <summary>Writes a date of the years 0 to 9999: 2024-02-29.</summary>
    public static byte* Date(byte* at, in CivilDate date)
    {
        at = Two(at, (int)date.Year / 100);
        at = Two(at, (int)date.Year % 100);
        *at++ = (byte)'-';
        at = Two(at, date.Month);
        *at++ = (byte)'-';
        return Two(at, date.Day);
    }

    /// <summary>Writes a time of less than 1000 hours: 23:59:59.123456, without a fraction that is zero.</summary>
    public static byte* Time(byte* at, long micros)
    {
        (long seconds, long fraction) = Math.DivRem(micros, 1_000_000);
        int all = (int)seconds, hours = all / 3600;
        if (hours >= 100)
        {
            *at++ = (byte)('0' + (hours / 100));
        }

        at = Two(at, hours % 100);
        *at++ = (byte)':';
        at = Two(at, all / 60 % 60);
        *at++ = (byte)':';
        at = Two(at, all % 60);
        return fraction == 0 ? at : Fraction(at, (int)fraction);
    }

    private static byte* Fraction(byte* at, int micros)
    {
        *at++ = (byte)'.';
        for (int i = MicrosecondDigits - 1; i >= 0; i--)
        {
            at[i] = (byte)('0' + (micros % 10));
            micros /= 10;
        }

        return at + MicrosecondDigits;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static byte* Two(byte* at, int value)
    {
        at[0] = (byte)('0' + (value / 10));
        at[1] = (byte)('0' + (value % 10));
        return at + 2;
    }
}
