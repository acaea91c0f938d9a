using Hawser.Testing.Servers;

namespace Hawser.Connectors.Postgres.Tests.Support;

/// <summary>A database of a test's own on the test run's server.</summary>
internal sealed class TestDatabase(string? script = null, params (string Key, string Value)[] options)
    : ServerDatabase(Server.Get(), new PostgresConnector(), script, options)
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What psql says.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Psql(string sql) => Judge(sql);
}
