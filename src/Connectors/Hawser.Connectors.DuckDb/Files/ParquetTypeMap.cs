using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>How Parquet files written by DuckDB keep Arrow's types; the table says for which it is not the type itself.</summary>
internal sealed class ParquetTypeMap : TypeMap
{
    private ParquetTypeMap()
    {
    }

    public static ParquetTypeMap Instance { get; } = new();

    /// <inheritdoc/>
    public override IReadOnlyList<TypeMapRow> Rows => DuckDbTypeMap.Instance.Rows;

    /// <inheritdoc/>
    public override SourceColumn ToArrow(string nativeType) => DuckDbTypeMap.Instance.ToArrow(nativeType);

    /// <inheritdoc/>
    public override SinkColumn ToNative(Field field) => SinkForms.Of(field);
}
