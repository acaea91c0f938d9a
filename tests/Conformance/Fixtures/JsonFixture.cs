using Hawser.Conformance.Running;

namespace Hawser.Conformance.Fixtures;

/// <summary>JSON files through DuckDB.</summary>
public sealed class JsonFixture : FormatFixture
{
    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    internal override IReadOnlyList<Quirk> Quirks { get; } =
    [
        new("An_empty_table_has_its_schema_and_no_rows", "Collections differ", "a JSON file without objects names no columns"),
        new("row dictionary_binary", "is written as Lossy", "the table's row speaks of dictionaries of texts; bytes are lost in JSON whichever way"),
    ];
}
