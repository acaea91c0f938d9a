using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Tests.Registry;

namespace Hawser.Tests.Config;

/// <summary>Options of every connector go into a URI and come back, whatever they hold, and the URI shows no secret.</summary>
public sealed class UriOptionsTests
{
    private const int Seed = 20_261_121;
    private const string Secret = "Qx9S3cretQx9";

    private static readonly string[] Pieces = ["/", ".", "%", "?", "#", "a", "Z", "é", "漢", "😀", " ", ":", "@", "\\", "\"", "'", "-", "_", "&", "=", "+", "[", "]", ";", "%41", "\n", "~", "$", "{", "}"];

    private static readonly Connector[] Engines =
        [.. BuiltInConnectors.All.Where(connector => connector.OptionGroups.Count > 0), new ServerConnector("acme", "acmedb"), .. DeclaredConnector.Three().Connectors.Select(Renamed)];

    private static readonly Hawser.Registry.ConnectorRegistry Registry = new(Engines);

    [Fact]
    public void Every_option_of_every_engine_survives_its_uri()
    {
        for (var round = 0; round < 5_000; round++)
        {
            var random = new Random(Seed + round);
            var connector = Engines[random.Next(Engines.Length)];
            var values = Values(connector, random);
            var options = connector.ParseOptions(values);
            var uri = ConnectionUri.Of(connector, options);
            var label = $"seed {Seed + round}: {connector.Name} {uri.Reveal()}";
            var parsed = Assert.IsType<UriLocation>(Location.Parse(uri.Reveal(), Registry.Engines));
            var again = connector.ParseSettings(UriSettings.Of(parsed.Uri, connector));
            foreach (var (key, value) in values)
            {
                Assert.True(again.GetText(key) == value, $"{label}: {key} is {again.GetText(key)}, not {value}");
            }

            Assert.True(!uri.ToString().Contains(Secret, StringComparison.Ordinal) && !options.ToString().Contains(Secret, StringComparison.Ordinal), label);
            Assert.Equal(uri, ConnectionUri.Of(connector, again));
        }
    }

    [Theory]
    [InlineData("postgres", "postgres")]
    [InlineData("postgresql", "postgres")]
    [InlineData("PG", "postgres")]
    [InlineData("mysql", "mysql")]
    [InlineData("mariadb", "mysql")]
    [InlineData("sqlite", "sqlite")]
    [InlineData("sqlite3", "sqlite")]
    [InlineData("duckdb", "duckdb")]
    public void Aliases_are_schemes_and_types(string alias, string name)
    {
        var registry = new Hawser.Registry.ConnectorRegistry(
            [.. BuiltInConnectors.All.Where(connector => connector.Name is "duckdb" or "sqlite"), new ServerConnector("postgres", "postgresql", "pg"), new ServerConnector("mysql", "mariadb")]);
        Assert.Equal(name, registry.Get(alias).Name);
        Assert.Equal(name, Hawser.Registry.ReservedNames.Find(alias)!.Name);
        var uri = registry.Get(alias).UriKeys.PathIsFile ? $"{alias}:a.db" : $"{alias}://u:p@h/d";
        Assert.Equal(name, new LocationResolver(registry).Resolve(uri, ConnectorRoles.Sink).Connector.Name);
    }

    // The three that are declared for other tests have names of engines that are here already.
    private static ServerConnector Renamed(Connector connector) => new($"{connector.Name}server");

    private static Dictionary<string, string> Values(Connector connector, Random random)
    {
        var values = new Dictionary<string, string>();
        var mode = random.Next(3) switch { 0 => "password", 1 => "token", _ => "key" };
        foreach (var group in connector.OptionGroups.Where(group => group.WhenKey is null || group.WhenValue == mode))
        {
            foreach (var option in group.Options.Where(option => option.IsRequired || option.Key == "auth_mode" || random.Next(2) == 0))
            {
                values[option.Key] = option.Key == "auth_mode" ? mode : Value(option, random);
            }
        }

        return values;
    }

    private static string Value(OptionDefinition option, Random random) => option.Kind switch
    {
        OptionKind.Integer => random.Next(3) == 0 ? "-5" : random.Next(1, 100_000).ToString(null, null),
        OptionKind.Boolean => random.Next(2) == 0 ? "true" : "no",
        OptionKind.Duration => "1.5m",
        OptionKind.Size => "256 MiB",
        OptionKind.Choice => option.Choices[random.Next(option.Choices.Count)],
        _ => (option.Key is "path" ? "p" : string.Empty) + string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => Pieces[random.Next(Pieces.Length)])) + (option.IsSecret ? Secret : string.Empty),
    };
}
