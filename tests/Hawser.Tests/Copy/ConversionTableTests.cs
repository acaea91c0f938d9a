using System.Text;
using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Tests.Copy;

public sealed class ConversionTableTests
{
    private static readonly (ArrowType Type, string[] Values)[] Samples =
    [
        (ArrowType.Boolean, ["true", "false"]),
        (ArrowType.Int8, ["-128", "0", "1", "127"]),
        (ArrowType.UInt8, ["0", "1", "255"]),
        (ArrowType.Int16, ["-32768", "1", "32767"]),
        (ArrowType.UInt16, ["0", "65535"]),
        (ArrowType.Int32, ["-2147483648", "0", "2147483647"]),
        (ArrowType.UInt32, ["0", "4294967295"]),
        (ArrowType.Int64, ["-9223372036854775808", "0", "9223372036854775807", "9007199254740993"]),
        (ArrowType.UInt64, ["0", "18446744073709551615"]),
        (ArrowType.Float32, ["0.1", "-0", "3.4028235E+38", "16777216"]),
        (ArrowType.Float64, ["0.1", "-0", "1.7976931348623157E+308", "9223372036854775808", "1"]),
        (DecimalType.Decimal128(38, 10), ["0.0000000001", "-1234567890123456789012345678.9012345678", "1"]),
        (DecimalType.Decimal128(5, 2), ["123.45", "-0.01", "1.00"]),
        (DecimalType.Decimal256(76, 0), ["1", new string('9', 76), "-" + new string('9', 76)]),
        (ArrowType.Utf8, ["", "1", "text", "2024-02-29"]),
        (ArrowType.LargeUtf8, ["", "naïve 漢字"]),
        (ArrowType.Date32, ["1970-01-01", "0001-01-01", "-4712-01-01", "9999-12-31", "+12000-06-01"]),
        (new TimeType(TimeUnit.Second), ["00:00:00", "23:59:59"]),
        (new TimeType(TimeUnit.Nanosecond), ["23:59:59.999999999", "00:00:01"]),
        (new TimestampType(TimeUnit.Second), ["1970-01-01T00:00:00", "-0044-03-15T12:00:00", "+20000-01-01T00:00:00"]),
        (new TimestampType(TimeUnit.Microsecond), ["1969-12-31T23:59:59.999999", "2024-01-01T00:00:00"]),
        (new TimestampType(TimeUnit.Nanosecond), ["2262-04-11T23:47:16.854775807", "2024-01-01T00:00:00"]),
        (new DurationType(TimeUnit.Millisecond), ["PT1.5S", "PT0S"]),
        (ArrowType.IntervalMonthDayNano, ["P14M3DT4.000000005S"]),
        (new DictionaryType(ArrowType.Int8, ArrowType.Utf8), ["red", "green"]),
    ];

    [Fact]
    public void Every_pair_brings_values_back_unchanged_or_refuses_them()
    {
        using var allocator = new ArrowAllocator();
        foreach ((ArrowType from, string[] values) in Samples)
        {
            foreach ((ArrowType to, _) in Samples)
            {
                foreach (string value in values)
                {
                    Try(from, to, value, allocator);
                }
            }
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Theory]
    [InlineData("9007199254740993", "int64", "float64", false)]
    [InlineData("9007199254740992", "int64", "float64", true)]
    [InlineData("9223372036854775807", "int64", "float64", false)]
    [InlineData("18446744073709551615", "uint64", "int64", false)]
    [InlineData("-1", "int64", "uint64", false)]
    [InlineData("300", "int64", "int8", false)]
    [InlineData("-0", "float64", "int64", false)]
    [InlineData("NaN", "float64", "int64", false)]
    [InlineData("9223372036854775808", "float64", "int64", false)]
    [InlineData("0.1", "float64", "float32", false)]
    [InlineData("NaN", "float64", "float32", true)]
    [InlineData("-Infinity", "float64", "float32", true)]
    [InlineData("0.5", "float64", "decimal", true)]
    [InlineData("0.001", "float64", "decimal", false)]
    public void A_checked_pair_tells_fitting_values_from_misfits(string value, string from, string to, bool fits)
    {
        ArrowType TypeOf(string name) => name switch
        {
            "int64" => ArrowType.Int64,
            "uint64" => ArrowType.UInt64,
            "int8" => ArrowType.Int8,
            "float64" => ArrowType.Float64,
            "float32" => ArrowType.Float32,
            _ => DecimalType.Decimal128(10, 2),
        };
        Conversion conversion = ConversionTable.Find(TypeOf(from), TypeOf(to))!;
        using ArrowArray source = Make(TypeOf(from), value, ArrowAllocator.Default);
        if (fits)
        {
            conversion.Forward!.Convert(source, ArrowAllocator.Default).Dispose();
        }
        else
        {
            Assert.Equal(0, Assert.Throws<MisfitException>(() => conversion.Forward!.Convert(source, ArrowAllocator.Default)).Row);
        }
    }

    [Fact]
    public void A_wall_clock_time_never_becomes_an_instant_unasked()
    {
        Assert.Equal(Fidelity.Lossy, ConversionTable.Find(new TimestampType(TimeUnit.Microsecond), new TimestampType(TimeUnit.Microsecond, "UTC"))!.Fidelity);
        Assert.Equal(Fidelity.Lossy, ConversionTable.Find(new TimestampType(TimeUnit.Microsecond, "UTC"), new TimestampType(TimeUnit.Microsecond))!.Fidelity);
    }

    [Fact]
    public void A_list_of_a_narrower_type_is_converted_item_by_item()
    {
        var from = new ListType(ArrowType.Int32);
        var to = new ListType(ArrowType.Int64);
        using var builder = (ListBuilder)ArrayBuilder.Create(from);
        ((FixedWidthBuilder<int>)builder.Items).Append([1, 2, 3]);
        builder.Append();
        builder.AppendNull();
        using ArrowArray source = builder.Finish();
        using ArrowArray slice = source.Slice(0, 2);
        using ArrowArray converted = ConversionTable.Find(from, to)!.Forward!.Convert(slice, ArrowAllocator.Default);
        Assert.Equal([1L, 2L, 3L], converted.Children[0].Values<long>().ToArray());
        Assert.True(converted.IsNull(1));
    }

    private static void Try(ArrowType from, ArrowType to, string value, ArrowAllocator allocator)
    {
        if (ConversionTable.Find(from, to) is not { } conversion)
        {
            return;
        }

        using ArrowArray source = Make(from, value, allocator);
        try
        {
            using ArrowArray there = conversion.Forward?.Convert(source, allocator) ?? source.Retain();
            Assert.Equal(to, there.Type);
            Assert.True(there.IsNull(1));
            using ArrowArray back = conversion.Backward?.Convert(there, allocator) ?? there.Retain();
            Assert.Equal(new ValueFormatter(from).Format(source, 0), new ValueFormatter(from).Format(back, 0));
            Assert.True(back.IsNull(1));
        }
        catch (MisfitException misfit)
        {
            Assert.True(conversion.Fidelity >= Fidelity.Checked, $"{from} to {to} is {conversion.Fidelity} and refused {value}: {misfit.Message}");
        }
    }

    private static ArrowArray Make(ArrowType type, string value, ArrowAllocator allocator)
    {
        using ArrayBuilder builder = ArrayBuilder.Create(type, allocator);
        if (builder is DictionaryBuilder dictionary)
        {
            dictionary.Append(Encoding.UTF8.GetBytes(value));
        }
        else
        {
            new ValueParser(type).Append(Encoding.UTF8.GetBytes(value), builder);
        }

        builder.AppendNull();
        return builder.Finish();
    }
}
