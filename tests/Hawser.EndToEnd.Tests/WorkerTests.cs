using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests;

/// <summary>Several readers and writers move every row once.</summary>
public sealed class WorkerTests : EndToEndTest
{
    [Theory]
    [InlineData("duckdb", "duckdb")]
    [InlineData("duckdb", "sqlite")]
    [InlineData("sqlite", "duckdb")]
    [InlineData("sqlite", "arrow")]
    public void Every_row_arrives_once_with_several_workers(string from, string to)
    {
        Place source = At(from, "source");
        const string Make = "CREATE TABLE zoo AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT i AS id, 'label ' || i AS label FROM n";
        if (from == "duckdb")
        {
            DuckDbJudge.Execute(source.Path, "CREATE TABLE zoo AS SELECT i AS id, 'label ' || i AS label FROM range(1, 200001) t(i)");
        }
        else
        {
            Execute(source, Make);
        }

        Place target = At(to, "target");
        CopyReport report = Copy(source, target, new CopyOptions { Workers = 4, BatchRows = 5000, TypeMode = Connectors.TypeMode.Scan });
        Assert.Equal((200_000, 200_000, VerifyMode.Hash), (report.RowsWritten, report.Tables[0].RowsRead, report.Tables[0].Verified));
        if (to != "arrow")
        {
            Assert.Equal(["200000|200000|1|200000"], Rows(target, "count(*), count(DISTINCT id), min(id), max(id)"));
        }
    }
}
