using System.Diagnostics;
using Hawser.Arrow;
using Hawser.Arrow.Ipc;
using Hawser.Connectors;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;
using Hawser.Testing.Cells;
using Hawser.Testing.Judges;

namespace Hawser.EndToEnd.Tests;

/// <summary>
/// The command line is killed in the middle of a copy, so that it can tidy up nothing. The source is its standard input, which gives some rows and then falls silent: what was given has been
/// taken, and nothing was committed yet.
/// </summary>
public sealed class KillTests : EndToEndTest
{
    private const int RowsOfBatch = 20_000;
    private const int Batches = 20;

    [Theory]
    [InlineData("sqlite", "create")]
    [InlineData("sqlite", "append")]
    [InlineData("sqlite", "replace")]
    [InlineData("duckdb", "create")]
    [InlineData("duckdb", "append")]
    [InlineData("duckdb", "replace")]
    [InlineData("postgres", "create")]
    [InlineData("postgres", "append")]
    [InlineData("postgres", "replace")]
    [InlineData("mysql", "create")]
    [InlineData("mysql", "append")]
    [InlineData("mysql", "replace")]
    [InlineData("arrow", "create")]
    [InlineData("arrow", "replace")]
    [InlineData("parquet", "create")]
    [InlineData("parquet", "replace")]
    [InlineData("csv", "create")]
    [InlineData("csv", "replace")]
    public void A_copy_that_is_killed_leaves_the_target_as_it_was(string kind, string mode)
    {
        Assert.SkipUnless(!ServerPlaces.Of.TryGetValue(kind, out ServerPlaces? server) || server.AreThere, $"no {kind} server");
        Place target = At(kind, "target");
        if (mode != "create" || target.IsEngine)
        {
            Place made = At("sqlite", "made", mode == "create" ? "other" : "zoo");
            Sqlite3Judge.Execute(made.Path, $"CREATE TABLE {made.Table}(id BIGINT, v TEXT); INSERT INTO {made.Table} VALUES (1, 'before'), (2, NULL);");
            Copy(made, target.With(made.Table));
        }

        using (Process process = HawserCli.Start(Folder.Path, "copy", "-", Location(target), "--mode", mode))
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(Token);
            Feed(process.StandardInput.BaseStream);
            Assert.False(process.HasExited, "the copy ended before its input did");
            process.Kill();
            process.WaitForExit();
            Assert.DoesNotContain("error", errors.GetAwaiter().GetResult(), StringComparison.OrdinalIgnoreCase);
        }

        if (mode == "create")
        {
            CheckAbsent(target);
        }
        else
        {
            Judged table = Judge.Read([target])["zoo"];
            Assert.Equal([1L, 2L], table.Cells.Keys.Order());
            Assert.Contains("before", table.Cells[1], StringComparison.Ordinal);
        }
    }

    private static string Location(Place target)
    {
        if (!ServerPlaces.Of.TryGetValue(target.Kind, out ServerPlaces? server))
        {
            return target.IsEngine ? $"{target.Kind}:{target.Path}#zoo" : target.Path;
        }

        IReadOnlyDictionary<string, string> options = server.OptionsOf(target.Path);
        string password = options.TryGetValue("password", out string? secret) ? $":{Uri.EscapeDataString(secret)}" : "";
        return $"{target.Kind}://{options["user"]}{password}@{options["host"]}:{options["port"]}/{options["database"]}#zoo";
    }

    private static void CheckAbsent(Place target)
    {
        switch (target.Kind)
        {
            case "sqlite":
                Assert.Equal("other|2|ok", Sqlite3Judge.Execute(target.Path, "SELECT group_concat(name), (SELECT count(*) FROM other), (SELECT * FROM pragma_integrity_check) FROM sqlite_schema;").Trim());
                break;
            case "duckdb":
                Assert.Equal(["other"], DuckDbJudge.Query(target.Path, "SELECT table_name FROM duckdb_tables()").Rows.Select(r => r[0]));
                break;
            case "postgres" or "mysql":
                Assert.Equal(2, Judge.Read([target.With("other")])["other"].Cells.Count);
                using (Database database = target.Open())
                using (Connection connection = database.OpenConnection(Token))
                {
                    Assert.Null(connection.Catalog.FindTable(new TableName("zoo"), Token));
                }

                break;
            default:
                Assert.False(File.Exists(target.Path));
                break;
        }
    }

    /// <summary>Far more than a pipe holds; the last write returns when the copy has taken nearly all of it.</summary>
    private static void Feed(Stream input)
    {
        Schema schema = FieldText.Parse("id: l\nv: u");
        var writer = new IpcStreamWriter(input, schema, new IpcWriterOptions { LeaveOpen = true });
        for (int i = 0; i < Batches; i++)
        {
            using RecordBatch batch = CellReader.Batch(schema, Enumerable.Range(0, RowsOfBatch).Select(row => $"[{(i * RowsOfBatch) + row}, \"a value of some length, number {row}\"]"));
            writer.Write(batch);
            writer.Flush();
        }

        writer.Dispose();
        input.Flush();
    }
}
