using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Tests.Config;

namespace Hawser.Tests.Locations;

public sealed class SourceUriTests
{
    [Theory]
    [InlineData("duckdb://path/table", "path", null, null, "table")]
    [InlineData("duckdb://:memory:/t", ":memory:", null, null, "t")]
    [InlineData("duckdb:///abs/path/t", "/abs/path", null, null, "t")]
    [InlineData("DuckDB://rel/a.duckdb/main.t", "rel/a.duckdb", null, "main", "t")]
    [InlineData("sqlite3://a%20b%2Fc.db/t%2Ex", "a b/c.db", null, null, "t.x")]
    [InlineData("bigquery://project.dataset.table", null, "project", "dataset", "table")]
    [InlineData("bigquery://project/dataset.table", null, "project", "dataset", "table")]
    [InlineData("bigquery://example.com:shop.dataset.table", null, "example.com:shop", "dataset", "table")]
    [InlineData("bigquery://example.com:shop/dataset.table", null, "example.com:shop", "dataset", "table")]
    [InlineData("postgres://schema/table", null, null, "schema", "table")]
    [InlineData("pg:///table", null, null, null, "table")]
    [InlineData("postgres://schema/a.b", null, null, "schema", "a.b")]
    [InlineData("mysql://shop/orders", null, null, "shop", "orders")]
    [InlineData("acme://cat.schema/orders", null, "cat", "schema", "orders")]
    public void A_source_names_an_engine_and_a_table(string text, string? path, string? catalog, string? schema, string table)
    {
        var uri = SourceUri.Parse(text, ConfigWorld.Registry);
        Assert.Equal((path, new TableName(catalog, schema, table)), (uri.Path, uri.Table));
        Assert.Equal(uri, SourceUri.Parse(uri.ToString(), ConfigWorld.Registry));
    }

    [Theory]
    [InlineData("orders", "it has no scheme; a source is written engine://")]
    [InlineData("", "it has no scheme")]
    [InlineData("://a/b", "it has no scheme")]
    [InlineData("duckdb:path/t", "it has no scheme")]
    [InlineData("duckbd://a/b", "did you mean 'duckdb'?")]
    [InlineData("polars://a/b", "IEnumerable<T>")]
    [InlineData("duckdb://", "nothing stands behind '://'; write duckdb://PATH/TABLE")]
    [InlineData("duckdb:///t", "the path is empty")]
    [InlineData("duckdb://path", "no '/' separates the table; write duckdb://PATH/TABLE")]
    [InlineData("duckdb://path/", "the table's name is empty")]
    [InlineData("duckdb://path/a..b", "the table is one name, or SCHEMA.TABLE")]
    [InlineData("postgres://schema", "no '/' separates the table; write postgres://SCHEMA/TABLE, or postgres:///TABLE")]
    [InlineData("postgres:///", "the table's name is empty")]
    [InlineData("postgres://", "nothing stands behind '://'")]
    [InlineData("postgres://h/db/t", "more than one '/'")]
    [InlineData("postgres://app:s3cret@h/t", "names a user or a port")]
    [InlineData("postgres://s/t?sslmode=s3cret", "neither options nor '#'")]
    [InlineData("postgres://s/t%zz", "'%' is not followed by two hexadecimal digits")]
    [InlineData("bigquery://a.b", "it has 2 of three parts; write bigquery://PROJECT.DATASET.TABLE")]
    [InlineData("bigquery://a/b", "it has 2 of three parts")]
    [InlineData("bigquery:///b.c", "the project is empty")]
    [InlineData("bigquery://a.b.", "the table's name is empty")]
    [InlineData("bigquery://a..c", "a part is empty")]
    [InlineData("bigquery://a/b.c.d", "too many")]
    public void What_is_missing_has_an_error_of_its_own(string text, string problem)
    {
        var error = Assert.Throws<ConnectorException>(() => SourceUri.Parse(text, ConfigWorld.Registry));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.Contains(problem, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_source_prints_so_that_it_parses_back()
    {
        const int seed = 90_210;
        string[] schemes = ["duckdb", "sqlite", "bigquery", "postgres", "mysql"];
        string[] pieces = ["/", ".", "%", "?", "#", "a", "B", "é", "😀", " ", ":", "@", "\\", "\"", "'", "-", "_", "%2F", "&", "="];
        for (var round = 0; round < 10_000; round++)
        {
            var random = new Random(seed + round);
            string Word() => string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => pieces[random.Next(pieces.Length)]));
            var form = random.Next(3);
            var text = form switch
            {
                0 => $"{schemes[random.Next(2)]}://{Escape(Word())}/{Escape(Word())}",
                1 => $"bigquery://{Escape(Word())}/{Escape(Word())}.{Escape(Word())}",
                _ => $"{schemes[random.Next(3, 5)]}://{(random.Next(2) == 0 ? "" : Escape(Word()))}/{Escape(Word())}",
            };
            Assert.True(SourceUri.TryParse(text, ConfigWorld.Registry, out var uri, out var problem), $"seed {seed + round}: {text}: {problem}");
            Assert.True(uri.Equals(SourceUri.Parse(uri.ToString(), ConfigWorld.Registry)), $"seed {seed + round}: {text}: {uri}");
        }
    }

    [Fact]
    public void A_location_never_takes_a_source()
    {
        // The same text means a host here and a schema there, which is why they are two types.
        var location = Assert.IsType<UriLocation>(Location.Parse("mysql://shop/orders", ConfigWorld.Registry.Engines));
        Assert.Equal(("shop", "/orders"), (location.Uri.Host, location.Uri.Path));
        Assert.False(typeof(Location).IsAssignableFrom(typeof(SourceUri)));
    }

    private static string Escape(string name) => Uri.EscapeDataString(name).Replace(".", "%2E", StringComparison.Ordinal);
}
