using System.Globalization;
using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>Reads the values without children that <see cref="NestedJsonWriter"/> wrote.</summary>
internal static class NestedLeafReader
{
    private const int LongestSpelling = 128;

    /// <summary>Appends a value that is not null; false when the token is not what the writer makes of the type.</summary>
    public static bool TryAppend(ref Utf8JsonReader json, ArrayBuilder builder, ArrowType type) => json.TokenType switch
    {
        JsonTokenType.Number => TryAppendNumber(ref json, builder),
        JsonTokenType.String => TryAppendString(ref json, builder, type),
        JsonTokenType.True or JsonTokenType.False => TryAppendBoolean(builder, json.TokenType == JsonTokenType.True),
        _ => false,
    };

    private static bool TryAppendBoolean(ArrayBuilder builder, bool value)
    {
        (builder as BooleanBuilder)?.Append(value);
        return builder is BooleanBuilder;
    }

    private static bool TryAppendNumber(ref Utf8JsonReader json, ArrayBuilder builder)
    {
        switch (builder)
        {
            case FixedWidthBuilder<sbyte> b when json.TryGetSByte(out sbyte value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<short> b when json.TryGetInt16(out short value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<int> { Type.Id: ArrowTypeId.Int32 } b when json.TryGetInt32(out int value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<long> { Type.Id: ArrowTypeId.Int64 or ArrowTypeId.Duration } b when json.TryGetInt64(out long value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<byte> b when json.TryGetByte(out byte value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<ushort> b when json.TryGetUInt16(out ushort value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<uint> b when json.TryGetUInt32(out uint value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<ulong> b when json.TryGetUInt64(out ulong value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<float> b when json.TryGetSingle(out float value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<double> b when json.TryGetDouble(out double value):
                b.Append(value);
                return true;
            default:
                return false;
        }
    }

    private static bool TryAppendString(ref Utf8JsonReader json, ArrayBuilder builder, ArrowType type)
    {
        switch (builder)
        {
            case VarBinaryBuilder b when type.Id is ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8:
                b.CommitAppend(json.CopyString(b.Reserve(json.ValueSpan.Length)));
                return true;
            case VarBinaryBuilder b when json.TryGetBytesFromBase64(out byte[]? bytes):
                b.Append(bytes);
                return true;
            case FixedSizeBinaryBuilder b when json.TryGetBytesFromBase64(out byte[]? bytes) && bytes.Length == type.ByteWidth:
                b.Append(bytes);
                return true;
            case FixedWidthBuilder<double> b when TryParseSpecial(json.ValueSpan, out double value):
                b.Append(value);
                return true;
            case FixedWidthBuilder<float> b when TryParseSpecial(json.ValueSpan, out double value):
                b.Append((float)value);
                return true;
            default:
                return TryAppendSpelled(ref json, builder, type);
        }
    }

    private static bool TryParseSpecial(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && !double.IsFinite(value)
        && (text.SequenceEqual("NaN"u8) || text.SequenceEqual("Infinity"u8) || text.SequenceEqual("-Infinity"u8));

    private static bool TryAppendSpelled(ref Utf8JsonReader json, ArrayBuilder builder, ArrowType type)
    {
        Span<byte> spelled = stackalloc byte[LongestSpelling];
        if (json.ValueSpan.Length > LongestSpelling)
        {
            return false;
        }

        ReadOnlySpan<byte> text = spelled[..json.CopyString(spelled)];
        return type switch
        {
            TimeType time => TryAppendTime(text, builder, time),
            TimestampType timestamp => TryAppendTimestamp(text, (FixedWidthBuilder<long>)builder, timestamp),
            DecimalType decimals => TryAppendDecimal(text, builder, decimals),
            { Id: ArrowTypeId.Date32 } => TryAppendDate(text, (FixedWidthBuilder<int>)builder),
            { Id: ArrowTypeId.IntervalMonthDayNano } => TryAppendInterval(text, (FixedWidthBuilder<MonthDayNano>)builder),
            _ => false,
        };
    }

    private static bool TryAppendTime(ReadOnlySpan<byte> text, ArrayBuilder builder, TimeType type)
    {
        bool isTime = TimeScale.TryParseTime(text, TimeScale.UnitsPerSecond(type.Unit), out long units);
        (builder as FixedWidthBuilder<int>)?.Append((int)units);
        (builder as FixedWidthBuilder<long>)?.Append(units);
        return isTime;
    }

    private static bool TryAppendTimestamp(ReadOnlySpan<byte> text, FixedWidthBuilder<long> builder, TimestampType type)
    {
        bool isTimestamp = TimestampText.TryParse(text, type.Zone is not null, TimeScale.UnitsPerSecond(type.Unit), out long units);
        builder.Append(units);
        return isTimestamp;
    }

    private static bool TryAppendDecimal(ReadOnlySpan<byte> text, ArrayBuilder builder, DecimalType type)
    {
        if (!LeafText.TryParseDecimal(text, type, out Int256 unscaled))
        {
            return false;
        }

        (builder as FixedWidthBuilder<Int256>)?.Append(unscaled);
        return builder is not FixedWidthBuilder<Int128> narrow || TryAppendNarrow(narrow, unscaled);
    }

    private static bool TryAppendNarrow(FixedWidthBuilder<Int128> builder, Int256 unscaled)
    {
        bool fits = unscaled.TryToInt128(out Int128 value);
        builder.Append(value);
        return fits;
    }

    private static bool TryAppendDate(ReadOnlySpan<byte> text, FixedWidthBuilder<int> builder)
    {
        bool isDate = DateText.TryParse(text, out long days) && days == (int)days;
        builder.Append((int)days);
        return isDate;
    }

    private static bool TryAppendInterval(ReadOnlySpan<byte> text, FixedWidthBuilder<MonthDayNano> builder)
    {
        bool isInterval = IntervalText.TryParse(text, out int months, out int days, out long nanoseconds);
        builder.Append(new MonthDayNano(months, days, nanoseconds));
        return isInterval;
    }
}
