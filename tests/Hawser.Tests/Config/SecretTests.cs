using System.Reflection;
using System.Text.Json;
using Hawser.Config;
using Hawser.Connections;
using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Tests.Connections;
using Hawser.Tests.Registry;

namespace Hawser.Tests.Config;

/// <summary>A secret is planted everywhere one can be set; then everything that prints is looked through.</summary>
public sealed class SecretTests : IDisposable
{
    private const string Planted = "pl4ntedS3cret";

    private readonly ConfigWorld _world = new();

    [Fact]
    public void A_secret_never_prints_itself()
    {
        var secret = new Secret(Planted);
        var setting = new OptionSetting("password", secret);
        var named = new NamedConnection("prod", "acme", [setting]) { Pool = [new OptionSetting("size", Planted)] };
        string[] shown =
        [
            secret.ToString(), $"{secret}", JsonSerializer.Serialize(secret), setting.ToString(), JsonSerializer.Serialize(setting), named.ToString(), JsonSerializer.Serialize(named), string.Join(' ', named.Settings),
            typeof(Secret).GetCustomAttribute<System.Diagnostics.DebuggerDisplayAttribute>()!.Value,
        ];
        Assert.All(shown, text => Assert.DoesNotContain(Planted, text, StringComparison.Ordinal));
        Assert.Equal(Planted, secret.Reveal());
        Assert.Equal((secret, secret.GetHashCode()), (new Secret(Planted), new Secret(Planted).GetHashCode()));
        Assert.Empty(typeof(Secret).GetProperties());
        Assert.All(typeof(Secret).GetFields(BindingFlags.Instance | BindingFlags.NonPublic), field => Assert.True(field.IsPrivate));
    }

    [Fact]
    public void No_error_about_a_configuration_shows_what_was_planted()
    {
        _world.Environment["PLANTED"] = Planted;
        _world.Environment["HAWSER_ENV_URI"] = $"acme://app:{Planted}@h/d?tokn={Planted}&key_file={Planted}";
        _world.Folder.Write("secret.txt", Planted);
        var configuration = _world.Load("""
            connections:
              missing: { type: acme, password: "${PLANTED}" }
              wrong:   { type: acme, host: h, database: d, user: u, password: "${PLANTED}", port: "${PLANTED}", tls: "${file:secret.txt}", timeout: "${PLANTED}", fetch_size: "${PLANTED}", read_only: "x${PLANTED}" }
              idle:    { type: acme, host: h, database: d, auth_mode: token, token: "${PLANTED}", password: "${PLANTED}" }
              unknown: { type: acme, host: h, pasword: "${PLANTED}" }
              pool:    { type: duckdb, pool: { size: "${PLANTED}", sise: "${PLANTED}" } }
              unset:   { type: acme, password: "${PLANTED}${NOT_SET}" }
              type:    { type: "${PLANTED}" }
              open:    { type: acme, password: "${PLANTED}${" }
            """);
        using var manager = new ConnectionManager(ConfigWorld.Registry, configuration);
        foreach (var name in configuration.Names.Append("env"))
        {
            var error = Assert.Throws<ConnectorException>(() => manager.Get(name));
            Assert.False(error.ToString().Contains(Planted, StringComparison.Ordinal), $"{name}: {error}");
        }
    }

    [Fact]
    public async Task Nothing_that_a_connection_prints_shows_what_was_planted()
    {
        var events = new List<ConnectionEvent>();
        var faulty = new FaultyConnector { OnOpen = _ => throw new ConnectorException(ConnectorStatus.Unauthenticated, "faulty", "no.") };
        var registry = new Hawser.Registry.ConnectorRegistry([faulty, new ServerConnector("acme")]);
        using var manager = new ConnectionManager(registry, null, new ConnectionManagerOptions { OnEvent = events.Add });
        manager.AddUri("prod", $"faulty://:{Planted}@db");
        manager.Add("acme", new Dictionary<string, string> { ["host"] = "h", ["database"] = "d", ["user"] = "u", ["password"] = Planted });
        var result = await manager.TestAsync("prod");
        var error = await Assert.ThrowsAsync<ConnectorException>(() => manager.Get("prod").RentAsync().AsTask());
        var managed = manager.Get("acme");
        var uri = ConnectionUri.Of(managed.Connector, managed.Options);
        var location = Location.Parse(uri.Reveal(), registry.Engines);
        object[] printed =
        [
            result, error, manager.Get("prod"), manager.Get("prod").Database, managed, managed.Options, uri, location, new LocationResolver(registry).Resolve(location, ConnectorRoles.Source), .. events,
            JsonSerializer.Serialize(result), JsonSerializer.Serialize(uri), JsonSerializer.Serialize(managed.Options),
        ];
        Assert.All(printed, thing => Assert.DoesNotContain(Planted, thing.ToString(), StringComparison.Ordinal));
        Assert.Equal("acme://u:***@h/d", uri.ToString());
        Assert.Contains(Planted, uri.Reveal(), StringComparison.Ordinal);
    }

    public void Dispose() => _world.Dispose();
}
