using Hawser.Connectors;
using Hawser.Connectors.Postgres;
using Hawser.Testing.Postgres;

namespace Hawser.Conformance.Fixtures;

/// <summary>A database of its own on the test run's PostgreSQL server, made when a test first opens it.</summary>
public sealed class PostgresFixture : ConnectorFixture
{
    private string? _database;

    /// <inheritdoc/>
    public override string Name => "postgres";

    /// <inheritdoc/>
    public override Connector Connector { get; } = new PostgresConnector();

    /// <inheritdoc/>
    public override IReadOnlyDictionary<string, string> Options
    {
        get
        {
            Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
            _database ??= PostgresServer.Shared.CreateDatabase();
            Dictionary<string, string> options = PostgresServer.Shared.Options(_database);
            options.TryAdd("password", PostgresUsers.Password);
            return options;
        }
    }

    /// <inheritdoc/>
    public override string? Secret => _database is null ? null : Options["password"];

    /// <inheritdoc/>
    public override string? EndlessQuery => "SELECT pg_sleep(600)";

    /// <inheritdoc/>
    public override string? WrongQuery => "SELEC 1";

    internal override IReadOnlyList<string>? Judged() => _database is null
        ? null
        : [.. PostgresServer.Shared.Query(_database, "SELECT * FROM cases").Select(row => string.Join(" | ", row.Select(cell => cell ?? "NULL")))];

    /// <inheritdoc/>
    public override void Dispose()
    {
        if (_database is not null)
        {
            PostgresServer.Shared.DropDatabase(_database);
        }

        base.Dispose();
    }
}
