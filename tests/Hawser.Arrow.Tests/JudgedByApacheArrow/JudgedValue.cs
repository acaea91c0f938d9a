using System.Globalization;
using System.Text.Json.Nodes;

namespace Hawser.Arrow.Tests.JudgedByApacheArrow;

/// <summary>Our values in the judge's form, so that both can be compared as text.</summary>
internal static class JudgedValue
{
    public static JsonArray Column(ArrowArray array) => Range(array, 0, array.Length);

    public static string ColumnText(ArrowArray array) => Column(array).ToJsonString();

    private static JsonArray Range(ArrowArray array, int start, int count) =>
        new([.. Enumerable.Range(start, count).Select(row => Value(array, row))]);

    private static JsonNode? Value(ArrowArray array, int row)
    {
        if (array.Type is UnionType union)
        {
            sbyte id = array.UnionTypeId(row);
            return new JsonObject { ["type"] = (int)id, ["value"] = Value(array.Children[union.ChildIndexOf(id)], array.UnionChildRow(row)) };
        }

        return array.IsNull(row) ? null : NotNull(array, row);
    }

    private static JsonNode? NotNull(ArrowArray array, int row) => array.Type.Id switch
    {
        ArrowTypeId.Boolean => array.GetBoolean(row),
        ArrowTypeId.Int8 => Text(array.Values<sbyte>()[row]),
        ArrowTypeId.UInt8 => Text(array.Values<byte>()[row]),
        ArrowTypeId.Int16 => Text(array.Values<short>()[row]),
        ArrowTypeId.UInt16 => Text(array.Values<ushort>()[row]),
        ArrowTypeId.Int32 or ArrowTypeId.Date32 or ArrowTypeId.Time32 => Text(array.Values<int>()[row]),
        ArrowTypeId.UInt32 => Text(array.Values<uint>()[row]),
        ArrowTypeId.UInt64 => Text(array.Values<ulong>()[row]),
        ArrowTypeId.Int64 or ArrowTypeId.Time64 or ArrowTypeId.Timestamp or ArrowTypeId.Duration => Text(array.Values<long>()[row]),
        ArrowTypeId.Float32 => Number(array.Values<float>()[row]),
        ArrowTypeId.Float64 => Number(array.Values<double>()[row]),
        ArrowTypeId.Decimal128 => Text(array.Values<Int128>()[row]),
        ArrowTypeId.Decimal256 => array.Values<Int256>()[row].ToString(),
        ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 => array.GetString(row),
        ArrowTypeId.Binary or ArrowTypeId.LargeBinary or ArrowTypeId.FixedSizeBinary => Convert.ToHexStringLower(array.GetBytes(row)),
        ArrowTypeId.IntervalMonthDayNano => Interval(array.Values<MonthDayNano>()[row]),
        ArrowTypeId.List or ArrowTypeId.Map or ArrowTypeId.FixedSizeList => Range(array.Children[0], array.ListStart(row), array.ListLength(row)),
        ArrowTypeId.Struct => new JsonArray([.. array.Children.ToArray().Select(child => Value(child, row))]),
        ArrowTypeId.Dictionary => Value(array.Dictionary!, checked((int)array.GetDictionaryIndex(row))),
        _ => throw new InvalidOperationException(array.Type.ToString()),
    };

    private static JsonNode Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);

    private static JsonObject Interval(MonthDayNano value) =>
        new() { ["months"] = Text(value.Months), ["days"] = Text(value.Days), ["nanoseconds"] = Text(value.Nanoseconds) };

    /// <summary>The shortest text as JavaScript writes it: plain from 1e-6 up to 1e21, with an exponent outside.</summary>
    private static JsonNode Number(double value)
    {
        if (!double.IsFinite(value) || value == 0)
        {
            return double.IsNaN(value) ? "NaN" : value == 0 ? (double.IsNegative(value) ? "-0" : "0") : value > 0 ? "Infinity" : "-Infinity";
        }

        string[] parts = value.ToString("E16", CultureInfo.InvariantCulture).Split('E');
        string shortest = value.ToString("R", CultureInfo.InvariantCulture);
        string digits = shortest.Split('E')[0].Replace("-", "", StringComparison.Ordinal).Replace(".", "", StringComparison.Ordinal).TrimStart('0').TrimEnd('0');
        int exponent = int.Parse(parts[1], CultureInfo.InvariantCulture);
        string sign = value < 0 ? "-" : "";
        return sign + exponent switch
        {
            >= 21 or < -6 => $"{digits[0]}{(digits.Length > 1 ? "." + digits[1..] : "")}e{(exponent < 0 ? "-" : "+")}{Math.Abs(exponent)}",
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0'),
            _ => digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
        };
    }
}
