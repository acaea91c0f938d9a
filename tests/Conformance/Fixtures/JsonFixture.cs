using Hawser.Conformance.Running;
using Hawser.Connectors.DuckDb;

namespace Hawser.Conformance.Fixtures;

/// <summary>JSON files through DuckDB.</summary>
public sealed class JsonFixture() : FormatFixture(new DuckDbConnector())
{
    /// <inheritdoc/>
    public override string Name => "json";

    /// <inheritdoc/>
    public override bool KeepsNullability => false;

    /// <inheritdoc/>
    internal override IReadOnlyList<Quirk> Quirks { get; } =
    [
        new("row dictionary_binary", "is written as Lossy", "the table's row speaks of dictionaries of texts; bytes are lost in JSON whichever way"),
    ];
}
