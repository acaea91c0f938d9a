using Hawser.Connectors;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Tests.Locations;

/// <summary>Locations of files that the engines themselves made, resolved with the connectors that come with Hawser.</summary>
public sealed class RealFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LocationResolver _resolver = new(new ConnectorRegistry(BuiltInConnectors.All));

    [Theory]
    [InlineData("duckdb")]
    [InlineData("sqlite")]
    public void A_database_is_known_by_its_first_bytes_whatever_it_is_called(string engine)
    {
        foreach (var name in new[] { "shop.db", "shop", "shop.data" })
        {
            var path = _folder[$"{engine}-{name}"];
            using (var made = _resolver.Resolve($"{engine}:{path}", ConnectorRoles.Sink).Open())
            using (var connection = made.OpenConnection())
            {
                connection.ExecuteScript("CREATE TABLE orders (id INTEGER); INSERT INTO orders VALUES (1), (2);");
            }

            var resolved = _resolver.Resolve(path, ConnectorRoles.Source);
            Assert.Equal(engine, resolved.Connector.Name);
            using var database = resolved.Open();
            using var reader = database.OpenConnection();
            Assert.Equal(["orders"], reader.Catalog.GetTables(CatalogFilter.Tables).Select(table => table.Name.Name));
        }
    }

    [Theory]
    [InlineData("orders.csv", "id,name\n1,a\n2,b\n", 2)]
    [InlineData("orders.tsv", "id\tname\n1\ta\n2\tb\n", 2)]
    [InlineData("orders.json", "[{\"id\":1},{\"id\":2},{\"id\":3}]", 3)]
    [InlineData("orders.ndjson", "{\"id\":1}\n{\"id\":2}\n", 2)]
    [InlineData("orders[1].csv", "id,name\n1,a\n", 1)]
    [InlineData("it's.csv", "id,name\n1,a\n", 1)]
    public void A_file_is_read_by_the_connector_of_its_format(string name, string text, int rows)
    {
        var path = _folder.Write(name, System.Text.Encoding.UTF8.GetBytes(text));
        Assert.Equal(rows, Count(path));
    }

    [Fact]
    public void A_pattern_reads_all_files_that_match()
    {
        _folder.Write("a1.csv", "id\n1\n2\n"u8);
        _folder.Write("a2.csv", "id\n3\n"u8);
        _folder.Write("b.csv", "id\n4\n"u8);
        Assert.Equal(3, Count(_folder["a*.csv"]));
    }

    [Fact]
    public void A_column_that_would_lose_something_in_one_file_of_a_pattern_is_text_in_all()
    {
        _folder.Write("a1.csv", "id,code\n1,5\n"u8);
        _folder.Write("a2.csv", "id,code\n2,007\n"u8);
        var resolved = _resolver.Resolve(_folder["a*.csv"], ConnectorRoles.Source);
        using var database = resolved.Open();
        using var connection = database.OpenConnection();
        Assert.Equal(["int64", "utf8"], connection.Describe(resolved.Relation!).Schema.Fields.Select(field => field.Type.ToString()));
    }

    [Fact]
    public void A_table_function_reads_what_it_names()
    {
        var path = _folder.Write("orders.txt", "id;name\n1;a\n2;b\n"u8);
        Assert.Equal(2, Count($"duckdb:#read_csv('{path}', delim = ';', header = true)"));
        var error = Assert.Throws<ConnectorException>(() => Count("duckdb:#read_csv('x'); DROP TABLE t; --"));
        Assert.Contains("nothing may follow", error.Message, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Dispose();

    private long Count(string location)
    {
        var resolved = _resolver.Resolve(location, ConnectorRoles.Source);
        using var database = resolved.Open();
        using var connection = database.OpenConnection();
        using var reader = connection.Read(new ScanRequest(resolved.Relation!));
        long rows = 0;
        while (reader.ReadNext() is { } batch)
        {
            rows += batch.RowCount;
            batch.Dispose();
        }

        return rows;
    }
}
