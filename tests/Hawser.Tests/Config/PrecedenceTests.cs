using Hawser.Connectors;

namespace Hawser.Tests.Config;

public sealed class PrecedenceTests : IDisposable
{
    private const string Project = "connections:\n  shop: { type: duckdb, path: project.db }\n  only-project: { type: duckdb, path: p.db }\n";
    private const string User = "connections:\n  shop: { type: duckdb, path: user.db }\n  only-user: { type: duckdb, path: u.db }\n";

    private readonly ConfigWorld _world = new();

    [Fact]
    public void The_project_comes_before_the_user()
    {
        var configuration = _world.Load(Project, User);
        Assert.Equal(["only-project", "only-user", "shop"], configuration.Names);
        Assert.Equal(("project.db", "u.db"), (PathOf(configuration, "shop"), PathOf(configuration, "only-user")));
        Assert.Equal($"{_world.Project}:2", configuration.Find("shop")!.Origin);
    }

    [Fact]
    public void The_environment_comes_before_files()
    {
        _world.Environment["HAWSER_SHOP_URI"] = "duckdb:environment.db?read_only=true";
        _world.Environment["HAWSER_ONLY_USER_URI"] = "sqlite:e.db";
        _world.Environment["HAWSER_EXTRA_URI"] = "mysql://app:p%40ss@db.example.com:4001/shop";
        _world.Environment["HAWSER_UNUSED_URI"] = "";
        _world.Environment["HAWSER_DEBUG"] = "1";
        var configuration = _world.Load(Project, User);
        Assert.Equal(["extra", "only-project", "only-user", "shop"], configuration.Names);
        Assert.Equal(("environment.db", "e.db"), (PathOf(configuration, "shop"), PathOf(configuration, "only-user")));
        Assert.Equal("HAWSER_SHOP_URI", configuration.Find("shop")!.Origin);
        var options = ConfigWorld.Registry.Check(configuration.Find("extra")!).Options;
        Assert.Equal(("p@ss", 4001L, "shop"), (options.GetText("password"), options.GetInteger("port"), options.GetText("database")));
    }

    [Fact]
    public void A_file_that_a_flag_names_comes_before_all_and_replaces_the_other_files()
    {
        _world.Environment["HAWSER_SHOP_URI"] = "duckdb:environment.db";
        _world.Environment["HAWSER_OTHER_URI"] = "duckdb:other.db";
        var flag = _world.Folder.Write("flag.yaml", "connections:\n  shop: { type: duckdb, path: flag.db }\n");
        var configuration = _world.Load(Project, User, flag);
        Assert.Equal(["other", "shop"], configuration.Names);
        Assert.Equal(("flag.db", "other.db"), (PathOf(configuration, "shop"), PathOf(configuration, "other")));
        Assert.Null(configuration.Find("only-project"));
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => _world.Load(flag: _world.Folder["none.yaml"]).Find("shop")).Status);
    }

    [Theory]
    [InlineData("shop.db", "it is not a connection URI")]
    [InlineData("duckdb:a.db#orders", "it names a table")]
    [InlineData("duckbd://a.db", "did you mean 'duckdb'?")]
    [InlineData("mysql://app:s3cret@h:port/d", "not a port")]
    [InlineData("snowflake://app:s3cret@h/d", "Hawser.Connectors.Snowflake")]
    public void A_variable_that_holds_no_connection_is_named(string uri, string problem)
    {
        _world.Environment["HAWSER_SHOP_URI"] = uri;
        var error = Assert.Throws<ConnectorException>(() => _world.Load(Project).Find("shop"));
        Assert.StartsWith("HAWSER_SHOP_URI: ", error.Message, StringComparison.Ordinal);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_are_read_only_when_a_name_is_asked_for()
    {
        var configuration = _world.Load("this: [is no", User);
        Assert.Throws<ConnectorException>(() => configuration.Find("shop"));
        Assert.Equal(3, configuration.Places.Count);
        _world.Environment["HAWSER_SHOP_URI"] = "duckdb:environment.db";
        Assert.Equal("environment.db", PathOf(_world.Load("this: [is no"), "shop"));
    }

    public void Dispose() => _world.Dispose();

    private static string? PathOf(Hawser.Config.ConnectionsConfiguration configuration, string name)
        => configuration.Find(name)!.Settings.First(setting => setting.Key == "path").Value.Reveal();
}
