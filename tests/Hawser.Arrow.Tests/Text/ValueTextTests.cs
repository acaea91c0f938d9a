using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Hawser.Arrow.Tests.Text;

public sealed class ValueTextTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void Every_value_comes_back_from_its_text(int index, string name)
    {
        var field = new Field(name, TypeZoo.All[index]);
        using ArrowArray array = RandomRows.Make(field.Type, 150, 99 + index, _allocator);
        using ArrayBuilder builder = ArrayBuilder.Create(field.Type, _allocator);
        var formatter = new ValueFormatter(field);
        var parser = new ValueParser(field);
        var text = new ArrayBufferWriter<byte>();
        for (int row = 0; row < array.Length; row++)
        {
            if (array.IsNull(row) && field.Type is not UnionType)
            {
                builder.AppendNull();
                continue;
            }

            text.ResetWrittenCount();
            formatter.Write(array, row, text);
            parser.Append(text.WrittenSpan, builder);
        }

        using ArrowArray back = builder.Finish();
        Assert.Null(ArrayComparer.Compare(array, back));
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void Every_value_comes_back_from_its_json(int index, string name)
    {
        var field = new Field(name, TypeZoo.All[index]);
        using ArrowArray array = RandomRows.Make(field.Type, 150, 7 + index, _allocator);
        using ArrayBuilder builder = ArrayBuilder.Create(field.Type, _allocator);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var writer = new JsonValueWriter(field);
            json.WriteStartArray();
            for (int row = 0; row < array.Length; row++)
            {
                writer.Write(array, row, json);
            }

            json.WriteEndArray();
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan);
        var values = new JsonValueReader(field);
        Assert.True(reader.Read());
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Assert.True(values.TryAppend(ref reader, builder));
        }

        using ArrowArray back = builder.Finish();
        Assert.Null(ArrayComparer.Compare(array, back));
    }

    [Theory]
    [InlineData(0, "1970-01-01T00:00:00.000000")]
    [InlineData(-1, "1969-12-31T23:59:59.999999")]
    [InlineData(long.MaxValue, "+294247-01-10T04:00:54.775807")]
    [InlineData(long.MinValue, "-290308-12-21T19:59:05.224192")]
    [InlineData(-62135596800000001, "0000-12-31T23:59:59.999999")]
    [InlineData(-62167219200000001, "-0001-12-31T23:59:59.999999")]
    [InlineData(253402300799999999, "9999-12-31T23:59:59.999999")]
    [InlineData(253402300800000000, "+10000-01-01T00:00:00.000000")]
    public void Timestamps_are_exact_over_their_whole_range(long value, string expected)
    {
        Span<byte> text = stackalloc byte[TimestampText.MaxLength];
        int length = TimestampText.WriteTimestamp(value, TimeUnit.Microsecond, isInstant: false, text);
        Assert.Equal(expected, Encoding.ASCII.GetString(text[..length]));
        Assert.True(TimestampText.TryParseTimestamp(text[..length], TimeUnit.Microsecond, isInstant: false, out long back));
        Assert.Equal(value, back);
    }

    [Theory]
    [InlineData(TimeUnit.Second)]
    [InlineData(TimeUnit.Nanosecond)]
    public void The_ends_of_int64_come_back(TimeUnit unit)
    {
        Span<byte> text = stackalloc byte[TimestampText.MaxLength];
        foreach (long value in new[] { long.MinValue, long.MaxValue })
        {
            int length = TimestampText.WriteTimestamp(value, unit, isInstant: true, text);
            Assert.True(TimestampText.TryParseTimestamp(text[..length], unit, isInstant: true, out long back));
            Assert.Equal(value, back);
            length = IntervalText.WriteDuration(value, unit, text);
            Assert.True(IntervalText.TryParseDuration(text[..length], unit, out back));
            Assert.Equal(value, back);
        }
    }

    [Theory]
    [InlineData("2024-02-30T00:00:00", false)]
    [InlineData("2023-02-29T00:00:00", false)]
    [InlineData("2024-02-29T00:00:00", true)]
    [InlineData("2024-02-29 23:59:59.9999990", true)]
    [InlineData("2024-02-29T23:59:59.9999999", false)]
    [InlineData("2024-02-29T24:00:00", false)]
    [InlineData("2024-02-29T00:00:60", false)]
    [InlineData("2024-2-29T00:00:00", false)]
    [InlineData("2024-02-29T00:00:00Z", false)]
    [InlineData("20240-02-29T00:00:00", false)]
    [InlineData("+999999-01-01T00:00:00", false)]
    [InlineData("", false)]
    [InlineData("2024-02-29", false)]
    public void A_timestamp_is_read_exactly_or_not_at_all(string text, bool fits) =>
        Assert.Equal(fits, TimestampText.TryParseTimestamp(Encoding.UTF8.GetBytes(text), TimeUnit.Microsecond, isInstant: false, out _));

    [Fact]
    public void An_instant_needs_its_offset()
    {
        Assert.False(TimestampText.TryParseTimestamp("2024-01-01T00:00:00"u8, TimeUnit.Second, isInstant: true, out _));
        Assert.True(TimestampText.TryParseTimestamp("1970-01-01T01:30:00+01:30"u8, TimeUnit.Second, isInstant: true, out long zero));
        Assert.Equal(0, zero);
    }

    [Fact]
    public void Civil_dates_agree_with_the_platform_where_it_reaches_and_come_back_everywhere()
    {
        for (int day = -719_162; day < 2_932_897; day += 17)
        {
            DateTime expected = DateTime.UnixEpoch.AddDays(day);
            Assert.Equal(new CivilDate(expected.Year, expected.Month, expected.Day), CivilDate.FromDays(day));
        }

        foreach (long days in new[] { int.MinValue, int.MaxValue, -719_468, -719_469, -719_528, 0, 11_016, long.MaxValue / CivilDate.SecondsPerDay, long.MinValue / CivilDate.SecondsPerDay })
        {
            CivilDate date = CivilDate.FromDays(days);
            Assert.True(date.IsValid);
            Assert.Equal(days, date.ToDays());
        }

        Assert.Throws<OverflowException>(() => new CivilDate(long.MaxValue / 2, 1, 1).ToDays());
    }

    [Theory]
    [InlineData("0.00", 0)]
    [InlineData("-0.05", -5)]
    [InlineData("12.50", 1250)]
    [InlineData("123456789012345678901234567890123456.78", null)]
    public void Decimals_show_their_scale(string expected, int? unscaled)
    {
        Int128 value = unscaled ?? Int128.Parse("12345678901234567890123456789012345678", System.Globalization.CultureInfo.InvariantCulture);
        var output = new ArrayBufferWriter<byte>();
        DecimalText.Write(value, 2, output);
        Assert.Equal(expected, Encoding.ASCII.GetString(output.WrittenSpan));
        Assert.True(DecimalText.TryParse(output.WrittenSpan, 38, 2, out Int128 back));
        Assert.Equal(value, back);
    }

    [Theory]
    [InlineData("1.5", true)]
    [InlineData("1.500", true)]
    [InlineData("1.505", false)]
    [InlineData("150e-2", true)]
    [InlineData("0.015e2", true)]
    [InlineData("1e2", true)]
    [InlineData("1e3", false)]
    [InlineData("99999.99", false)]
    [InlineData("+7", true)]
    [InlineData(".5", true)]
    [InlineData("5.", true)]
    [InlineData(".", false)]
    [InlineData("", false)]
    [InlineData("-", false)]
    [InlineData("1.2.3", false)]
    [InlineData("0e999999999", true)]
    [InlineData("1e-999999999", false)]
    [InlineData("NaN", false)]
    [InlineData("1 ", false)]
    public void A_decimal_is_read_exactly_or_not_at_all(string text, bool fits) =>
        Assert.Equal(fits, DecimalText.TryParse(Encoding.UTF8.GetBytes(text), 5, 2, out Int128 _));

    [Theory]
    [InlineData("1e400", false)]
    [InlineData("Infinity", true)]
    [InlineData("-Infinity", true)]
    [InlineData("NaN", true)]
    [InlineData("-0", true)]
    [InlineData("1\0", false)]
    [InlineData(" 1", false)]
    [InlineData("", false)]
    public void A_float_is_read_or_refused(string text, bool fits)
    {
        using var builder = new FixedWidthBuilder<double>(ArrowType.Float64, _allocator);
        Assert.Equal(fits, new ValueParser(ArrowType.Float64).TryAppend(Encoding.UTF8.GetBytes(text), builder));
        Assert.Equal(fits ? 1 : 0, builder.Length);
    }

    [Theory]
    [InlineData("300")]
    [InlineData("-1")]
    [InlineData("1.0")]
    [InlineData("x")]
    [InlineData("")]
    public void A_misfit_says_what_was_wrong_and_leaves_the_builder(string text)
    {
        using var builder = new FixedWidthBuilder<byte>(ArrowType.UInt8, _allocator);
        ArrowException error = Assert.Throws<ArrowException>(() => new ValueParser(ArrowType.UInt8).Append(Encoding.UTF8.GetBytes(text), builder));
        Assert.Equal($"\"{text}\" is not a value of uint8.", error.Message);
        Assert.Equal(0, builder.Length);
    }

    [Theory]
    [InlineData("[1,2,\"x\"]")]
    [InlineData("[1,2")]
    [InlineData("[1,2] 3")]
    [InlineData("[1,300000000000]")]
    [InlineData("{}")]
    [InlineData("")]
    public void A_nested_misfit_leaves_nothing_behind(string text)
    {
        var type = new ListType(ArrowType.Int32);
        using var builder = new ListBuilder(type, _allocator);
        var parser = new ValueParser(type);
        Assert.False(parser.TryAppend(Encoding.UTF8.GetBytes(text), builder));
        Assert.Equal(0, builder.Items.Length);
        Assert.True(parser.TryAppend("[4,null]"u8, builder));
        using ArrowArray array = builder.Finish();
        Assert.Equal("[4,null]", new ValueFormatter(type).Format(array, 0));
    }

    [Fact]
    public void A_uuid_is_dashed_and_comes_back()
    {
        Field field = Field.Extension("id", new FixedSizeBinaryType(16), ExtensionNames.Uuid);
        using var builder = new FixedSizeBinaryBuilder((FixedSizeBinaryType)field.Type, _allocator);
        new ValueParser(field).Append("00112233-4455-6677-8899-aabbccddeeff"u8, builder);
        using ArrowArray array = builder.Finish();
        Assert.Equal(Convert.FromHexString("00112233445566778899AABBCCDDEEFF"), array.GetBytes(0).ToArray());
        Assert.Equal("00112233-4455-6677-8899-aabbccddeeff", new ValueFormatter(field).Format(array, 0));
        Assert.Equal("00112233445566778899aabbccddeeff", new ValueFormatter(field.Type).Format(array, 0));
    }

    [Fact]
    public void A_union_with_children_of_one_name_uses_its_type_ids()
    {
        UnionType type = UnionType.Dense([new Field("x", ArrowType.Int32), new Field("x", ArrowType.Utf8)], [3, 9]);
        using var builder = new UnionBuilder(type, _allocator);
        ((VarBinaryBuilder)builder.Fields[1]).Append("v");
        builder.Append(1);
        using ArrowArray array = builder.Finish();
        Assert.Equal("{\"9\":\"v\"}", new ValueFormatter(type).Format(array, 0));
    }

    [Fact]
    public void Json_columns_are_embedded_only_when_asked_and_only_when_json()
    {
        Field field = Field.Extension("j", ArrowType.Utf8, ExtensionNames.Json);
        using var builder = new VarBinaryBuilder(ArrowType.Utf8, _allocator);
        builder.Append("{\"a\":1.10}");
        builder.Append("{a");
        using ArrowArray array = builder.Finish();
        Assert.Equal("\"{\\u0022a\\u0022:1.10}\"", Json(new JsonValueWriter(field), array, 0));
        Assert.Equal("{\"a\":1.10}", Json(new JsonValueWriter(field, embedJson: true), array, 0));
        Assert.Equal("\"{a\"", Json(new JsonValueWriter(field, embedJson: true), array, 1));
    }

    [Fact]
    public void Formatting_allocates_nothing_per_value()
    {
        var type = new StructType(TypeZoo.Flat.Select((t, i) => new Field($"f{i}", t)));
        using ArrowArray array = RandomRows.Make(type, 50, 5, _allocator, nullable: false);
        var formatter = new ValueFormatter(type);
        var output = new ArrayBufferWriter<byte>(1 << 20);
        for (int row = 0; row < array.Length; row++)
        {
            formatter.Write(array, row, output);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int row = 0; row < array.Length; row++)
        {
            output.ResetWrittenCount();
            formatter.Write(array, row, output);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static string Json(JsonValueWriter writer, ArrowArray array, int row)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        writer.Write(array, row, json);
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
