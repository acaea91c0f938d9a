namespace Hawser.Conformance.Fixtures;

/// <summary>Parquet files through DuckDB.</summary>
public sealed class ParquetFixture : FormatFixture
{
    /// <inheritdoc/>
    public override string Name => "parquet";
}
