using Hawser.Connectors.DuckDb;

namespace Hawser.Conformance.Fixtures;

/// <summary>Parquet files through DuckDB.</summary>
public sealed class ParquetFixture() : FormatFixture(new DuckDbConnector())
{
    /// <inheritdoc/>
    public override string Name => "parquet";

    /// <inheritdoc/>
    public override bool KeepsNullability => false;
}
