using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hawser.Arrow;

namespace Hawser.Testing.Cells;

/// <summary>One cell as JSON text, the same for equal values and different for different ones. Written for tests, apart from the libraries' own formatter.</summary>
/// <remarks>
/// Numbers are JSON numbers, except NaN and the infinities, which are strings; decimals are strings with all digits of their scale; bytes are <c>"0x00ff"</c>; dates, times and timestamps
/// are texts; a duration is its number of units; an interval is <c>[months, days, nanoseconds]</c>; a list is an array, a struct an object, a map an array of pairs, a union an
/// object with the one child's name. A text or binary of more than <see cref="LongestShown"/> bytes is shown by its length and digest.
/// </remarks>
public static class CellText
{
    /// <summary>The most bytes of a text or binary that are shown whole.</summary>
    public const int LongestShown = 64 << 10;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The cell of a column at a row.</summary>
    public static string Of(ArrowArray array, int row)
    {
        ArgumentNullException.ThrowIfNull(array);
        var text = new StringBuilder();
        Append(text, array, row);
        return text.ToString();
    }

    /// <summary>A row of a batch as a JSON array.</summary>
    public static string RowOf(RecordBatch batch, int row)
    {
        ArgumentNullException.ThrowIfNull(batch);
        var text = new StringBuilder("[");
        for (int i = 0; i < batch.Columns.Length; i++)
        {
            Append(text.Append(i == 0 ? "" : ", "), batch[i], row);
        }

        return text.Append(']').ToString();
    }

    /// <summary>All rows of a batch, each as a JSON array.</summary>
    public static IEnumerable<string> RowsOf(RecordBatch batch) => Enumerable.Range(0, batch.RowCount).Select(row => RowOf(batch, row));

