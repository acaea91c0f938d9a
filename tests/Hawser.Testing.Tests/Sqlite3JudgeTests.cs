using Hawser.Testing.Judges;

namespace Hawser.Testing.Tests;

public sealed class Sqlite3JudgeTests
{
    [Fact]
    public void Every_storage_class_is_exact()
    {
        using var folder = new TempFolder();
        string file = folder["a.db"];
        Sqlite3Judge.Execute(file, """
            CREATE TABLE t ("odd ""name" INTEGER, r DOUBLE, s VARCHAR(10), b, x AS (r * 2));
            INSERT INTO t VALUES (9223372036854775807, 0.1, 'é' || char(0) || '日本', X'00FF'), (NULL, 9e999, '', ''), ('text', 5e-324, 1, 1.5);
            """);

        SqliteTable table = Sqlite3Judge.Query(file, "SELECT \"odd \"\"name\", r, s, b FROM t ORDER BY rowid;");

        Assert.Equal(
            [new("odd \"name", "INTEGER"), new("r", "DOUBLE"), new("s", "VARCHAR(10)"), new JudgedColumn("b", "")],
            table.Columns.Select(column => column with { Type = column.Type == "BLOB" ? "" : column.Type }));
        Assert.Equal(long.MaxValue, table.Rows[0][0].Integer);
        Assert.Equal(0.1, table.Rows[0][1].Real);
        Assert.Equal("é\0日本", table.Rows[0][2].Text);
        Assert.Equal([0x00, 0xFF], table.Rows[0][3].Bytes);
        Assert.Equal(SqliteValue.Null, table.Rows[1][0]);
        Assert.Equal(double.PositiveInfinity, table.Rows[1][1].Real);
        Assert.Equal(SqliteValue.Of(""), table.Rows[1][2]);
        Assert.Equal(SqliteValue.Of("text"), table.Rows[2][0]);
        Assert.Equal(double.Epsilon, table.Rows[2][1].Real);
        Assert.Equal("real 1.5", table.Rows[2][3].ToString());
    }

    [Fact]
    public void A_query_without_rows_has_columns() =>
        Assert.Equal(["one"], Sqlite3Judge.Query(":memory:", "SELECT 1 AS one WHERE 0").Columns.Select(column => column.Name));

    [Fact]
    public void An_error_is_sqlites_own()
    {
        JudgeException error = Assert.Throws<JudgeException>(() => Sqlite3Judge.Execute(":memory:", "SELECT * FROM nowhere;"));
        Assert.Contains("no such table: nowhere", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_is_sqlites_own() =>
        Assert.Equal("x", Sqlite3Judge.Json(":memory:", "SELECT 1 AS a, 'x' AS b").Single().GetProperty("b").GetString());
}
