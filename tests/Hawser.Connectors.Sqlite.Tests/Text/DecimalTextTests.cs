using System.Globalization;
using System.Text;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Tests.Text;

public sealed class DecimalTextTests
{
    [Theory]
    [InlineData("0", 10, 0)]
    [InlineData("-0.50", 10, 2)]
    [InlineData("0.00", 10, 2)]
    [InlineData("12345678.90", 10, 2)]
    [InlineData("99999999999999999999999999999999999999", 38, 0)]
    [InlineData("-0.99999999999999999999999999999999999999", 38, 38)]
    [InlineData("1234567890123456789012345678.0123456789", 38, 10)]
    public void A_decimal_has_one_spelling(string text, int precision, int scale)
    {
        Assert.True(DecimalSpelling.TryParse(Encoding.UTF8.GetBytes(text), precision, scale, out Int128 value));
        byte[] target = new byte[DecimalSpelling.MaxBytes];
        Assert.Equal(text, Encoding.UTF8.GetString(target, 0, DecimalSpelling.Format(value, scale, target)));
        Assert.Equal(Int128.Parse(text.Replace(".", "", StringComparison.Ordinal), CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("", 10, 2)]
    [InlineData("1", 10, 2)]
    [InlineData("1.5", 10, 2)]
    [InlineData("01.50", 10, 2)]
    [InlineData(".50", 10, 2)]
    [InlineData("+1.50", 10, 2)]
    [InlineData("-0.00", 10, 2)]
    [InlineData("1.5e1", 10, 2)]
    [InlineData("100.00", 4, 2)]
    [InlineData("100000000000000000000000000000000000000", 38, 0)]
    [InlineData("999999999999999999999999999999999999999999", 38, 0)]
    public void A_decimal_spelled_otherwise_or_too_long_is_refused(string text, int precision, int scale) =>
        Assert.False(DecimalSpelling.TryParse(Encoding.UTF8.GetBytes(text), precision, scale, out _));

    [Theory]
    [InlineData(12.5, 10, 2, 1250)]
    [InlineData(0.1, 10, 2, 10)]
    [InlineData(-0.07, 10, 2, -7)]
    [InlineData(123456789012345.0, 15, 0, 123456789012345)]
    [InlineData(1e17, 20, 2, 10000000000000000000.0)]
    public void A_real_stands_for_the_decimal_it_is_nearest_to(double real, int precision, int scale, double unscaled)
    {
        Assert.True(DecimalReal.TryToDecimal(real, precision, scale, out Int128 value));
        Assert.Equal((Int128)unscaled, value);
    }

    [Theory]
    [InlineData(0.125, 10, 2)]
    [InlineData(100.0, 4, 2)]
    [InlineData(-0.0, 10, 2)]
    [InlineData(double.NaN, 10, 2)]
    [InlineData(double.PositiveInfinity, 38, 2)]
    [InlineData(0.1 + 0.2, 10, 2)]
    public void A_real_that_no_decimal_of_the_scale_is_nearest_to_is_refused(double real, int precision, int scale) =>
        Assert.False(DecimalReal.TryToDecimal(real, precision, scale, out _));

    [Fact]
    public void Every_decimal_of_15_digits_survives_as_a_real()
    {
        const int Seed = 20263;
        Random random = new(Seed);
        for (int i = 0; i < 100_000; i++)
        {
            long unscaled = random.NextInt64(-999_999_999_999_999, 1_000_000_000_000_000) / (long)Math.Pow(10, random.Next(0, 15));
            int scale = random.Next(0, 16);
            double real = DecimalReal.FromDecimal(unscaled, scale);
            Assert.True(DecimalReal.TryToDecimal(real, 15, scale, out Int128 back), $"seed {Seed}: {unscaled} at scale {scale}");
            Assert.Equal(unscaled, (long)back);
        }
    }
}
