using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>The table that a load makes, replaces or fills, and its columns.</summary>
public sealed class LoadTests
{
    [Fact]
    public void Create_refuses_a_table_that_exists()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER)");

        var error = Assert.Throws<ConnectorException>(() => connection.BeginLoad(Loads.Request("T", LoadMode.Create, Loads.Int("a"))));

        Assert.Equal(ConnectorStatus.AlreadyExists, error.Status);
        Assert.Equal(["1"], connection.Texts("SELECT 1"));
    }

    [Fact]
    public void Append_to_a_missing_table_names_the_nearest()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.Execute("CREATE TABLE orders (a INTEGER)");

        var error = Assert.Throws<ConnectorException>(() => connection.BeginLoad(Loads.Request("order", LoadMode.Append, Loads.Int("a"))));

        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Contains("orders", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Replace_keeps_keys_indexes_views_and_grants_of_a_table_whose_shape_fits()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (id INTEGER PRIMARY KEY, v VARCHAR DEFAULT 'd'); CREATE INDEX ix ON t (v); CREATE VIEW w AS SELECT * FROM t; INSERT INTO t SELECT i, 'old' FROM range(5000) r(i)");

        var result = source.Copy("SELECT i::INTEGER AS id, 'new' AS v FROM range(4000) r(i)", connection, Duck.Into("t", LoadMode.Replace));

        Assert.Equal(4000, result.RowsWritten);
        Assert.Equal(["4000|new"], connection.Texts("SELECT count(*), min(v) FROM w"));
        var table = connection.Catalog.GetTable(new TableName("t"));
        Assert.Equal(["id"], table.PrimaryKey!.Columns);
        Assert.Equal("ix", Assert.Single(table.Indexes).Name);
        Assert.Equal("'d'", table.Column("v")!.Default);
    }

    [Fact]
    public void Replace_of_another_shape_makes_the_table_anew_unless_something_depends_on_it()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (a INTEGER); INSERT INTO t VALUES (1); CREATE VIEW w AS SELECT a FROM t");

        var error = Assert.Throws<ConnectorException>(() => source.Copy("SELECT 'x' AS b", connection, Duck.Into("t", LoadMode.Replace)));
        Assert.Contains("view main.w", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], connection.Texts("SELECT a FROM w"));

        connection.Execute("DROP VIEW w");
        source.Copy("SELECT 'x' AS b", connection, Duck.Into("t", LoadMode.Replace));
        Assert.Equal(["x"], connection.Texts("SELECT b FROM t"));
    }

    [Fact]
    public void Replace_is_refused_when_rows_are_referred_to_and_the_rows_stay()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE p (id INTEGER PRIMARY KEY); CREATE TABLE c (p INTEGER REFERENCES p(id)); INSERT INTO p VALUES (1), (2); INSERT INTO c VALUES (1)");

        var error = Assert.Throws<ConnectorException>(() => source.Copy("SELECT 5::INTEGER AS id", connection, Duck.Into("p", LoadMode.Replace)));

        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Equal(["1", "2"], connection.Texts("SELECT id FROM p ORDER BY 1"));
    }

    [Fact]
    public void Columns_are_matched_by_name_and_strangers_are_errors_unless_allowed()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER, b INTEGER DEFAULT 9, c INTEGER GENERATED ALWAYS AS (a + 1))");
        var append = Duck.Into("t", LoadMode.Append);

        Assert.Contains("\"b\"", Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1 AS a", connection, append)).Message, StringComparison.Ordinal);
        Assert.Contains("\"x\"", Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1 AS a, 2 AS b, 3 AS x", connection, append)).Message, StringComparison.Ordinal);
        source.Copy("SELECT 2 AS B, 1 AS A", connection, append);
        source.Copy("SELECT 3 AS x, 4 AS a", connection, append with { AllowExtraColumns = true, AllowMissingColumns = true });

        Assert.Equal(["1|2|2", "4|9|5"], connection.Texts("SELECT a, b, c FROM t ORDER BY a"));
    }

    [Fact]
    public void A_column_that_would_not_take_the_values_whole_is_refused_before_any_row()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER)");
        var append = Duck.Into("t", LoadMode.Append);

        Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1::BIGINT AS a", connection, append));
        Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1.5::DOUBLE AS a", connection, append));
        Assert.Throws<ConnectorException>(() => source.Copy("SELECT '1' AS a", connection, append));
        source.Copy("SELECT 1::SMALLINT AS a", connection, append);

        Assert.Equal(["1"], connection.Texts("SELECT a FROM t"));
    }

    [Theory]
    [InlineData("select")]
    [InlineData("a \"quoted\" name")]
    [InlineData("ünï cödé; DROP TABLE x; --")]
    [InlineData("'")]
    [InlineData(" leading space")]
    public void Any_name_works(string name)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var request = Loads.Request(name, LoadMode.Create, Loads.Int(name));
        using (var load = connection.BeginLoad(request))
        {
            using (var writer = load.OpenWriter())
            {
                using var batch = Loads.Batch([1, 2], name);
                writer.Write(batch);
                writer.Complete();
            }

            load.Commit();
        }

        using (var reader = connection.Read(new ScanRequest(new TableName(name)) { Columns = [name], Order = [new OrderBy(name, Descending: true)] }))
        {
            using var rows = reader.ReadNext()!;
            Assert.Equal([2, 1], rows[0].Values<int>().ToArray());
        }

        Assert.Equal(name, connection.Catalog.GetTable(new TableName(name)).Columns[0].Name);
    }

    [Fact]
    public void A_definition_decides_types_keys_and_comments()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        var definition = new TableModel(
            new TableName("ignored"),
            [
                new ColumnModel("id", "BIGINT", new Field("id", ArrowType.Int64)) { IsNullable = false, Comment = "it's" },
                new ColumnModel("v", "VARCHAR", new Field("v", ArrowType.Utf8)) { Default = "'d'" },
            ])
        {
            PrimaryKey = new KeyModel(null, ["id"]),
            Checks = [new CheckModel("positive", "id > 0")],
            Comment = "a table",
            Indexes = [new IndexModel("not_made", [new IndexPart("v")])],
        };

        source.Copy("SELECT 5::INTEGER AS id, 'x' AS v", connection, Duck.Into("t") with { Definition = definition });

        var table = connection.Catalog.GetTable(new TableName("t"));
        Assert.Equal(["id"], table.PrimaryKey!.Columns);
        Assert.Equal(("BIGINT", "it's", "a table", 0), (table.Columns[0].NativeType, table.Columns[0].Comment, table.Comment, table.Indexes.Count));
        Assert.Equal("(id > 0)", Assert.Single(table.Checks).Expression);
    }
}
