using Hawser.Testing;

namespace Hawser.Connectors.DuckDb.Tests;

public class DatabaseTests
{
    [Fact]
    public void Every_spelling_of_a_path_is_one_instance()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder["real"]);
        Directory.CreateSymbolicLink(folder["link"], folder["real"]);
        using var first = Duck.Open(folder["real/a.duckdb"]);
        File.CreateSymbolicLink(folder["direct.duckdb"], folder["real/a.duckdb"]);
        using var second = Duck.Open(folder["link/../link/./a.duckdb"]);
        using var third = Duck.Open(folder["direct.duckdb"]);
        using var fourth = Duck.Open(Path.GetRelativePath(Environment.CurrentDirectory, folder["real/a.duckdb"]));
        using var writer = first.OpenConnection();
        writer.Execute("CREATE TABLE t AS SELECT 1 AS i");

        Assert.All([second, third, fourth], database =>
        {
            using var connection = database.OpenConnection();
            Assert.Equal(["1"], connection.Texts("SELECT i FROM t"));
            Assert.True(first.IsSameAs(database));
        });
    }

    [Fact]
    public void Databases_in_memory_are_apart_and_live_as_long_as_their_object()
    {
        using var one = Duck.Open();
        using var other = Duck.Open(":memory:");
        using (var connection = one.OpenConnection())
        {
            connection.Execute("CREATE TABLE t AS SELECT 1 AS i");
        }

        using var again = one.OpenConnection();
        using var elsewhere = other.OpenConnection();
        Assert.Equal(["1"], again.Texts("SELECT i FROM t"));
        Assert.Empty(elsewhere.Catalog.GetTables(CatalogFilter.Tables));
        Assert.False(one.IsSameAs(other));
    }

    [Fact]
    public void A_file_cannot_be_open_in_two_ways_at_once()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open(folder["a.duckdb"]);

        var error = Assert.Throws<ConnectorException>(() => Duck.Open(folder["a.duckdb"], ("read_only", "true")));

        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.Contains("read_only", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_closed_file_can_be_opened_in_the_other_way_and_is_not_written_then()
    {
        using var folder = new TempFolder();
        using (var database = Duck.Open(folder["a.duckdb"]))
        {
            using var writer = database.OpenConnection();
            writer.Execute("CREATE TABLE t AS SELECT 1 AS i");
        }

        using var reading = Duck.Open(folder["a.duckdb"], ("read_only", "yes"));
        using var connection = reading.OpenConnection();

        Assert.Equal(["1"], connection.Texts("SELECT i FROM t"));
        Assert.Equal(ConnectorStatus.PermissionDenied, Assert.Throws<ConnectorException>(() => connection.Execute("INSERT INTO t VALUES (2)")).Status);
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused_and_left_alone()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.duckdb", "this is a text file and surely long enough to be looked at as a header by anybody who opens it");

        var error = Assert.Throws<ConnectorException>(() => Duck.Open(path));

        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.StartsWith("this is a text file", File.ReadAllText(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_not_made_for_reading()
    {
        using var folder = new TempFolder();

        var error = Assert.Throws<ConnectorException>(() => Duck.Open(folder["none.duckdb"], ("read_only", "true")));

        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void Options_reach_the_engine()
    {
        using var database = Duck.Open("", ("threads", "1"), ("memory_limit", "512MiB"), ("time_zone", "Asia/Kolkata"));
        using var connection = database.OpenConnection();

        Assert.Equal(["1|512.0 MiB|Asia/Kolkata"], connection.Texts("SELECT current_setting('threads'), current_setting('memory_limit'), current_setting('TimeZone')"));
        Assert.Contains("did you mean \"threads\"", Assert.Throws<ConnectorException>(() => Duck.Open("", ("thread", "1"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_written_is_there_after_closing()
    {
        using var folder = new TempFolder();
        for (var i = 0; i < 3; i++)
        {
            using var database = Duck.Open(folder["a.duckdb"]);
            using var connection = database.OpenConnection();
            connection.Execute("CREATE TABLE IF NOT EXISTS t (i INTEGER)");
            Assert.Equal([$"{i}"], connection.Texts("SELECT count(*) FROM t"));
            connection.Execute($"INSERT INTO t VALUES ({i})");
        }
    }
}
