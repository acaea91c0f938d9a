using System.Globalization;
using System.Text;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read;
using Hawser.Connectors.MySql.Read.Values;
using Hawser.Connectors.MySql.Types;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Tests.Read;

/// <summary>The short ways that decoders take for the values that are most common give what the long ones do.</summary>
public sealed class FastPathTests
{
    private const int Seed = 20261121;

    [Fact]
    public void Dates_at_the_edges_of_the_short_way_are_themselves()
    {
        var memory = new ArrowAllocator();
        using (var builder = new FixedWidthBuilder<int>(ArrowType.Date32, memory))
        {
            using var decoder = new DateDecoder(builder, nullsZeroDates: false);
            foreach ((int year, byte month, byte day) in new (int, byte, byte)[] { (1, 1, 1), (2024, 2, 28), (2024, 2, 29), (2023, 12, 31), (9999, 12, 31), (1970, 1, 1) })
            {
                new RowDecoder([decoder], isBinary: true).Append([0, 0, 4, (byte)year, (byte)(year >> 8), month, day]);
                using ArrowArray array = builder.Finish();
                Assert.Equal(new DateOnly(year, month, day).DayNumber - new DateOnly(1970, 1, 1).DayNumber, array.Values<int>()[0]);
            }

            foreach (byte[] bad in new byte[][] { [0xE7, 7, 2, 29], [0xE8, 7, 0, 1], [0xE8, 7, 13, 1], [0xE8, 7, 1, 0], [0xE8, 7, 1, 32], [0, 0, 0, 0] })
            {
                Assert.Throws<CellMisfitException>(() => new RowDecoder([decoder], isBinary: true).Append([0, 0, 4, .. bad]));
            }
        }

        Assert.Equal(0, memory.AllocatedBytes);
    }

    [Fact]
    public void Decimals_of_any_length_are_exact()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        var random = new Random(Seed);
        var memory = new ArrowAllocator();
        for (int round = 0; round < 20_000; round++)
        {
            int precision = random.Next(1, 21), scale = random.Next(0, precision + 1);
            Int128 unscaled = random.NextInt64((long)Math.Pow(10, random.Next(0, Math.Min(precision, 18) + 1))) * (random.Next(2) == 0 ? 1 : -1);
            string digits = Int128.Abs(unscaled).ToString(CultureInfo.InvariantCulture).PadLeft(scale + 1, '0');
            string text = (unscaled < 0 ? "-" : "") + (scale == 0 ? digits : $"{digits[..^scale]}.{digits[^scale..]}");
            using var builder = new FixedWidthBuilder<Int128>(DecimalType.OfPrecision(precision, scale), memory);
            using var decoder = new DecimalDecoder(builder);
            decoder.AppendText(Encoding.ASCII.GetBytes(text));
            using ArrowArray array = builder.Finish();
            Assert.True(array.Values<Int128>()[0] == unscaled, $"{text} of decimal({precision}, {scale})");
        }

        Assert.Equal(0, memory.AllocatedBytes);
    }

    [Theory]
    [InlineData("1.5")]
    [InlineData("1,55")]
    [InlineData("-")]
    [InlineData("12345.67")]
    [InlineData("x")]
    public void What_is_no_value_of_decimal_5_2_is_refused_or_read_in_full(string text)
    {
        using var builder = new FixedWidthBuilder<Int128>(DecimalType.OfPrecision(5, 2), new ArrowAllocator());
        using var decoder = new DecimalDecoder(builder);
        if (text == "1.5")
        {
            decoder.AppendText("1.5"u8);
            using ArrowArray array = builder.Finish();
            Assert.Equal((Int128)150, array.Values<Int128>()[0]);
            return;
        }

        Assert.Throws<CellMisfitException>(() => decoder.AppendText(Encoding.ASCII.GetBytes(text)));
    }

    [Fact]
    public void A_byte_that_is_no_UTF_8_is_found_at_every_place_of_texts_of_every_length()
    {
        var memory = new ArrowAllocator();
        ResultColumn column = ResultColumn.Of("c", MySqlTypeText.Parse("varchar(200)"), true, ReadingRules.Default);
        using (CellDecoder decoder = CellDecoders.Create(column, ReadingRules.Default, memory))
        {
            for (int length = 0; length < 80; length++)
            {
                byte[] text = [.. Enumerable.Repeat((byte)'a', length)];
                decoder.AppendText(text);
                for (int at = 0; at < length; at++)
                {
                    text[at] = 0xFF;
                    Assert.Throws<CellMisfitException>(() => decoder.AppendText(text));
                    text[at] = (byte)'a';
                }

                decoder.AppendText(Encoding.UTF8.GetBytes(new string('a', length) + "é"));
            }

            using ArrowArray array = decoder.Builder.Finish();
            Assert.Equal(160, array.Length);
        }

        Assert.Equal(0, memory.AllocatedBytes);
    }
}
