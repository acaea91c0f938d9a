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

    /// <summary>Skips the test where the server is too old to know what it asks for, which the server of a usual run is not: where every test must run, only a server that was chosen may be.</summary>
    /// <param name="major">The first version that knows it.</param>
    /// <param name="what">What is asked for.</param>
    public static void Needs(int major, string what) => Assert.SkipWhen(Get().Major < major && (PostgresServer.IsChosen || !PostgresServer.IsRequired), $"PostgreSQL {Get().Major} has no {what}, which came with {major}");

    /// <summary>A script without what the server is too old to know.</summary>
    /// <param name="script">The script for the newest.</param>
    /// <param name="substitutes">What is written otherwise before a version.</param>
    public static string Known(string script, params (int Major, string Text, string Substitute)[] substitutes) =>
        substitutes.Where(substitute => Get().Major < substitute.Major).Aggregate(script, (text, substitute) => text.Replace(substitute.Text, substitute.Substitute, StringComparison.Ordinal));
}
