using System.Globalization;
using System.Numerics;
using System.Text;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// Guesses values between two of a key's. A guess need not be any row's key, nor lie in the middle: the server is asked which key comes next behind it, and how many rows there are on either side.
/// </summary>
internal static class KeyMiddle
{
    private const int DateCharacters = 10;
    private const int PrintableDigits = 96;
    private const int CapitalDigits = 65;
    private const int AllDigits = 0xD801;
    private const int FirstPrintable = 31;

    /// <summary>Guesses, the best first; none where there is nothing between.</summary>
    public static IEnumerable<string> Guess(KeyKind kind, string least, string greatest)
    {
        string?[] guesses = kind switch
        {
            KeyKind.Number => [OfNumbers(least, greatest)],
            KeyKind.Moment => [OfMoments(least, greatest)],
            KeyKind.Bytes => [OfBytes(least, greatest)],
            _ => OfTexts(FromHex(least), FromHex(greatest)),
        };
        return guesses.OfType<string>().Distinct();
    }

    private static string? OfNumbers(string least, string greatest)
    {
        int scale = Math.Max(ScaleOf(least), ScaleOf(greatest));
        BigInteger from = Unscaled(least, scale), to = Unscaled(greatest, scale);
        if (to <= from)
        {
            return null;
        }

        BigInteger middle = from + ((to - from + 1) / 2);
        string digits = BigInteger.Abs(middle).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
        return (middle.Sign < 0 ? "-" : "") + (scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}");
    }

    private static int ScaleOf(string number) => number.IndexOf('.', StringComparison.Ordinal) is > 0 and var point ? number.Length - point - 1 : 0;

    private static BigInteger Unscaled(string number, int scale) =>
        BigInteger.Parse(number.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) * BigInteger.Pow(10, scale - ScaleOf(number));

    private static string? OfMoments(string least, string greatest)
    {
        try
        {
            MomentParts from = MomentParts.Parse(Encoding.ASCII.GetBytes(least)), to = MomentParts.Parse(Encoding.ASCII.GetBytes(greatest));
            if (!from.IsReal || !to.IsReal || from.Year == 0 || to.Microseconds <= from.Microseconds)
            {
                return null;
            }

            DateTime middle = DateTime.UnixEpoch.AddMicroseconds(from.Microseconds + ((to.Microseconds - from.Microseconds + 1) / 2));
            return least.Length > DateCharacters
                ? middle.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture)
                : (middle.TimeOfDay > TimeSpan.Zero ? middle.AddDays(1) : middle).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        }
        catch (WireFormatException)
        {
            return null;
        }
    }

    private static string? OfBytes(string least, string greatest)
    {
        int[]? middle = DigitMiddle.Find(Digits(least), Digits(greatest), byte.MaxValue + 2);
        return middle is null ? null : Convert.ToHexString([.. middle.Select(digit => (byte)Math.Max(digit - 1, 0))]);

        static int[] Digits(string hex) => [.. Convert.FromHexString(hex).Select(value => value + 1)];
    }

    // Of letters that a collation takes for equal the small ones lie where others have signs, so that texts are tried as they are and in capitals.
    private static string?[] OfTexts(string least, string greatest)
    {
        int same = least.AsSpan().CommonPrefixLength(greatest);
        string prefix = greatest[..same];
        (least, greatest) = (least[same..], greatest[same..]);
        if (Ascii.IsValid(least) && Ascii.IsValid(greatest))
        {
            return
            [
                ToHex(prefix, DigitMiddle.Find(Printable(least), Printable(greatest), PrintableDigits), FirstPrintable),
                ToHex(prefix, DigitMiddle.Find(Printable(least.ToUpperInvariant()), Printable(greatest.ToUpperInvariant()), CapitalDigits), FirstPrintable),
            ];
        }

        // No character of a guess is beyond those that are there, so that most character sets have it.
        return [ToHex(prefix, DigitMiddle.Find(All(least), All(greatest), Math.Min((least + greatest).Max() + 3, AllDigits)), -1)];

        static int[] Printable(string text) => [.. text.Select(c => Math.Clamp(c - FirstPrintable, 1, PrintableDigits - 1))];
        static int[] All(string text) => [.. text.Select(c => Math.Min(c + 1, AllDigits - 1))];
    }

    private static string? ToHex(string prefix, int[]? digits, int offset) => digits is null ? null
        : Convert.ToHexString(Encoding.UTF8.GetBytes(prefix + new string([.. digits.Select(digit => (char)Math.Max(digit + offset, ' '))])));

    private static string FromHex(string hex) => Encoding.UTF8.GetString(Convert.FromHexString(hex));
}
