using System.Globalization;
using System.Numerics;
using System.Text;
using Hawser.Connectors.MySql.Scanning;

namespace Hawser.Connectors.MySql.Tests.Scanning;

public sealed class KeyMiddleTests
{
    private const int Seed = 20261121;

    [Fact]
    public void A_guess_lies_behind_the_lesser_value_and_not_behind_the_greater()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        for (int i = 0; i < 2_000; i++)
        {
            Number(random.Next(-1000, 1000), random.NextInt64(-1000, long.MaxValue), random.Next(0, 4));
            Between(Bytes(random), Bytes(random));
        }
    }

    [Theory]
    [InlineData("2024-01-01", "2024-01-02", "2024-01-02")]
    [InlineData("2024-01-01", "2024-01-31", "2024-01-16")]
    [InlineData("1999-12-31 23:59:59", "2000-01-01 00:00:01", "2000-01-01 00:00:00.000000")]
    [InlineData("0000-00-00", "2024-01-01", null)]
    public void Moments_are_halved_in_time(string least, string greatest, string? middle) => Assert.Equal(middle, KeyMiddle.Guess(KeyKind.Moment, least, greatest).SingleOrDefault());

    [Theory]
    [InlineData("a", "z", "m")]
    [InlineData("ab", "ab", null)]
    [InlineData("z", "a", null)]
    [InlineData("é", "ü", "ò")]
    public void Texts_are_halved_by_their_characters(string least, string greatest, string? middle)
    {
        string[] guesses = [.. KeyMiddle.Guess(KeyKind.Text, Hex(least), Hex(greatest)).Select(hex => Encoding.UTF8.GetString(Convert.FromHexString(hex)))];
        Assert.True(middle is null ? guesses.Length == 0 : guesses[0].StartsWith(middle, StringComparison.Ordinal), string.Join(", ", guesses));
    }

    private static string Hex(string text) => Convert.ToHexString(Encoding.UTF8.GetBytes(text));

    private static string Bytes(Random random)
    {
        var bytes = new byte[random.Next(1, 6)];
        random.NextBytes(bytes);
        return Convert.ToHexString(bytes);
    }

    private static void Number(long one, long other, int scale)
    {
        (long least, long greatest) = one < other ? (one, other) : (other, one);
        string? guess = KeyMiddle.Guess(KeyKind.Number, Text(least), Text(greatest)).SingleOrDefault();
        if (least == greatest)
        {
            Assert.Null(guess);
            return;
        }

        BigInteger middle = BigInteger.Parse(guess!.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture);
        Assert.True(middle > least && middle <= greatest, $"{Text(least)} {guess} {Text(greatest)}");

        string Text(long value)
        {
            string digits = Math.Abs(value).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            return (value < 0 ? "-" : "") + (scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}");
        }
    }

    private static void Between(string one, string other)
    {
        (string least, string greatest) = string.CompareOrdinal(one, other) < 0 ? (one, other) : (other, one);
        foreach (string guess in KeyMiddle.Guess(KeyKind.Bytes, least, greatest))
        {
            Assert.True(string.CompareOrdinal(guess, least) > 0 && string.CompareOrdinal(guess, greatest) <= 0, $"{least} {guess} {greatest}");
        }
    }
}
