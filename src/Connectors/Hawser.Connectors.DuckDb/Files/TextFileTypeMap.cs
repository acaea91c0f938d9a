using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>How files of text keep Arrow's types: CSV keeps one text a value, JSON keeps numbers, texts, lists and objects.</summary>
internal sealed class TextFileTypeMap : TypeMap
{
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
    public override IReadOnlyList<TypeMapRow> Rows => [.. DuckDbTypeMap.Instance.Rows.Select(RowOf)];

    /// <inheritdoc/>
    public override SourceColumn ToArrow(string nativeType) => DuckDbTypeMap.Instance.ToArrow(nativeType);

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field)
    {
        var sink = SinkForms.Of(field);
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

        return LostRows().Contains(row.NativeType) ? row with { Write = Fidelity.Lossy, Note = $"{_format} cannot keep it" } : row with { Write = Worse(write, Fidelity.Encoded) };
    }

    private IEnumerable<string> LostRows() =>
        DuckDbTypeMap.Scalars.Where(form => Array.IndexOf(_plain, form.Native) < 0).Select(form => TypeNames.Of(form.Native)).Concat(["UNION(…)", "VARIANT"]);

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;

    private string? Lost(DuckDbType type) => Array.IndexOf(_plain, type.Id) < 0
        ? type.ToString()
        : type.Members.Select(member => Lost(member.Type)).FirstOrDefault(lost => lost is not null);
}