    /// <summary>A text as a JSON string.</summary>
    public static string Quote(string text) => JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping) is var encoded ? $"\"{encoded}\"" : "";

    private static void Append(StringBuilder text, ArrowArray array, int row)
    {
        if (array.Type is UnionType union)
        {
            int child = union.ChildIndexOf(array.UnionTypeId(row));
            AppendMember(text.Append('{'), union.Children[child].Name, array.Children[child], array.UnionChildRow(row)).Append('}');
        }
        else if (array.IsNull(row))
        {
            text.Append("null");
        }
        else
        {
            AppendValue(text, array, row);
        }
    }

    private static void AppendValue(StringBuilder text, ArrowArray array, int row)
    {
        switch (array.Type)
        {
            case DictionaryType: Append(text, array.Dictionary!, checked((int)array.GetDictionaryIndex(row))); break;
            case StructType type: AppendStruct(text, type, array, row); break;
            case MapType: AppendItems(text, array, row, (t, i) => AppendPair(t, array.Children[0], i)); break;
            case ListType or FixedSizeListType: AppendItems(text, array, row, (t, i) => Append(t, array.Children[0], i)); break;
            default: text.Append(Scalar(array, row)); break;
        }
    }

    private static string Scalar(ArrowArray array, int row) => array.Type switch
    {
        { Id: ArrowTypeId.Boolean } => array.GetBoolean(row) ? "true" : "false",
        { Id: ArrowTypeId.Int8 } => Number(array.Values<sbyte>()[row]),
        { Id: ArrowTypeId.Int16 } => Number(array.Values<short>()[row]),
        { Id: ArrowTypeId.Int32 } => Number(array.Values<int>()[row]),
        { Id: ArrowTypeId.Int64 or ArrowTypeId.Duration } => Number(array.Values<long>()[row]),
        { Id: ArrowTypeId.UInt8 } => Number(array.Values<byte>()[row]),
        { Id: ArrowTypeId.UInt16 } => Number(array.Values<ushort>()[row]),
        { Id: ArrowTypeId.UInt32 } => Number(array.Values<uint>()[row]),
        { Id: ArrowTypeId.UInt64 } => Number(array.Values<ulong>()[row]),
        { Id: ArrowTypeId.Float32 } => Real(array.Values<float>()[row], array.Values<float>()[row].ToString("R", CultureInfo.InvariantCulture)),
        { Id: ArrowTypeId.Float64 } => Real(array.Values<double>()[row], array.Values<double>()[row].ToString("R", CultureInfo.InvariantCulture)),
        DecimalType { Id: ArrowTypeId.Decimal128 } type => Decimal(array.Values<Int128>()[row], type.Scale),
        DecimalType type => Decimal(array.Values<Int256>()[row], type.Scale),
        { Id: ArrowTypeId.Date32 } => $"\"{CivilText.Date(array.Values<int>()[row])}\"",
        TimeType { Id: ArrowTypeId.Time32 } type => $"\"{CivilText.Time(array.Values<int>()[row], type.Unit)}\"",
        TimeType type => $"\"{CivilText.Time(array.Values<long>()[row], type.Unit)}\"",
        TimestampType type => $"\"{CivilText.Timestamp(array.Values<long>()[row], type.Unit)}{(type.Zone is null ? "" : "Z")}\"",
        { Id: ArrowTypeId.IntervalMonthDayNano } => Interval(array.Values<MonthDayNano>()[row]),
        { Id: ArrowTypeId.Utf8 or ArrowTypeId.LargeUtf8 } => Text(array.GetBytes(row)),
        _ => Bytes(array.GetBytes(row)),
    };

    private static string Number<T>(T value)
        where T : INumber<T> => value.ToString(null, CultureInfo.InvariantCulture);

    private static string Real(double value, string shortest) => double.IsFinite(value) ? shortest : $"\"{shortest}\"";

    private static string Decimal(BigInteger unscaled, int scale)
    {
        string digits = BigInteger.Abs(unscaled).ToString(CultureInfo.InvariantCulture);
        digits = scale > 0 ? digits.PadLeft(scale + 1, '0').Insert(Math.Max(digits.Length, scale + 1) - scale, ".") : unscaled.IsZero ? "0" : digits + new string('0', -scale);
        return $"\"{(unscaled.Sign < 0 ? "-" : "")}{digits}\"";
    }

    private static string Interval(MonthDayNano value) => string.Create(CultureInfo.InvariantCulture, $"[{value.Months}, {value.Days}, {value.Nanoseconds}]");

    private static string Text(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > LongestShown)
        {
            return Digest("text", bytes);
        }

        try
        {
            return Quote(StrictUtf8.GetString(bytes));
        }
        catch (DecoderFallbackException)
        {
            return $"{{\"invalid UTF-8\": {Bytes(bytes)}}}";
        }
    }

    private static string Bytes(ReadOnlySpan<byte> bytes) => bytes.Length > LongestShown ? Digest("binary", bytes) : $"\"0x{Convert.ToHexStringLower(bytes)}\"";

    private static string Digest(string kind, ReadOnlySpan<byte> bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{{\"{kind} of {bytes.Length} bytes\": \"{Convert.ToHexStringLower(SHA256.HashData(bytes))}\"}}");

    private static void AppendStruct(StringBuilder text, StructType type, ArrowArray array, int row)
    {
        text.Append('{');
        for (int i = 0; i < type.Children.Count; i++)
        {
            AppendMember(text.Append(i == 0 ? "" : ", "), type.Children[i].Name, array.Children[i], row);
        }

        text.Append('}');
    }

    private static StringBuilder AppendMember(StringBuilder text, string name, ArrowArray child, int row)
    {
        Append(text.Append(Quote(name)).Append(": "), child, row);
        return text;
    }

    private static void AppendItems(StringBuilder text, ArrowArray array, int row, Action<StringBuilder, int> append)
    {
        text.Append('[');
        int start = array.ListStart(row), end = array.ListStart(row + 1);
        for (int i = start; i < end; i++)
        {
            append(text.Append(i == start ? "" : ", "), i);
        }

        text.Append(']');
    }

    private static void AppendPair(StringBuilder text, ArrowArray entries, int row)
    {
        Append(text.Append('['), entries.Children[0], row);
        Append(text.Append(", "), entries.Children[1], row);
        text.Append(']');
    }
}
