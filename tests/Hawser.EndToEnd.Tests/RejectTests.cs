using Hawser.Arrow;
using Hawser.Arrow.Ipc;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests;

/// <summary>Rows that do not fit are kept in a file with place and reason, and the counts still add up.</summary>
public sealed class RejectTests : EndToEndTest
{
    private string RejectPath => Path.Combine(Path.GetDirectoryName(At("sqlite", "any").Path)!, "rejects.arrow");

    [Fact]
    public void Rows_that_a_conversion_or_the_engine_refuses_are_kept_and_the_rest_is_proved()
    {
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER PRIMARY KEY, v INTEGER, label TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) "
            + "INSERT INTO zoo SELECT i, CASE WHEN i IN (7, 8, 3000) THEN 300 ELSE i % 100 END, CASE WHEN i = 10 OR i = 4000 THEN NULL ELSE 'label ' || i END FROM n;");
        Place target = At("sqlite", "target");
        Execute(target, "CREATE TABLE zoo(id INTEGER PRIMARY KEY, v TINYINT, label TEXT NOT NULL CHECK (label <> 'label 42'))");
        CopyReport report = Copy(source, target, new CopyOptions { Mode = LoadMode.Append, RejectFile = RejectPath, BatchRows = 1000 });
        TableReport table = report.Tables[0];
        Assert.Equal((5000, 4994, 6), (table.RowsRead, table.RowsWritten, table.RowsRejected));
        Assert.Equal((RejectPath, VerifyMode.Hash), (table.RejectFile, table.Verified));
        (long Row, string? Column, string Reason, long Id)[] rejected = Rejected();
        Assert.Equal([7L, 8, 10, 42, 3000, 4000], rejected.Select(r => r.Row).Order());
        Assert.All(rejected, r => Assert.Equal(r.Row, r.Id));
        Assert.Equal("v", rejected.First(r => r.Row == 8).Column);
        Assert.Contains("300", rejected.First(r => r.Row == 3000).Reason, StringComparison.Ordinal);
        Assert.Contains("CHECK", rejected.First(r => r.Row == 42).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_found_whichever_of_their_columns_does_not_fit()
    {
        const int seed = 77;
        var random = new Random(seed);
        int[][] rows = [.. Enumerable.Range(0, 5000).Select(i => (int[])[i, .. Enumerable.Range(0, 3).Select(_ => random.Next(50) == 0 ? 300 : 1)])];
        Place source = Sqlite($"CREATE TABLE zoo(id INTEGER PRIMARY KEY, a INTEGER, b INTEGER, c INTEGER); INSERT INTO zoo VALUES {string.Join(", ", rows.Select(row => $"({string.Join(", ", row)})"))};");
        Place target = At("duckdb", "target");
        Execute(target, "CREATE TABLE zoo(id INTEGER, a TINYINT, b TINYINT, c TINYINT)");
        CopyReport report = Copy(source, target, new CopyOptions { Mode = LoadMode.Append, RejectFile = RejectPath, BatchRows = 2000 });
        long[] bad = [.. rows.Where(row => row.AsSpan(1).Contains(300)).Select(row => (long)row[0])];
        Assert.Equal((5000L, 5000 - bad.Length, bad.Length), (report.Tables[0].RowsRead, report.Tables[0].RowsWritten, report.Tables[0].RowsRejected));
        Assert.True(bad.SequenceEqual(Rejected().Select(r => r.Row)), $"seed {seed}");
        Assert.True(bad.SequenceEqual(Rejected().Select(r => r.Id)), $"seed {seed}");
    }

    [Fact]
    public void Without_a_bad_row_there_is_no_file()
    {
        CopyReport report = Copy(Sqlite("CREATE TABLE zoo(id INTEGER); INSERT INTO zoo VALUES (1);"), At("sqlite", "target"), new CopyOptions { RejectFile = RejectPath });
        Assert.Null(report.Tables[0].RejectFile);
        Assert.False(File.Exists(RejectPath));
    }

    [Fact]
    public void A_copy_that_fails_leaves_no_file_either()
    {
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER, v INTEGER); INSERT INTO zoo VALUES (1, 300), (2, 'text');");
        Place target = At("sqlite", "target");
        Execute(target, "CREATE TABLE zoo(id INTEGER, v TINYINT)");
        Fails(source, target, new CopyOptions { Mode = LoadMode.Append, RejectFile = RejectPath });
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(RejectPath)!, "*rejects*"));
        Assert.Empty(Rows(target, "*"));
    }

    private (long Row, string? Column, string Reason, long Id)[] Rejected()
    {
        using IpcFileReader reader = IpcFileReader.OpenMapped(RejectPath);
        var rows = new List<(long, string?, string, long)>();
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                for (int i = 0; i < batch.RowCount; i++)
                {
                    rows.Add((batch[0].Values<long>()[i], batch[2].IsNull(i) ? null : batch[2].GetString(i), batch[3].GetString(i), batch[4].Values<long>()[i]));
                }
            }
        }

        return [.. rows];
    }
}
