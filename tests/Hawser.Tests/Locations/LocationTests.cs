using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Tests.Locations;

public sealed class LocationTests
{
    [Theory]
    [InlineData("orders.csv")]
    [InlineData("logs/*.json.gz")]
    [InlineData("./prod:orders")]
    [InlineData(@"C:\x\y.csv")]
    [InlineData("c:/x/y.csv")]
    [InlineData(@"\\server\share\y.csv")]
    [InlineData("shop.sqlite#orders")]
    [InlineData("a b.csv")]
    [InlineData("read_csv('x.csv')")]
    public void A_path_is_taken_as_it_stands(string text)
    {
        var location = Assert.IsType<PathLocation>(Parse(text));
        Assert.Equal(text, location.Path);
        Assert.Equal(text, location.ToString());
    }

    [Theory]
    [InlineData("prod:sales.orders", "prod", "sales", "orders")]
    [InlineData("@prod:sales.orders", "prod", "sales", "orders")]
    [InlineData("@duckdb:events", "duckdb", null, "events")]
    [InlineData("prod:\"my schema\".\"my \"\"table\"\"\"", "prod", "my schema", "my \"table\"")]
    [InlineData("my-db.2:t", "my-db.2", null, "t")]
    [InlineData("prod:100%", "prod", null, "100%")]
    public void A_named_connection_has_a_table_behind_a_colon(string text, string name, string? schema, string table)
    {
        var location = Assert.IsType<NamedLocation>(Parse(text));
        var tableName = Assert.IsType<LocationTableName>(location.Table);
        Assert.Equal((name, schema, table), (location.Name, tableName.Schema, tableName.Table));
    }

    [Fact]
    public void An_at_sign_alone_names_the_connection_as_a_whole()
    {
        var location = Assert.IsType<NamedLocation>(Parse("@prod"));
        Assert.Equal("prod", location.Name);
        Assert.Null(location.Table);
    }

    [Theory]
    [InlineData("sqlite:shop.db#orders", "sqlite", "shop.db", "orders")]
    [InlineData("SQLite3:shop.db", "sqlite3", "shop.db", null)]
    [InlineData("duckdb:///data/a.db#t", "duckdb", "/data/a.db", "t")]
    [InlineData("duckdb:/data/a.db#t", "duckdb", "/data/a.db", "t")]
    [InlineData("duckdb:", "duckdb", "", null)]
    [InlineData("duckdb:shop.duckdb", "duckdb", "shop.duckdb", null)]
    [InlineData(@"sqlite:C:\data\shop.db#t", "sqlite", @"C:\data\shop.db", "t")]
    [InlineData("sqlite:my%20shop%23.db#%22a.b%22", "sqlite", "my shop#.db", "\"a.b\"")]
    [InlineData("sqlite:a@b.db", "sqlite", "a@b.db", null)]
    public void An_engine_before_a_colon_is_always_a_scheme(string text, string scheme, string path, string? table)
    {
        var uri = Assert.IsType<UriLocation>(Parse(text)).Uri;
        Assert.Equal((scheme, path, table), (uri.Scheme, uri.Path, uri.Table?.ToString()));
        Assert.False(uri.HasAuthority);
    }

    [Fact]
    public void A_server_uri_is_taken_apart_and_decoded()
    {
        var uri = Assert.IsType<UriLocation>(Parse("postgres://us%65r:p%40ss@db.example.com:5432/shop%20one?sslmode=require&token=a=b#sales.orders")).Uri;
        Assert.Equal(("user", "p@ss", "db.example.com", 5432), (uri.User, uri.Password?.Reveal(), uri.Host, uri.Port));
        Assert.Equal(("/shop one", "sales.orders"), (uri.Path, uri.Table?.ToString()));
        Assert.Equal(["sslmode=require", "token=a=b"], uri.Options.Select(option => $"{option.Key}={option.Value.Reveal()}"));
    }

    [Theory]
    [InlineData("postgres://[::1]:5432/shop", "::1", 5432)]
    [InlineData("postgres://[fe80::1]", "fe80::1", null)]
    [InlineData("postgres://%2Fvar%2Frun/shop", "/var/run", null)]
    [InlineData("postgres://:5433/shop", null, 5433)]
    [InlineData("postgres:///shop", null, null)]
    public void Hosts_of_all_kinds_are_understood(string text, string? host, int? port)
    {
        var location = Parse(text);
        var uri = Assert.IsType<UriLocation>(location).Uri;
        Assert.Equal((host, port), (uri.Host, uri.Port));
        Assert.Equal(location, Parse(location.Reveal()));
    }

