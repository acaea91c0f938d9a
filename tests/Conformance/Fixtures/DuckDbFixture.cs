using Hawser.Connectors;
using Hawser.Connectors.DuckDb;
using Hawser.Testing;

namespace Hawser.Conformance.Fixtures;

/// <summary>DuckDB in a file.</summary>
public sealed class DuckDbFixture : ConnectorFixture
{
    private readonly TempFolder _folder = new();

    /// <inheritdoc/>
    public override string Name => "duckdb";

    /// <inheritdoc/>
    public override Connector Connector { get; } = new DuckDbConnector();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string> { ["path"] = DatabasePath! };

    /// <inheritdoc/>
    public override string? DatabasePath => _folder["test.duckdb"];

    /// <inheritdoc/>
    public override string? EndlessQuery => "SELECT sum(a.range * b.range) FROM range(10000000) a, range(10000000) b";

    /// <inheritdoc/>
    public override string? WrongQuery => "SELEC 1";

    /// <inheritdoc/>
    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }
}
