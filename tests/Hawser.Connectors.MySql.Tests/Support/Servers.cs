using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Support;

/// <summary>The test run's servers, or the reason why a test is skipped.</summary>
internal static class Servers
{
    /// <summary>A server; skips the test where there is none, and fails it where every test must run.</summary>
    public static MySqlServer Get(MySqlFlavour flavour = MySqlFlavour.MariaDb)
    {
        string? missing = MySqlServer.Missing(flavour);
        Assert.SkipWhen(missing is not null && !MySqlServer.IsRequired, missing ?? "");
        return MySqlServer.Shared(flavour);
    }

    /// <summary>A server, when it is a private one with all its users and certificates.</summary>
    public static MySqlServer GetPrivate(MySqlFlavour flavour = MySqlFlavour.MariaDb)
    {
        MySqlServer server = Get(flavour);
        Assert.SkipUnless(server.IsPrivate || MySqlServer.IsRequired, $"{MySqlServer.Variable} names a server without the users and certificates of the tests");
        return server;
    }
}
