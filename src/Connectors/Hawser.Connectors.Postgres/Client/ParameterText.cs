using System.Buffers;
using System.Globalization;
using System.Text;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Types;

namespace Hawser.Connectors.Postgres.Client;

/// <summary>Writes the values of one parameter as PostgreSQL writes them, and names the type that they are of. Make one per parameter, call it per row.</summary>
internal sealed class ParameterText
{
    private const long NanosecondsPerMicrosecond = 1000;

    private readonly ArrowType _type;
    private readonly ValueFormatter _formatter;
    private readonly ParameterText? _item;

    public ParameterText(Field field)
    {
        _type = field.Type;
        _formatter = new ValueFormatter(field);
        _item = TypeIsArray(field) ? new ParameterText(((ListType)field.Type).Item) : null;
        TypeName = NameOf(field);
    }

    /// <summary>The parameter's type; text is of the type that the statement wants, as a literal is.</summary>
    public string TypeName { get; }

    /// <summary>The value of a row; null for NULL.</summary>
    /// <exception cref="ConnectorException">PostgreSQL has no such value.</exception>
    public TextParameter? Of(ArrowArray array, int row) => IsNull(array, row) ? null : new TextParameter(Encoding.UTF8.GetBytes(Write(array, row)));

    private static string NameOf(Field field)
    {
        PgType type = PgTypeText.Parse(SinkForms.Of(field).NativeType);
        string name = (type.Element ?? type) is { Kind: PgTypeKind.Base } known ? PgScalars.Find(known)!.SqlName : "";
        return name is "" or "text" ? type.Kind == PgTypeKind.Array ? "text[]" : "unknown" : type.Kind == PgTypeKind.Array ? name + "[]" : name;
    }

    private static bool TypeIsArray(Field field) => field.Type is ListType && SinkForms.Of(field).NativeType.EndsWith(']');

    private static bool IsNull(ArrowArray array, int row) => array.Type.Id == ArrowTypeId.Null || (array.Type is not UnionType && array.IsNull(row));

    private string Write(ArrowArray array, int row) => _type switch
    {
        DictionaryType dictionary => new ParameterText(new Field("", dictionary.Value)).Write(array.Dictionary!, checked((int)array.GetDictionaryIndex(row))),
        TimestampType or { Id: ArrowTypeId.Date32 } => WriteMoment(WithoutNanoseconds(_formatter.Format(array, row))),
        TimeType => WithoutNanoseconds(_formatter.Format(array, row)),
        DurationType duration => WriteInterval(0, 0, Microseconds(array.Values<long>()[row], duration.Unit)),
        _ when _type.Id == ArrowTypeId.IntervalMonthDayNano => WriteInterval(array.Values<MonthDayNano>()[row]),
        _ when _item is not null => WriteArray(array, row),
        _ when _type.Id is ArrowTypeId.Binary or ArrowTypeId.LargeBinary || IsPlainBytes(array) => "\\x" + Convert.ToHexStringLower(array.GetBytes(row)),
        _ => _formatter.Format(array, row),
    };

    private bool IsPlainBytes(ArrowArray array) => array.Type is FixedSizeBinaryType && TypeName == "bytea";

    // PostgreSQL rounds what it cannot keep; we refuse it.
    private static string WithoutNanoseconds(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        if (point < 0)
        {
            return text;
        }

        int end = point + 1;
        while (end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        string digits = text[(point + 1)..end].TrimEnd('0');
        return digits.Length <= 6 ? text : throw Misfit($"{text} has a part finer than a microsecond");
    }

    // Years before 1 are counted as years BC, and years of more than four digits bear no sign.
    private static string WriteMoment(string text)
    {
        int end = text.IndexOf('-', 1);
        int year = int.Parse(text[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return year > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{year:0000}{text[end..]}")
            : string.Create(CultureInfo.InvariantCulture, $"{1 - year:0000}{text[end..]} BC");
    }

    private static string WriteInterval(MonthDayNano value)
    {
        (long microseconds, long rest) = Math.DivRem(value.Nanoseconds, NanosecondsPerMicrosecond);
        return rest == 0 ? WriteInterval(value.Months, value.Days, microseconds) : throw Misfit("an interval has a part finer than a microsecond");
    }

    private static string WriteInterval(int months, int days, long microseconds)
    {
        (long seconds, long rest) = Math.DivRem(microseconds, 1_000_000);
        string sign = microseconds < 0 ? "-" : "";
        return string.Create(CultureInfo.InvariantCulture, $"{months} mons {days} days {sign}{Math.Abs(seconds / 3600)}:{Math.Abs(seconds / 60 % 60):00}:{Math.Abs(seconds % 60):00}.{Math.Abs(rest):000000}");
    }

    private static long Microseconds(long value, TimeUnit unit) => unit switch
    {
        TimeUnit.Second => checked(value * 1_000_000),
        TimeUnit.Millisecond => checked(value * 1_000),
        TimeUnit.Microsecond => value,
        _ => value % NanosecondsPerMicrosecond == 0 ? value / NanosecondsPerMicrosecond : throw Misfit("a duration has a part finer than a microsecond"),
    };

    private string WriteArray(ArrowArray array, int row)
    {
        var text = new StringBuilder("{");
        int start = array.ListStart(row), end = start + array.ListLength(row);
        for (int i = start; i < end; i++)
        {
            text.Append(i == start ? "" : ",");
            if (IsNull(array.Children[0], i))
            {
                text.Append("NULL");
            }
            else
            {
                string item = _item!.Write(array.Children[0], i);
                text.Append('"').Append(item.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)).Append('"');
            }
        }

        return text.Append('}').ToString();
    }

    private static ConnectorException Misfit(string what) => new(ConnectorStatus.InvalidData, PostgresErrors.Connector, $"a parameter does not fit: {what}.");
}
