using Hawser.Connectors;
using Hawser.Connectors.Sqlite;
using Hawser.Testing;

namespace Hawser.Conformance.Fixtures;

/// <summary>SQLite in a file.</summary>
public sealed class SqliteFixture : ConnectorFixture
{
    private readonly TempFolder _folder = new();

    /// <inheritdoc/>
    public override string Name => "sqlite";

    /// <inheritdoc/>
    public override Connector Connector { get; } = new SqliteConnector();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options => new Dictionary<string, string> { ["path"] = DatabasePath! };

    /// <inheritdoc/>
    public override string? DatabasePath => _folder["test.sqlite"];

    /// <inheritdoc/>
    public override string? EndlessQuery => "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c) SELECT count(*) FROM c";

    /// <inheritdoc/>
    public override string? WrongQuery => "SELEC 1";

    /// <inheritdoc/>
    public override void Dispose()
    {
        _folder.Dispose();
        base.Dispose();
    }
}
