using System.Globalization;
using System.Numerics;

namespace Hawser.Arrow;

/// <summary>The text of values whose text is short: numbers, bools, dates, times, intervals and UUIDs.</summary>
internal static class ScalarText
{
    public const int MaxLength = 64;

    public static int Write(ArrowArray array, int row, Span<byte> to) => array.Type switch
    {
        TimeType t => TimestampText.WriteTime(t.Id == ArrowTypeId.Time32 ? array.Values<int>()[row] : array.Values<long>()[row], t.Unit, to),
        TimestampType t => TimestampText.WriteTimestamp(array.Values<long>()[row], t.Unit, t.Zone is not null, to),
        DurationType t => IntervalText.WriteDuration(array.Values<long>()[row], t.Unit, to),
        _ => WriteSimple(array, row, to),
    };

    public static bool TryParse(ReadOnlySpan<byte> text, ArrowType type, ArrayBuilder? builder)
    {
        switch (type)
        {
            case TimeType { Id: ArrowTypeId.Time32 } t:
                return TimestampText.TryParseTime(text, t.Unit, out long time) && Add((int)time, builder);
            case TimeType t:
                return TimestampText.TryParseTime(text, t.Unit, out time) && Add(time, builder);
            case TimestampType t:
                return TimestampText.TryParseTimestamp(text, t.Unit, t.Zone is not null, out long timestamp) && Add(timestamp, builder);
            case DurationType t:
                return IntervalText.TryParseDuration(text, t.Unit, out long duration) && Add(duration, builder);
            case DecimalType { Id: ArrowTypeId.Decimal128 } t:
                return DecimalText.TryParse(text, t.Precision, t.Scale, out Int128 narrow) && Add(narrow, builder);
            case DecimalType t:
                return DecimalText.TryParse(text, t.Precision, t.Scale, out Int256 wide) && Add(wide, builder);
            default:
                return TryParseSimple(text, type.Id, builder);
        }
    }

    public static int WriteUuid(ReadOnlySpan<byte> bytes, Span<byte> to)
    {
        new Guid(bytes, bigEndian: true).TryFormat(to, out int written);
        return written;
    }

    private static int WriteSimple(ArrowArray array, int row, Span<byte> to)
    {
        switch (array.Type.Id)
        {
            case ArrowTypeId.Boolean:
                ReadOnlySpan<byte> word = array.GetBoolean(row) ? "true"u8 : "false"u8;
                word.CopyTo(to);
                return word.Length;
            case ArrowTypeId.Int8: return Number(array.Values<sbyte>()[row], to);
            case ArrowTypeId.Int16: return Number(array.Values<short>()[row], to);
            case ArrowTypeId.Int32: return Number(array.Values<int>()[row], to);
            case ArrowTypeId.Int64: return Number(array.Values<long>()[row], to);
            case ArrowTypeId.UInt8: return Number(array.Values<byte>()[row], to);
            case ArrowTypeId.UInt16: return Number(array.Values<ushort>()[row], to);
            case ArrowTypeId.UInt32: return Number(array.Values<uint>()[row], to);
            case ArrowTypeId.UInt64: return Number(array.Values<ulong>()[row], to);
            case ArrowTypeId.Float32: return Number(array.Values<float>()[row], to);
            case ArrowTypeId.Float64: return Number(array.Values<double>()[row], to);
            case ArrowTypeId.Date32: return TimestampText.WriteDate(array.Values<int>()[row], to);
            case ArrowTypeId.IntervalMonthDayNano: return IntervalText.WriteInterval(array.Values<MonthDayNano>()[row], to);
            default: throw new InvalidOperationException($"{array.Type} has no short text.");
        }
    }

    private static bool TryParseSimple(ReadOnlySpan<byte> text, ArrowTypeId id, ArrayBuilder? builder)
    {
        switch (id)
        {
            case ArrowTypeId.Boolean:
                bool isTrue = text.SequenceEqual("true"u8);
                if (!isTrue && !text.SequenceEqual("false"u8))
                {
                    return false;
                }

                ((BooleanBuilder?)builder)?.Append(isTrue);
                return true;
            case ArrowTypeId.Int8: return TryNumber<sbyte>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.Int16: return TryNumber<short>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.Int32: return TryNumber<int>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.Int64: return TryNumber<long>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.UInt8: return TryNumber<byte>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.UInt16: return TryNumber<ushort>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.UInt32: return TryNumber<uint>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.UInt64: return TryNumber<ulong>(text, NumberStyles.AllowLeadingSign, builder);
            case ArrowTypeId.Float32: return TryNumber<float>(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, builder);
            case ArrowTypeId.Float64: return TryNumber<double>(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent, builder);
            case ArrowTypeId.Date32: return TimestampText.TryParseDate(text, out long days) && days == (int)days && Add((int)days, builder);
            case ArrowTypeId.IntervalMonthDayNano: return IntervalText.TryParseInterval(text, out MonthDayNano interval) && Add(interval, builder);
            default: return false;
        }
    }

    private static int Number<T>(T value, Span<byte> to)
        where T : IUtf8SpanFormattable
    {
        value.TryFormat(to, out int written, default, CultureInfo.InvariantCulture);
        return written;
    }

    // The platform's parser lets zero bytes follow a number and turns too large a float into infinity.
    private static bool TryNumber<T>(ReadOnlySpan<byte> text, NumberStyles styles, ArrayBuilder? builder)
        where T : unmanaged, INumberBase<T> =>
        text is [not 0, .., not 0] or [not 0]
        && T.TryParse(text, styles, CultureInfo.InvariantCulture, out T value)
        && (!T.IsInfinity(value) || !text.ContainsAnyInRange((byte)'0', (byte)'9'))
        && Add(value, builder);

    private static bool Add<T>(T value, ArrayBuilder? builder)
        where T : unmanaged
    {
        ((FixedWidthBuilder<T>?)builder)?.Append(value);
        return true;
    }
}
