using Hawser.Connectors;

namespace Hawser.Tests.Config;

public sealed class ConnectionsFileTests : IDisposable
{
    private readonly ConfigWorld _world = new();

    [Fact]
    public void Blocks_stand_below_connections_with_their_type()
    {
        var configuration = _world.Load("""
            connections:
              prod:   { type: mariadb, host: db.example.com, database: shop, user: app, password: "a b" }
              local:
                type: duckdb
                path: analytics.db
                read_only: no
            """);
        Assert.Equal(["local", "prod"], configuration.Names);
        var (connector, options) = ConfigWorld.Registry.Check(configuration.Find("PROD")!);
        Assert.Equal(("mysql", "db.example.com", "a b"), (connector.Name, options.GetText("host"), options.GetText("password")));
        Assert.False(ConfigWorld.Registry.Check(configuration.Find("local")!).Options.GetBoolean("read_only"));
        Assert.Null(configuration.Find("other"));
    }

    [Fact]
    public void The_root_key_may_be_left_out_when_blocks_are_named_after_engines()
    {
        var configuration = _world.Load("duckdb: { path: a.db }\nsqlite3:\n  path: b.db\nacme: { type: mysql, host: h, database: d, user: u, password: p }\n");
        Assert.Equal(["acme", "duckdb", "sqlite3"], configuration.Names);
        Assert.Equal(["duckdb", "sqlite", "mysql"], new[] { "duckdb", "sqlite3", "acme" }.Select(name => ConfigWorld.Registry.Check(configuration.Find(name)!).Connector.Name));
        Assert.Equal("duckdb", ConfigWorld.Registry.Check(_world.Load("connections:\n  duckdb: { path: x.db }").Find("duckdb")!).Connector.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("connections:\n")]
    [InlineData("connections: {}\n")]
    [InlineData("\uFEFF---\n...\n")]
    public void A_file_may_hold_no_connection(string text) => Assert.Empty(_world.Load(text).Names);

    [Fact]
    public void Anchors_and_merges_save_writing()
    {
        const string Text = """
            connections:
              base: &base { type: acme, host: h, database: d, user: u, password: &pw s3cret }
              prod: { <<: *base, database: other }
              test: { <<: [ { port: 1 }, *base ], port: 2, password: *pw }
            """;
        Assert.Equal(("h", "other"), (_world.Option(Text, "prod", "host"), _world.Option(Text, "prod", "database")));
        Assert.Equal(("2", "s3cret"), (_world.Option(Text, "test", "port"), _world.Option(Text, "test", "password")));
    }

    [Theory]
    [InlineData("prod: { type: duckdb }", "FILE:1: 'prod' is no engine, so it stands below 'connections:'")]
    [InlineData("conections:\n  prod: {}", "FILE:1: unknown key 'conections'; did you mean 'connections'?")]
    [InlineData("duckbd: {}", "FILE:1: unknown key 'duckbd'; did you mean 'duckdb'?")]
    [InlineData("connections: {}\nduckdb: {}", "FILE:2: unknown key 'duckdb' beside 'connections:'")]
    [InlineData("connections: [prod]", "FILE:1: a block is expected")]
    [InlineData("just text", "FILE:1: a block is expected")]
    [InlineData("connections:\n  prod: {}\n  prod: {}", "FILE:3: the key 'prod' stands here and in line 2")]
    [InlineData("connections:\n  prod: {}\n  Prod: {}", "FILE:3: the connection 'Prod' is defined here and in line 2")]
    [InlineData("connections:\n  a/b: {}", "FILE:2: 'a/b' cannot name a connection")]
    [InlineData("connections:\n  c: {}", "FILE:2: 'c' cannot name a connection")]
    [InlineData("connections:\n  prod: {}\n---\nconnections: {}", "FILE:3: one file holds one document")]
    [InlineData("connections:\n  ? [a]\n  : b", "a key is a name")]
    [InlineData("connections:\n  prod: { path: @x }", "FILE:2: this is not valid YAML")]
    [InlineData("connections:\n  prod: {\n", "this is not valid YAML")]
    [InlineData("connections:\n  prod: { path: *p4ss }", "FILE:2: an anchor is used that is not defined above; a value that begins with '*' stands in quotes")]
    [InlineData("connections:\n  prod: { <<: x }", "FILE:2: << takes a block")]
    public void A_file_of_another_shape_is_refused_with_its_line(string text, string problem) => Assert.Contains(problem, _world.Problem(text), StringComparison.Ordinal);

    [Theory]
    [InlineData("prod: { path: x }", "FILE:2: it has no \"type\"; known are acme, duckdb, mysql, sqlite")]
    [InlineData("prod: { tpye: duckdb }", "unknown option \"tpye\"; did you mean \"type\"?")]
    [InlineData("prod: { type: }", "FILE:2: \"type\" is not the name of an engine")]
    [InlineData("prod:\n    type: duckdb\n    paht: x", "connection \"prod\" (FILE:2): unknown option \"paht\" (FILE:4); did you mean \"path\"?")]
    [InlineData("prod: { type: '${ENGINE}' }", "FILE:2: \"type\" takes no variables")]
    [InlineData("prod: text", "FILE:2: options are expected here")]
    [InlineData("prod: { type: duckdb, path: [a, b] }", "FILE:2: option \"path\" takes one value, not a list")]
    [InlineData("prod: { type: duckdb, path: { a: b } }", "FILE:2: option \"path\" takes one value, not a block")]
    [InlineData("prod: { type: duckdb, pool: 5 }", "FILE:2: options are expected here")]
    [InlineData("prod: { type: dukcdb }", "unknown connector 'dukcdb'; did you mean 'duckdb'?")]
    [InlineData("prod: { type: snowflake, account: x }", "dotnet add package Hawser.Connectors.Snowflake")]
    [InlineData("prod: { type: pandas }", "IEnumerable<T>")]
    [InlineData("prod: { type: duckdb, paht: x }", "connection \"prod\" (FILE:2): unknown option \"paht\"; did you mean \"path\"?")]
    [InlineData("prod: { type: acme, host: h, database: d, user: u, password: p, port: five }", "option \"port\" is \"five\"; it must be a whole number")]
    [InlineData("prod: { type: acme, host: h, database: d, user: u, password: p, tls: maybe }", "option \"tls\" is \"maybe\"; it must be one of off, on, verify")]
    [InlineData("prod: { type: acme, host: h, database: d, user: u, password: p, timeout: soon }", "it must be a duration such as")]
    [InlineData("prod: { type: acme, host: h, database: d, user: u, password: p, fetch_size: big }", "it must be a size such as")]
    [InlineData("prod: { type: acme, host: h, database: d, user: u, password: p, read_only: perhaps }", "it must be true or false")]
    public void A_block_that_is_wrong_says_what_would_be_right(string block, string problem)
        => Assert.Contains(problem, _world.Problem($"connections:\n  {block}\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("host: h", "\"database\" is required", "\"user\" is required with auth_mode: password", "\"password\" is required with auth_mode: password")]
    [InlineData("host: '', database:", "\"host\" is required", "\"database\" is required", "\"user\" is required")]
    [InlineData("auth_mode: token", "\"host\" is required", "\"database\" is required", "\"token\" is required with auth_mode: token")]
    [InlineData("auth_mode: KEY, token: t", "\"user\" is required with auth_mode: key", "\"key_file\" is required with auth_mode: key", "\"token\" belongs to auth_mode: token, and auth_mode is KEY")]
    public void All_that_is_missing_is_listed_in_one_error_by_auth_mode(string options, params string[] problems)
    {
        var message = _world.Problem($"connections:\n  prod: {{ type: acme, {options} }}\n");
        Assert.All(problems, problem => Assert.Contains(problem, message, StringComparison.Ordinal));
        Assert.DoesNotContain("token\" is required with auth_mode: password", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("duckdb", null)]
    [InlineData("sqlite", "it has no options; sqlite needs path")]
    [InlineData("acme", "it has no options; acme needs host, database")]
    [InlineData("arrow", "it has no options; arrow holds no database that could be named")]
    public void A_connection_without_options_is_right_only_where_the_connector_says_so(string type, string? problem)
    {
        var configuration = _world.Load($"connections:\n  prod: {{ type: {type} }}\n");
        if (problem is null)
        {
            Assert.Equal(type, ConfigWorld.Registry.Check(configuration.Find("prod")!).Connector.Name);
        }
        else
        {
            Assert.Contains(problem, Assert.Throws<ConnectorException>(() => ConfigWorld.Registry.Check(configuration.Find("prod")!)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void What_is_wrong_with_one_block_does_not_stop_another()
    {
        var configuration = _world.Load("connections:\n  bad: { type: acme, password: '${NOT_SET}' }\n  good: { type: duckdb }\n");
        Assert.NotNull(configuration.Find("good"));
        Assert.Throws<ConnectorException>(() => configuration.Find("bad"));
    }

    public void Dispose() => _world.Dispose();
}
