using System.Text;
using Hawser.Connectors.Sqlite.Text;

namespace Hawser.Connectors.Sqlite.Tests.Text;

public sealed class TemporalTextTests
{
    [Theory]
    [InlineData("1970-01-01", 0)]
    [InlineData("1969-12-31", -1)]
    [InlineData("2000-02-29", 11016)]
    [InlineData("0000-01-01", -719528)]
    [InlineData("9999-12-31", 2932896)]
    [InlineData("+10000-01-01", 2932897)]
    [InlineData("-0001-12-31", -719529)]
    [InlineData("1582-10-10", -141432)]
    public void A_date_has_one_spelling(string text, long days)
    {
        Assert.True(DateSpelling.TryParse(Encoding.UTF8.GetBytes(text), out long parsed));
        Assert.Equal(days, parsed);
        byte[] target = new byte[DateSpelling.MaxBytes];
        Assert.Equal(text, Encoding.UTF8.GetString(target, 0, DateSpelling.Format(days, target)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("2020-1-01")]
    [InlineData("2020-02-30")]
    [InlineData("1900-02-29")]
    [InlineData("2020-13-01")]
    [InlineData("2020/01/01")]
    [InlineData("2020-01-01 ")]
    [InlineData("+2020-01-01")]
    [InlineData("+010000-01-01")]
    [InlineData("-0000-01-01")]
    [InlineData("10000-01-01")]
    [InlineData("20:0-01-01")]
    public void A_date_spelled_otherwise_is_refused(string text) =>
        Assert.False(DateSpelling.TryParse(Encoding.UTF8.GetBytes(text), out _));

    [Fact]
    public void Days_survive_the_way_to_text_over_the_whole_range_of_date32()
    {
        const int Seed = 20261;
        Random random = new(Seed);
        byte[] target = new byte[DateSpelling.MaxBytes];
        int[] extremes = [int.MinValue, int.MaxValue, 0, -1, -719528, -719529];
        for (int i = 0; i < 20_000; i++)
        {
            int days = i < extremes.Length ? extremes[i] : random.Next(int.MinValue, int.MaxValue);
            int length = DateSpelling.Format(days, target);
            Assert.True(DateSpelling.TryParse(target.AsSpan(0, length), out long parsed), $"seed {Seed}, days {days}");
            Assert.Equal(days, parsed);
        }
    }

    [Theory]
    [InlineData("2020-01-02 03:04:05", false, 1L, 1577934245L)]
    [InlineData("2020-01-02 03:04:05", false, 1000000L, 1577934245000000L)]
    [InlineData("2020-01-02 03:04:05.120", false, 1000L, 1577934245120L)]
    [InlineData("2020-01-02 03:04:05.120", false, 1000000000L, 1577934245120000000L)]
    [InlineData("2020-01-02 03:04:05.123456+00:00", true, 1000000L, 1577934245123456L)]
    [InlineData("1969-12-31 23:59:59.999999999", false, 1000000000L, -1L)]
    [InlineData("1677-09-21 00:12:43.145224192", false, 1000000000L, long.MinValue)]
    [InlineData("+292277026596-12-04 15:30:07", false, 1L, long.MaxValue)]
    [InlineData("-292277022657-01-27 08:29:52", false, 1L, long.MinValue)]
    [InlineData("-290308-12-21 19:59:05.224192", false, 1000000L, long.MinValue)]
    public void A_timestamp_has_one_spelling(string text, bool isUtc, long unitsPerSecond, long units)
    {
        byte[] target = new byte[TimestampSpelling.MaxBytes];
        Assert.Equal(text, Encoding.UTF8.GetString(target, 0, TimestampSpelling.Format(units, isUtc, unitsPerSecond, target)));
        Assert.True(TimestampSpelling.TryParse(Encoding.UTF8.GetBytes(text), isUtc, unitsPerSecond, out long parsed));
        Assert.Equal(units, parsed);
    }

    [Theory]
    [InlineData("2020-01-02T03:04:05", 1000000L)]
    [InlineData("2020-01-02 03:04", 1000000L)]
    [InlineData("2020-01-02", 1000000L)]
    [InlineData("2020-01-02 03:04:05Z", 1000000L)]
    [InlineData("2020-01-02 03:04:05.5", 1000000L)]
    [InlineData("2020-01-02 03:04:05.500000", 1000000L)]
    [InlineData("2020-01-02 03:04:05.000", 1000000L)]
    [InlineData("2020-01-02 03:04:05.123456", 1000L)]
    [InlineData("2020-01-02 24:00:00", 1000000L)]
    [InlineData("2020-01-02 23:59:60", 1000000L)]
    [InlineData("2300-01-01 00:00:00", 1000000000L)]
    [InlineData("+999999999999-01-01 00:00:00", 1L)]
    public void A_timestamp_spelled_otherwise_or_too_fine_or_too_far_is_refused(string text, long unitsPerSecond) =>
        Assert.False(TimestampSpelling.TryParse(Encoding.UTF8.GetBytes(text), false, unitsPerSecond, out _));

    [Fact]
    public void Any_count_of_units_survives_the_way_to_text()
    {
        const int Seed = 20262;
        Random random = new(Seed);
        byte[] target = new byte[TimestampSpelling.MaxBytes];
        long[] scales = [1, 1_000, 1_000_000, 1_000_000_000];
        for (int i = 0; i < 20_000; i++)
        {
            long units = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(0, 50);
            long scale = scales[i & 3];
            bool isUtc = (i & 4) != 0;
            int length = TimestampSpelling.Format(units, isUtc, scale, target);
            Assert.True(TimestampSpelling.TryParse(target.AsSpan(0, length), isUtc, scale, out long parsed), $"seed {Seed}, units {units}, scale {scale}");
            Assert.Equal(units, parsed);
        }
    }

    [Theory]
    [InlineData("P0M0DT0S", 0, 0, 0L)]
    [InlineData("P1M-2DT3.000000004S", 1, -2, 3000000004L)]
    [InlineData("P-2147483648M2147483647DT-9223372036.854775808S", int.MinValue, int.MaxValue, long.MinValue)]
    [InlineData("P0M0DT-0.500S", 0, 0, -500000000L)]
    public void An_interval_keeps_its_three_numbers(string text, int months, int days, long nanoseconds)
    {
        byte[] target = new byte[IntervalSpelling.MaxBytes];
        Assert.Equal(text, Encoding.UTF8.GetString(target, 0, IntervalSpelling.Format(months, days, nanoseconds, target)));
        Assert.True(IntervalSpelling.TryParse(Encoding.UTF8.GetBytes(text), out int m, out int d, out long n));
        Assert.Equal((months, days, nanoseconds), (m, d, n));
    }

    [Theory]
    [InlineData("P1M")]
    [InlineData("P01M0DT0S")]
    [InlineData("P0M0DT-0S")]
    [InlineData("P0M0DT0.000S")]
    [InlineData("P0M0DT9223372036.854775808S")]
    [InlineData("P+1M0DT0S")]
    [InlineData("1 day")]
    public void An_interval_spelled_otherwise_is_refused(string text) =>
        Assert.False(IntervalSpelling.TryParse(Encoding.UTF8.GetBytes(text), out _, out _, out _));

    [Fact]
    public void A_uuid_is_lower_case_and_has_hyphens()
    {
        byte[] value = new byte[16];
        byte[] target = new byte[36];
        Assert.True(UuidSpelling.TryParse("00112233-4455-6677-8899-aabbccddeeff"u8, value));
        Assert.Equal("00112233445566778899AABBCCDDEEFF", Convert.ToHexString(value));
        UuidSpelling.Format(value, target);
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", Encoding.UTF8.GetString(target));
        Assert.False(UuidSpelling.TryParse("00112233-4455-6677-8899-AABBCCDDEEFF"u8, value));
        Assert.False(UuidSpelling.TryParse("00112233445566778899aabbccddeeff0000"u8, value));
        Assert.False(UuidSpelling.TryParse("00112233-4455-6677-8899-aabbccddeef"u8, value));
    }
}
