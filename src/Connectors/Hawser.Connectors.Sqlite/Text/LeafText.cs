using System.Globalization;
using System.Text;
using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Text;

/// <summary>The spelling of one decimal, date, time, timestamp or interval, as its column of its own would have it.</summary>
internal static class LeafText
{
    /// <summary>Writes a value that is not null; 0 when it has no spelling.</summary>
    public static int Format(ArrowArray array, int row, Span<byte> target)
    {
        switch (array.Type)
        {
            case TimeType { Id: ArrowTypeId.Time32 } time:
                return TimeScale.FormatTime(array.Values<int>()[row], TimeScale.UnitsPerSecond(time.Unit), target);
            case TimeType time:
                return TimeScale.FormatTime(array.Values<long>()[row], TimeScale.UnitsPerSecond(time.Unit), target);
            case TimestampType timestamp:
                return TimestampText.Format(array.Values<long>()[row], timestamp.Zone is not null, TimeScale.UnitsPerSecond(timestamp.Unit), target);
            case DecimalType decimals:
                return FormatDecimal(array, row, decimals, target);
            case { Id: ArrowTypeId.Date32 }:
                return DateText.Format(array.Values<int>()[row], target);
            case { Id: ArrowTypeId.IntervalMonthDayNano }:
                MonthDayNano interval = array.Values<MonthDayNano>()[row];
                return IntervalText.Format(interval.Months, interval.Days, interval.Nanoseconds, target);
            default:
                throw new ArgumentException($"{array.Type} has no spelling of its own.", nameof(array));
        }
    }

    /// <summary>Reads a decimal of any scale as <see cref="Format"/> writes it.</summary>
    public static bool TryParseDecimal(ReadOnlySpan<byte> text, DecimalType type, out Int256 unscaled)
    {
        if (Types.TextForms.IsPlain(type))
        {
            return WideDecimalText.TryParse(text, type.Precision, type.Scale, out unscaled);
        }

        ReadOnlySpan<byte> exponent = Encoding.Latin1.GetBytes(Exponent(type));
        unscaled = default;
        return text.EndsWith(exponent) && WideDecimalText.TryParse(text[..^exponent.Length], type.Precision, 0, out unscaled);
    }

    private static int FormatDecimal(ArrowArray array, int row, DecimalType type, Span<byte> target)
    {
        bool isPlain = Types.TextForms.IsPlain(type);
        int scale = isPlain ? type.Scale : 0;
        int length = type.Id == ArrowTypeId.Decimal128
            ? DecimalText.Format(array.Values<Int128>()[row], scale, target)
            : WideDecimalText.Format(array.Values<Int256>()[row], scale, target);
        return isPlain ? length : length + Encoding.Latin1.GetBytes(Exponent(type), target[length..]);
    }

    /// <summary>A decimal whose point lies outside its digits is its integer with an exponent: 12 at scale −2 is <c>12E2</c>.</summary>
    private static string Exponent(DecimalType type) => string.Create(CultureInfo.InvariantCulture, $"E{-type.Scale}");
}
