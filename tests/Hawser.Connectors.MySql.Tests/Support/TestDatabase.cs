using Hawser.Testing.MySql;
using Hawser.Testing.Servers;

namespace Hawser.Connectors.MySql.Tests.Support;

/// <summary>A database of a test's own on one of the test run's servers.</summary>
internal sealed class TestDatabase(string? script = null, MySqlFlavour flavour = MySqlFlavour.MariaDb, params (string Key, string Value)[] options)
    : ServerDatabase(Servers.Get(flavour), new MySqlConnector(), script, options)
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public MySqlDialect Dialect => ((MySqlConnection)Connection).Dialect;
}
