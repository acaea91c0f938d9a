using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Hawser.Cli.Tests.Support;
using Hawser.Testing;

namespace Hawser.Cli.Tests;

public sealed class ConnectionsTests : IDisposable
{
    private const string Secret = "pl4ntedS3cret";

    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string?> _variables = new() { ["SHOP_FILE"] = ShopFile.Name };

    public ConnectionsTests()
    {
        ShopFile.In(_folder);
        _folder.Write("connections.yaml", """
            connections:
              shop:  { type: sqlite, path: "${SHOP_FILE}", read_only: true }
              lake:  { type: duckdb, path: lake.duckdb, pool: { size: 2, wait_timeout: 5s } }
              gone:  { type: sqlite, path: gone.sqlite }
              typo:  { type: sqlite, paht: x }
              unset: { type: duckdb, path: "${NOT_SET_ANYWHERE}" }
            """);
    }

    [Fact]
    public void The_list_is_what_was_approved()
    {
        ToolRun run = Run("connections", "list");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Approved.Matches("connections list", run.Output);
        Assert.False(File.Exists(_folder["lake.duckdb"]));
        Approved.Matches("connections list json", Run("connections", "list", "--json").Output);
    }

    [Fact]
    public void A_test_tells_what_works_and_what_does_not()
    {
        ToolRun good = Run("connections", "test", "shop", "--table", "items");
        Assert.Equal((0, ""), (good.ExitCode, good.Error));
        Approved.Matches("connections test", good.Output);
        ToolRun all = Run("connections", "test");
        Assert.Equal((1, ""), (all.ExitCode, all.Error));
        Approved.Matches("connections test all", all.Output);
        Assert.False(File.Exists(_folder["gone.sqlite"]), "A test makes no file.");
        ToolRun table = Run("connections", "test", "shop", "--table", "itms", "--json");
        Assert.Equal(1, table.ExitCode);
        JsonElement result = JsonDocument.Parse(table.Output).RootElement.GetProperty("connections")[0];
        Assert.Equal(("missing_table", false), (result.GetProperty("problem").GetString(), result.GetProperty("works").GetBoolean()));
    }

    [Fact]
    public void A_test_takes_a_URI_too()
    {
        ToolRun works = Run("connections", "test", "sqlite:shop.sqlite", "--json");
        Assert.Equal((0, ""), (works.ExitCode, works.Error));
        Assert.True(JsonDocument.Parse(works.Output).RootElement.GetProperty("connections")[0].GetProperty("works").GetBoolean());
        ToolRun refused = Run("connections", "test", $"postgres://app:{Secret}@127.0.0.1:1/d", "--json");
        Assert.Equal(1, refused.ExitCode);
        Assert.Equal("refused", JsonDocument.Parse(refused.Output).RootElement.GetProperty("connections")[0].GetProperty("problem").GetString());
        ToolRun table = Run("connections", "test", "sqlite:shop.sqlite#items");
        Assert.Equal(2, table.ExitCode);
    }

