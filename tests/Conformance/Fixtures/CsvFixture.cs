using Hawser.Conformance.Running;
using Hawser.Connectors.DuckDb;

namespace Hawser.Conformance.Fixtures;

/// <summary>CSV files through DuckDB.</summary>
public sealed class CsvFixture() : FormatFixture(new DuckDbConnector())
{
    /// <inheritdoc/>
    public override string Name => "csv";

    /// <inheritdoc/>
    public override bool KeepsNullability => false;

    /// <inheritdoc/>
    internal override IReadOnlyList<Quirk> Quirks { get; } =
    [
        new("A_huge_cell_passes_whole", "CSV Error on Line", "DuckDB reads lines of at most 2 MiB from CSV"),
        new("A_huge_value_is_written_whole", "CSV Error on Line", "DuckDB reads lines of at most 2 MiB from CSV"),
        new("A_ceiling_on_memory_is_an_error_and_not_a_crash", "CSV Error on Line", "DuckDB reads lines of at most 2 MiB from CSV"),
    ];
}
