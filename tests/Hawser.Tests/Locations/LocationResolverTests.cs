using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Tests.Registry;

namespace Hawser.Tests.Locations;

public sealed class LocationResolverTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocationResolver _resolver = new(
        DeclaredConnector.Three(),
        new ConnectionSet(
            new NamedConnection("prod", "pg", new Dictionary<string, string> { ["host"] = "db", ["password"] = "s3cret" }),
            new NamedConnection("local", "duckdb", new Dictionary<string, string> { ["path"] = "x.duckdb" })));

    [Theory]
    [InlineData("a.csv", "duckdb", "csv")]
    [InlineData("a.CSV.gz", "duckdb", "csv")]
    [InlineData("a.b.jsonl", "duckdb", "json")]
    [InlineData("a.parquet", "duckdb", "parquet")]
    public void A_file_goes_to_the_connector_that_declares_its_format(string name, string connector, string format)
    {
        var path = _folder.Write(name, "x"u8);
        var resolved = Source(path);
        Assert.Equal(connector, resolved.Connector.Name);
        Assert.Equal(new FileRelation(path, format), resolved.Relation!, Same);
    }

    [Theory]
    [InlineData("a.sqlite", "sqlite")]
    [InlineData("a.duckdb", "duckdb")]
    public void A_database_file_sets_the_path_option(string name, string connector)
    {
        var resolved = Sink(_folder[name]);
        Assert.Equal(connector, resolved.Connector.Name);
        Assert.Equal(_folder[name], resolved.Options.GetText("path"));
        Assert.Null(resolved.Relation);
    }

    [Fact]
    public void First_bytes_decide_between_kinds_that_share_an_ending()
    {
        Assert.Equal("sqlite", Source(_folder.Write("a.db", "SQLite format 3\0rest"u8)).Connector.Name);
        Assert.Equal("duckdb", Source(_folder.Write("b.db", "01234567DUCKrest"u8)).Connector.Name);
        Assert.Equal("duckdb", Source(_folder.Write("c.unknown", "01234567DUCKrest"u8)).Connector.Name);
        Assert.Equal("duckdb", Source(_folder.Write("d.sqlite", "01234567DUCKrest"u8)).Connector.Name);
        Assert.Equal(new FileRelation(_folder["e"], "parquet"), Source(_folder.Write("e", "PAR1"u8)).Relation!, Same);
    }

    [Fact]
    public void First_bytes_that_neither_kind_has_are_an_error_with_the_choices()
    {
        var error = Fails(() => Source(_folder.Write("a.db", "something else"u8)));
        Assert.Contains($"duckdb:{_folder["a.db"]} or sqlite:{_folder["a.db"]}", error.Message, StringComparison.Ordinal);
        Assert.Contains("could be of several kinds", Fails(() => Sink(_folder["new.db"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_file_may_begin_with_another_kinds_mark_but_a_binary_one_may_not()
    {
        Assert.Equal("csv", Assert.IsType<FileRelation>(Source(_folder.Write("a.csv", "PAR1,b\n"u8)).Relation).Format);
        Assert.Contains("begins as sqlite does", Fails(() => Source(_folder.Write("b.csv", "SQLite format 3\0"u8))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_named_with_the_nearest_one()
    {
        _folder.Write("orders.csv");
        var error = Fails(() => Source(_folder["ordres.csv"]), ConnectorStatus.NotFound);
        Assert.Contains(_folder["ordres.csv"], error.Message, StringComparison.Ordinal);
        Assert.Contains($"did you mean '{_folder["orders.csv"]}'?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_is_named_for_sources_and_sinks()
    {
        Assert.Contains($"the folder '{_folder["none"]}' does not exist", Fails(() => Source(_folder["none/x/orders.csv"]), ConnectorStatus.NotFound).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Fails(() => Sink(_folder["none/orders.csv"]), ConnectorStatus.NotFound).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_ending_names_the_nearest_or_all()
    {
        Assert.Contains("did you mean '.parquet'?", Fails(() => Sink(_folder["a.parqet"])).Message, StringComparison.Ordinal);
        Assert.Contains("known are .csv .db", Fails(() => Sink(_folder["a.docx"])).Message, StringComparison.Ordinal);
        Assert.Contains("no ending", Fails(() => Sink(_folder["a"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_is_given_needs_no_ending()
    {
        Assert.Equal("csv", Assert.IsType<FileRelation>(_resolver.Resolve(_folder.Write("a.txt", "x"u8), ConnectorRoles.Source, "CSV").Relation).Format);
        Assert.Contains("did you mean 'csv'?", Fails(() => _resolver.Resolve(_folder["a.txt"], ConnectorRoles.Sink, "cvs")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_format_that_can_only_be_read_is_no_sink()
        => Assert.Contains("it can be read, not written", Fails(() => Sink(_folder["a.json"]), ConnectorStatus.NotSupported).Message, StringComparison.Ordinal);

    [Fact]
    public void A_pattern_is_one_table_of_many_files_of_one_kind()
    {
        _folder.Write("a.csv", "x"u8);
        _folder.Write("b.csv.gz", "x"u8);
        Assert.Equal(new FileRelation(_folder["*.csv*"], "csv"), Source(_folder["*.csv*"]).Relation!, Same);
        _folder.Write("c.parquet", "PAR1"u8);
        Assert.Contains("several kinds", Fails(() => Source(_folder["*"])).Message, StringComparison.Ordinal);
        Assert.Contains("no file matches", Fails(() => Source(_folder["*.json"]), ConnectorStatus.NotFound).Message, StringComparison.Ordinal);
        Assert.Contains("can be read, not written", Fails(() => Sink(_folder["*.csv"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_whose_name_has_wildcards_is_that_file()
    {
        var path = _folder.Write("a[1].csv", "x"u8);
        Assert.Equal(path, Assert.IsType<FileRelation>(Source(path).Relation).Path);
    }

    [Fact]
    public void A_uris_parts_become_options_where_the_connector_wants_them()
    {
        var resolved = Source("postgres://app:s3cret@db:5433/shop?read-only=true#sales.orders");
        var options = resolved.Options;
        Assert.Equal(("app", "s3cret", "db", 5433L), (options.GetText("user"), options.GetText("password"), options.GetText("host"), options.GetInteger("port")));
        Assert.Equal(("shop", true), (options.GetText("database"), options.GetBoolean("read_only")));
        Assert.Equal(new TableName(null, "sales", "orders"), resolved.Relation);
        Assert.DoesNotContain("s3cret", resolved.ToString() + options, StringComparison.Ordinal);
    }

    [Fact]
    public void A_uri_of_a_file_is_checked_before_it_is_read()
    {
        Assert.Null(Source("duckdb:").Options.GetText("path"));
        Assert.Equal(":memory:", Source("sqlite::memory:").Options.GetText("path"));
        Assert.Equal(_folder["new.db"], Sink($"sqlite:{_folder["new.db"]}").Options.GetText("path"));
        _folder.Write("shop.db");
        Assert.Contains($"did you mean '{_folder["shop.db"]}'?", Fails(() => Source($"sqlite:{_folder["shp.db"]}"), ConnectorStatus.NotFound).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_that_the_connector_does_not_take_is_an_error()
    {
        Assert.Contains("sqlite:relative/path or sqlite:///absolute/path", Fails(() => Source("sqlite://data/a.db")).Message, StringComparison.Ordinal);
        Assert.Contains("twice", Fails(() => Source("postgres://db/shop?host=x")).Message, StringComparison.Ordinal);
        Assert.Contains("read_only", Fails(() => Source("postgres://db/shop?read_onyl=x")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_named_connection_brings_its_connector_and_options()
    {
        var resolved = Source("prod:sales.orders");
        Assert.Equal(("postgres", "db"), (resolved.Connector.Name, resolved.Options.GetText("host")));
        Assert.Equal(new TableName(null, "sales", "orders"), resolved.Relation);
    }

    [Theory]
    [InlineData("@prdo", "did you mean '@prod'?")]
    [InlineData("duckb:x", "did you mean 'duckdb:'?")]
    [InlineData("@sqlite:x", "the engine itself is written sqlite:")]
    [InlineData("@zzzzzz", "known are local, prod")]
    [InlineData("@prod:read_csv('x')", "not a table function of postgres")]
    public void An_unknown_name_is_refused_with_the_nearest(string location, string advice)
        => Assert.Contains(advice, Fails(() => Source(location)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_table_function_can_be_read_not_written()
    {
        Assert.IsType<FunctionRelation>(Source("@local:read_csv('x')").Relation);
        Assert.Contains("read, not written", Fails(() => Sink("@local:read_csv('x')"), ConnectorStatus.NotSupported).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_path_with_a_table_or_a_function_says_how_it_is_written()
    {
        _folder.Write("shop.sqlite");
        Assert.Contains("ENGINE:", Fails(() => Source(_folder["shop.sqlite#orders"]), ConnectorStatus.NotFound).Message, StringComparison.Ordinal);
        Assert.Contains("ENGINE:#read_csv('x')", Fails(() => Source("read_csv('x')"), ConnectorStatus.NotFound).Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private static bool Same(Relation left, Relation right)
        => left is FileRelation a && right is FileRelation b && (a.Path, a.Format) == (b.Path, b.Format) && a.Options.Count + b.Options.Count == 0;

    private static ConnectorException Fails(Func<object> resolve, ConnectorStatus status = ConnectorStatus.InvalidConfiguration)
    {
        var error = Assert.Throws<ConnectorException>(resolve);
        Assert.Equal(status, error.Status);
        return error;
    }

    private ResolvedLocation Source(string location) => _resolver.Resolve(location, ConnectorRoles.Source);

    private ResolvedLocation Sink(string location) => _resolver.Resolve(location, ConnectorRoles.Sink);
}
