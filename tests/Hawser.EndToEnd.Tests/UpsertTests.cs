using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests;

/// <summary>An upsert adds what is new and replaces what has the same key, proved row by row, or changes nothing.</summary>
public sealed class UpsertTests : EndToEndTest
{
    private const string News = "CREATE TABLE zoo(id INTEGER PRIMARY KEY, code TEXT, v DOUBLE); INSERT INTO zoo VALUES (2, 'b', 20.5), (3, 'c', NULL), (4, 'd', 40);";

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void New_rows_are_added_and_known_ones_replaced(string kind)
    {
        Place target = Target(kind, "CREATE TABLE zoo(id INTEGER PRIMARY KEY, code TEXT UNIQUE, v DOUBLE)", "INSERT INTO zoo VALUES (1, 'a', 1), (2, 'x', 2), (3, 'c', 3)");
        CopyReport report = Copy(Sqlite(News), target, new CopyOptions { Mode = LoadMode.Upsert });
        Assert.Equal(["1|a|1", "2|b|20.5", "3|c|∅", "4|d|40"], Rows(target, "id, code, v").Select(Plain));
        Assert.Equal((3, 3, VerifyMode.Hash), (report.Tables[0].RowsRead, report.Tables[0].RowsWritten, report.Tables[0].Verified));
        Copy(Sqlite(News), target, new CopyOptions { Mode = LoadMode.Upsert, Verify = VerifyMode.Count });
        Assert.Equal(4, Rows(target, "id").Count);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void Rows_can_be_told_apart_by_another_unique_key(string kind)
    {
        Place target = Target(kind, "CREATE TABLE zoo(id INTEGER, code TEXT UNIQUE, v DOUBLE)", "INSERT INTO zoo VALUES (1, 'b', 1), (9, 'z', 9)");
        Copy(Sqlite(News), target, new CopyOptions { Mode = LoadMode.Upsert, Key = ["CODE"] });
        Assert.Equal(["2|b|20.5", "3|c|∅", "4|d|40", "9|z|9"], Rows(target, "id, code, v").Select(Plain).Order(StringComparer.Ordinal));
        Assert.Contains("no primary key or unique constraint on (v)", Fails(Sqlite(News), target, new CopyOptions { Mode = LoadMode.Upsert, Key = ["v"] }).Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean \"code\"", Fails(Sqlite(News), target, new CopyOptions { Mode = LoadMode.Upsert, Key = ["coed"] }).Message, StringComparison.Ordinal);
        Assert.Contains("no primary key", Fails(Sqlite(News), target, new CopyOptions { Mode = LoadMode.Upsert }).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sqlite", "(5, 'e', 1), (6, 'e', 2)", "comes twice")]
    [InlineData("duckdb", "(5, 'e', 1), (6, 'e', 2)", "comes twice")]
    [InlineData("sqlite", "(5, NULL, 1)", "NULL")]
    [InlineData("duckdb", "(5, NULL, 1)", "NULL")]
    public void A_key_that_tells_no_row_is_an_error_and_nothing_changes(string kind, string rows, string reason)
    {
        Place target = Target(kind, "CREATE TABLE zoo(id INTEGER, code TEXT UNIQUE, v DOUBLE)", "INSERT INTO zoo VALUES (1, 'b', 1)");
        ConnectorException error = Fails(Sqlite($"{News} INSERT INTO zoo VALUES {rows};"), target, new CopyOptions { Mode = LoadMode.Upsert, Key = ["code"] });
        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|b|1"], Rows(target, "id, code, v").Select(Plain));
    }

    [Fact]
    public void Keys_that_the_target_takes_for_the_same_come_twice()
    {
        Place target = Target("sqlite", "CREATE TABLE zoo(id INTEGER, code TEXT COLLATE NOCASE UNIQUE, v DOUBLE)");
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER, code TEXT, v DOUBLE); INSERT INTO zoo VALUES (1, 'a', 1), (2, 'A', 2);");
        Assert.Contains("comes twice", Fails(source, target, new CopyOptions { Mode = LoadMode.Upsert, Key = ["code"] }).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_takes_no_upsert()
    {
        ConnectorException error = Fails(Sqlite(News), At("parquet", "target"), new CopyOptions { Mode = LoadMode.Upsert });
        Assert.Contains("is a file", error.Message, StringComparison.Ordinal);
    }

    private static string Plain(string row) => row.Replace(".0", "", StringComparison.Ordinal);

    private Place Target(string kind, params string[] statements)
    {
        Place target = At(kind, "target");
        Execute(target, statements);
        return target;
    }
}