    [Fact]
    public void A_dash_is_standard_input_or_output() => Assert.Same(StandardStreamLocation.Instance, Parse("-"));

    [Fact]
    public void Printing_masks_the_password_and_every_option_that_is_not_declared_harmless()
    {
        var location = Parse("postgres://app:s3cret@h/db?sslmode=require&password=hunter2&x=y#t");
        Assert.Equal("postgres://app:***@h/db?sslmode=require&password=***&x=***#t", location.ToString());
        Assert.Equal("postgres://app:s3cret@h/db?sslmode=require&password=hunter2&x=y#t", location.Reveal());
    }

    [Fact]
    public void A_path_that_would_read_as_something_else_prints_with_its_folder()
    {
        Assert.Equal("./prod:orders", new PathLocation("prod:orders").ToString());
        Assert.Equal("./-", new PathLocation("-").ToString());
        Assert.Equal("./@x", new PathLocation("@x").ToString());
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("  ", "it is empty")]
    [InlineData("@", "a connection's name is expected")]
    [InlineData("@prod#orders", "@NAME:TABLE")]
    [InlineData("prod:", "@prod")]
    [InlineData("@prod:a.b.c.d", "at most 3 parts")]
    [InlineData("prod:a..b", "a name is expected")]
    [InlineData("prod:\"a", "not closed")]
    [InlineData("prod:a;b", "';'")]
    [InlineData("postgers://h/db", "did you mean 'postgres'?")]
    [InlineData("oracle://h/db", "known are duckdb, postgres, sqlite")]
    [InlineData("mysql://h/db", "Hawser.Connectors.MySql")]
    [InlineData("mariadb:db", "Hawser.Connectors.MySql")]
    [InlineData("pandas:df", "RecordBatchReader")]
    [InlineData("sqlite:100%.db", "%25")]
    [InlineData("sqlite:a%00.db", "NUL")]
    [InlineData("sqlite:a%ff.db", "UTF-8")]
    [InlineData("sqlite:a.db#", "a name is expected")]
    [InlineData("postgres://h:x/db", "port")]
    [InlineData("postgres://h:70000/db", "port")]
    [InlineData("postgres://[::1/db", "IPv6")]
    [InlineData("postgres://h/db?readonly", "key=value")]
    [InlineData("postgres://h/db?a=1&A=2", "twice")]
    [InlineData("postgres://h/db#t?sslmode=on", "before '#'")]
    [InlineData("jdbc:postgresql://h/db", "a URI stands where")]
    [InlineData(" postgres://h/db", "not a scheme")]
    [InlineData("duckdb:#read_cvs('x')", "did you mean 'read_csv'?")]
    [InlineData("sqlite:a.db#read_csv('x')", "no table functions")]
    public void A_bad_location_is_refused_with_a_reason(string text, string reason)
    {
        var error = Assert.Throws<ConnectorException>(() => Parse(text));
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("postgres://app:s3cret@h:x/db")]
    [InlineData("postgres://app:s3/cret@h/db")]
    [InlineData("postgres://app:12#s3cret@h/db")]
    [InlineData("postgres://app:12?s3cret@h/db")]
    [InlineData("postgers://app:s3cret@h/db")]
    [InlineData(" postgres://app:s3cret@h/db")]
    [InlineData("jdbc:postgresql://app:s3cret@h/db")]
    [InlineData("postgres://h/db?password=s3cret&x")]
    [InlineData("postgres://h/db?s3cret")]
    public void An_error_about_a_location_hides_its_secret(string text)
    {
        var error = Assert.Throws<ConnectorException>(() => Parse(text));
        Assert.DoesNotContain("s3", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("cret", error.Message.Replace("secret", string.Empty, StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void An_error_stays_on_one_line_whatever_the_location_holds()
    {
        var error = Assert.Throws<ConnectorException>(() => Parse("@a\r\nb\u2028\u0007"));
        Assert.DoesNotContain(error.Message, letter => char.IsControl(letter) || letter == '\u2028');
    }

    [Fact]
    public void Engines_that_share_a_name_are_a_programmers_mistake()
        => Assert.Throws<ArgumentException>(() => new KnownEngines([new KnownEngine("a1"), new KnownEngine("b1") { Aliases = ["A1"] }]));

    private static Location Parse(string text) => Location.Parse(text, TestEngines.All);
}
