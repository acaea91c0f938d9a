using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>How files of text keep Arrow's types: CSV keeps one text a value, JSON keeps numbers, texts, lists and objects.</summary>
internal sealed class TextFileTypeMap : TypeMap
{
    private const int DigitsOfDouble = 15;

    private readonly string _format;
    private readonly TypeId[] _plain;

    private TextFileTypeMap(string format, params TypeId[] plain)
    {
        _format = format;
        _plain = plain;
    }

    public static TextFileTypeMap Csv { get; } = new(
        "CSV", TypeId.Boolean, TypeId.TinyInt, TypeId.SmallInt, TypeId.Integer, TypeId.BigInt, TypeId.UTinyInt, TypeId.USmallInt, TypeId.UInteger, TypeId.UBigInt, TypeId.HugeInt, TypeId.UHugeInt,
        TypeId.Float, TypeId.Double, TypeId.Decimal, TypeId.Varchar, TypeId.Blob, TypeId.Date, TypeId.Time, TypeId.TimeNs, TypeId.TimeTz, TypeId.Timestamp, TypeId.TimestampS, TypeId.TimestampMs,
        TypeId.TimestampNs, TypeId.TimestampTz, TypeId.Interval, TypeId.Uuid, TypeId.Bit, TypeId.Bignum, TypeId.Enum, TypeId.List, TypeId.Array, TypeId.Struct, TypeId.Map);

    public static TextFileTypeMap Json { get; } = new(
        "JSON", TypeId.Boolean, TypeId.TinyInt, TypeId.SmallInt, TypeId.Integer, TypeId.BigInt, TypeId.UTinyInt, TypeId.USmallInt, TypeId.UInteger, TypeId.UBigInt, TypeId.HugeInt, TypeId.UHugeInt,
        TypeId.Float, TypeId.Double, TypeId.Decimal, TypeId.Varchar, TypeId.Date, TypeId.Time, TypeId.TimeNs, TypeId.TimeTz, TypeId.Timestamp, TypeId.TimestampS, TypeId.TimestampMs, TypeId.TimestampNs,
        TypeId.TimestampTz, TypeId.Interval, TypeId.Uuid, TypeId.Bit, TypeId.Bignum, TypeId.Enum, TypeId.List, TypeId.Array, TypeId.Struct, TypeId.Map);

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows => _format == "JSON"
        ? [.. DuckDbTypeMap.Instance.Rows.Select(RowOf), new TypeMapRow("DECIMAL(p>15,s)", "decimal128(p > 15, s > 0), decimal128(p, p)", null, Fidelity.Lossy, "JSON numbers pass through a double")]
        : [.. DuckDbTypeMap.Instance.Rows.Select(RowOf)];

    /// <inheritdoc/>
    public override SourceColumn ToArrow(string nativeType) => DuckDbTypeMap.Instance.ToArrow(nativeType);

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field)
    {
        var sink = SinkForms.Of(field, markPlace: null);
        var type = DuckDbTypeParser.Parse(sink.NativeType);
        var lost = Lost(type);
        if (lost is not null)
        {
            return sink with { Fidelity = Fidelity.Lossy, Note = $"{_format} cannot keep {lost}" };
        }

        return type.Id == TypeId.Varchar && !type.IsJson
            ? sink
            : sink with { Fidelity = Worse(sink.Fidelity, Fidelity.Encoded), Note = $"kept as {_format} text; comes back when it is read as {type}" };
    }

    private TypeMapRow RowOf(TypeMapRow row)
    {
        if (row.Write is not { } write || row.NativeType == "VARCHAR")
        {
            return row;
        }

        if (row.NativeType == "as its storage")
        {
            return row with { Read = null, Write = Fidelity.Encoded, Note = "that it is of the extension type is not kept" };
        }

        return LostRows().Contains(row.NativeType) ? row with { Write = Fidelity.Lossy, Note = $"{_format} cannot keep it" } : row with { Write = Worse(write, Fidelity.Encoded) };
    }

    private IEnumerable<string> LostRows() =>
        DuckDbTypeMap.Scalars.Where(form => form.Native != TypeId.SqlNull && Array.IndexOf(_plain, form.Native) < 0).Select(form => TypeNames.Of(form.Native)).Concat(_format == "JSON" ? ["UNION(…)", "VARIANT", "JSON"] : ["UNION(…)", "VARIANT"]);

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;

    /// <summary>DuckDB writes a fraction without a digit before the point, reads long fractions by way of a double, and takes the JSON null for NULL.</summary>
    private static bool IsLostInJson(DuckDbType type) =>
        type.IsJson || (type.Id == TypeId.Decimal && (type.Scale == type.Width || (type.Scale > 0 && type.Width > DigitsOfDouble)));

    private string? Lost(DuckDbType type) => Array.IndexOf(_plain, type.Id) < 0 || (_format == "JSON" && IsLostInJson(type))
        ? type.ToString()
        : type.Members.Select(member => _format == "CSV" && member.Type.IsJson ? $"{member.Type} inside a {type.Id}" : Lost(member.Type)).FirstOrDefault(lost => lost is not null);
}