    [Fact]
    public void A_server_that_never_answers_is_given_up_in_time()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        _folder.Write("silent.yaml", $"connections:\n  silent: {{ type: postgres, host: 127.0.0.1, port: {((IPEndPoint)silent.LocalEndpoint).Port}, user: u, database: d, connect_timeout: 10m }}\n");
        ToolRun run = Run("connections", "test", "silent", "--config", "silent.yaml", "--timeout", "1s", "--json");
        Assert.Equal((1, ""), (run.ExitCode, run.Error));
        JsonElement result = JsonDocument.Parse(run.Output).RootElement.GetProperty("connections")[0];
        Assert.Equal("timeout", result.GetProperty("problem").GetString());
        Assert.Equal("[postgres] the test was not done within 1 s", result.GetProperty("message").GetString());
        ToolRun wrong = Run("connections", "test", "shop", "--timeout", "soon");
        Assert.Equal((2, "hawser: --timeout 'soon': it takes a time of less than a day, such as 500ms, 5s or 2m.\n"), (wrong.ExitCode, wrong.Error));
    }

    [Fact]
    public void Named_connections_are_locations_of_every_verb()
    {
        ToolRun copied = Run("copy", "@shop", "@lake", "-q");
        Assert.Equal((0, ""), (copied.ExitCode, copied.Error));
        Assert.Equal("3\n", Run("query", "@lake", "select count(*) as n from items", "--format", "csv").Output.Split('\n', 2)[1]);
        Assert.StartsWith("id,name\n", Run("query", "lake:cheap", "--format", "csv").Output + Run("query", "@shop", "select id, name from cheap", "--format", "csv").Output, StringComparison.Ordinal);
        Assert.Contains("sales_2024", Run("schema", "@shop").Output, StringComparison.Ordinal);
        ToolRun one = Run("copy", "shop:items", "lake:copied", "-q");
        Assert.Equal((0, ""), (one.ExitCode, one.Error));
        Assert.Contains("copied", Run("schema", "lake:copied").Output, StringComparison.Ordinal);
        Assert.Equal(2, Run("schema", "@typo").ExitCode);
        Assert.Contains("did you mean '@shop'?", Run("schema", "@shpo").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flag_comes_before_the_environment_and_the_environment_before_files()
    {
        _folder.Write("other.yaml", "connections:\n  shop: { type: duckdb, path: flag.duckdb }\n");
        _variables["HAWSER_SHOP_URI"] = "duckdb:env.duckdb";
        Assert.Contains("duckdb:env.duckdb", Run("connections", "list").Output, StringComparison.Ordinal);
        string flag = Run("connections", "list", "--config", "other.yaml").Output;
        Assert.Contains("duckdb:flag.duckdb", flag, StringComparison.Ordinal);
        Assert.DoesNotContain("lake", flag, StringComparison.Ordinal);
        Assert.Equal(flag, Run("--config", "other.yaml", "connections", "list").Output);
        Assert.Equal(flag, Run("--config=other.yaml", "connections", "list").Output);
    }

    [Fact]
    public void Without_connections_there_is_nothing_to_list_or_test()
    {
        File.Delete(_folder["connections.yaml"]);
        foreach (string verb in new[] { "list", "test" })
        {
            ToolRun run = Run("connections", verb);
            Assert.Equal(3, run.ExitCode);
            Assert.StartsWith("hawser: no connection is configured; looked in HAWSER_<NAME>_URI, connections.yaml, ", run.Error, StringComparison.Ordinal);
        }

        Assert.Equal("""{"connections":[]}""", Run("connections", "list", "--json").Output.Replace("\n", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal));
    }

    [Fact]
    public void No_output_of_any_verb_holds_a_planted_secret()
    {
        _variables["PLANTED"] = Secret;
        _variables["HAWSER_ENV_URI"] = $"duckdb:x.duckdb?memory_limt={Secret}";
        _folder.Write("secret.txt", Secret + "\n");
        _folder.Write("connections.yaml", """
            connections:
              one:   { type: sqlite, path: shop.sqlite, busy_timeout: "${PLANTED}" }
              two:   { type: sqlite, path: shop.sqlite, pasword: "${PLANTED}" }
              three: { type: duckdb, path: a.duckdb, threads: "${file:secret.txt}", memory_limit: "x${PLANTED}" }
              four:  { type: sqlite, path: shop.sqlite, pool: { size: "${PLANTED}" } }
              five:  { type: "${PLANTED}" }
              good:  { type: sqlite, path: shop.sqlite }
            """);
        string[][] runs =
        [
            ["connections", "list"], ["connections", "list", "--json"], ["connections", "test"], ["connections", "test", "--json"], ["connections", "test", "env", "--debug"],
            ["copy", "@one", "duckdb:x.duckdb", "--debug"], ["copy", "@good", "@three", "--plan", "--json", "--debug"], ["schema", "@two", "--json", "--debug"], ["query", "@env", "select 1", "--debug"],
            ["query", "@four", "select 1", "--debug"], ["copy", "@good", $"duckdb://app:{Secret}@h/x.duckdb", "--debug"], ["copy", "@good", $"sqlite:x.db?key={Secret}", "--debug"],
            ["query", $"postgers://app:{Secret}@h/d", "x", "--debug"], ["schema", $"postgres://app:{Secret}@h:1/d?token={Secret}", "--debug"], ["connections", "test", $"postgres://app:{Secret}@127.0.0.1:1/d", "--debug"],
            ["connections", "test", $"nosuch://app:{Secret}@127.0.0.1:1/d", "--debug"], ["copy", "@good", "duckdb:done.duckdb", "--json"],
        ];
        foreach (string[] arguments in runs)
        {
            ToolRun run = Run(arguments);
            Assert.False((run.Output + run.Error).Contains(Secret, StringComparison.Ordinal), $"hawser {string.Join(' ', arguments)}\n{run.Output}\n{run.Error}");
        }
    }

    public void Dispose() => _folder.Dispose();

    private ToolRun Run(params string[] arguments) => HawserCli.RunWith(_folder.Path, _variables, arguments);
}
