using Hawser.Testing.Judges;

namespace Hawser.Testing.Tests;

public sealed class DuckDbJudgeTests
{
    [Fact]
    public void Types_and_texts_are_duckdbs_own()
    {
        using var folder = new TempFolder();
        string file = folder["a.duckdb"];
        DuckDbJudge.Execute(
            file,
            "CREATE TABLE t (h HUGEINT, d DECIMAL(38,2), f DOUBLE, ts TIMESTAMPTZ, l INTEGER[], b BLOB, s VARCHAR)",
            "INSERT INTO t VALUES (170141183460469231731687303715884105727, -0.01, 'nan', '2024-02-29 12:00:00+02', [1, NULL], '\\x00\\xFF'::BLOB, 'é日本'), (NULL, NULL, NULL, NULL, NULL, NULL, NULL)");

        DuckDbTable table = DuckDbJudge.Query(file, "SELECT * FROM t;");

        Assert.Equal(
            ["HUGEINT", "DECIMAL(38,2)", "DOUBLE", "TIMESTAMP WITH TIME ZONE", "INTEGER[]", "BLOB", "VARCHAR"],
            table.Columns.Select(column => column.Type));
        Assert.Equal(
            ["170141183460469231731687303715884105727", "-0.01", "nan", "2024-02-29 10:00:00+00", "[1, NULL]", "\\x00\\xFF", "é日本"],
            table.Rows[0]);
        Assert.All(table.Rows[1], Assert.Null);
    }

    [Fact]
    public void Columns_of_one_name_are_kept_apart()
    {
        DuckDbTable table = DuckDbJudge.Query(DuckDbJudge.InMemory, "SELECT 1 AS a, 'x' AS a");
        Assert.Equal(["a", "a"], table.Columns.Select(column => column.Name));
        Assert.Equal(["1", "x"], table.Rows.Single());
    }

    [Fact]
    public void A_huge_value_comes_as_its_digest()
    {
        DuckDbTable table = DuckDbJudge.Digests(DuckDbJudge.InMemory, "SELECT repeat('x', 67108864) AS big, NULL AS nothing");
        Assert.Equal(["f7f32c5e92add9c89b0e0f1a9bc2e15b".Length, null], table.Rows.Single().Select(text => text?.Length));
    }

    [Fact]
    public void An_error_is_duckdbs_own_and_the_next_question_is_answered()
    {
        JudgeException error = Assert.Throws<JudgeException>(() => DuckDbJudge.Query(DuckDbJudge.InMemory, "SELECT * FROM nowhere"));
        Assert.Contains("nowhere", error.Message, StringComparison.Ordinal);
        Assert.StartsWith("v1.", DuckDbJudge.Version, StringComparison.Ordinal);
    }
}
