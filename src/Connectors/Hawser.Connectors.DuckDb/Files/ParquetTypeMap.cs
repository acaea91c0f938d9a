using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>How Parquet files keep Arrow's types: as DuckDB's tables do, except that some are encoded.</summary>
internal sealed class ParquetTypeMap : TypeMap
{
    private static readonly HashSet<string> Encoded =
        ["HUGEINT", "UHUGEINT", "BIGNUM", "BIT", "TIME WITH TIME ZONE", "INTERVAL", "ENUM(…)", "T[n]", "TIMESTAMP_S", "TIMESTAMP_MS"];

    private ParquetTypeMap()
    {
    }

    public static ParquetTypeMap Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows => field ??=
    [
        .. DuckDbTypeMap.Instance.Rows.Select(row => row with { Note = row.Note?.Replace("in the column's comment", "in the file's metadata", StringComparison.Ordinal) }).Where(row => !row.NativeType.StartsWith("UNION", StringComparison.Ordinal)).Select(row => row.Write is not null && Encoded.Contains(row.NativeType)
            ? row with { Write = Worse(row.Write.Value, Fidelity.Encoded), Note = "kept in another form and marked in the file's metadata" }
            : row),
    ];

    /// <inheritdoc/>
    public override SourceColumn ToArrow(string nativeType) => DuckDbTypeMap.Instance.ToArrow(nativeType);

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field)
    {
        var sink = SinkForms.Of(field, "in the file's metadata");
        var type = DuckDbTypeParser.Parse(sink.NativeType);
        return ParquetForms.NeedsMark(type)
            ? sink with { Fidelity = Worse(sink.Fidelity, Fidelity.Encoded), Note = $"kept as {ParquetForms.Physical(type)} and marked in the file's metadata" }
            : sink;
    }

    private static Fidelity Worse(Fidelity left, Fidelity right) => left > right ? left : right;
}
