using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests;

/// <summary>The test run's server, or the reason why a test is skipped.</summary>
internal static class Server
{
    /// <summary>The server; skips the test where there is none, and fails it where every test must run.</summary>
    public static PostgresServer Get()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
        return PostgresServer.Shared;
    }

    /// <summary>The server, when it is a private one with all its users and certificates.</summary>
    public static PostgresServer GetPrivate()
    {
        PostgresServer server = Get();
        Assert.SkipUnless(server.IsPrivate || PostgresServer.IsRequired, $"{PostgresServer.Variable} names a server without the users and certificates of the tests");
        return server;
    }
}
