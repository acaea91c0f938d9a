using System.Diagnostics;
using System.Globalization;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.EndToEnd.Tests.Zoo;
using Hawser.Testing;
using Hawser.Testing.Judges;
using Hawser.Testing.Zoo;

namespace Hawser.EndToEnd.Tests;

/// <summary>What goes wrong outside, and what is unusually small, wide or large.</summary>
public sealed class AdverseTests : EndToEndTest
{
    private const string Numbers = "CREATE TABLE zoo(id INTEGER, label TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) INSERT INTO zoo SELECT i, 'label ' || i FROM n;";

    public static TheoryData<string, string> Pairs()
    {
        var pairs = new TheoryData<string, string>();
        foreach (string from in new[] { "sqlite", "duckdb", "arrow", "parquet" })
        {
            foreach (string to in new[] { "sqlite", "duckdb", "arrow", "parquet", "csv" })
            {
                pairs.Add(from, to);
            }
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void A_table_without_rows_arrives_with_its_columns(string from, string to)
    {
        Place made = At("sqlite", "made");
        Sqlite3Judge.Execute(made.Path, "CREATE TABLE zoo(id BIGINT, v TEXT);");
        Place source = At(from, "source"), target = At(to, "target");
        Copy(made, source);
        CopyReport report = Copy(source, target);
        Assert.Equal((0L, 0L), (report.Tables[0].RowsRead, report.Tables[0].RowsWritten));
        using Database database = target.Open();
        using Connection connection = database.OpenConnection(Token);
        Assert.Equal(["id", "v"], connection.Describe(target.Relation, cancellationToken: Token).Columns.Select(c => c.Name));
    }

    [Fact]
    public void A_file_without_columns_is_refused_in_so_many_words()
    {
        Place source = At("arrow", "source");
        ArrowJudge.Write(source.Path, ArrowFileKind.File, new ArrowTable([], new Dictionary<string, string>(), []));
        foreach (string kind in new[] { "sqlite", "duckdb", "parquet", "csv", "arrow" })
        {
            ConnectorException error = Fails(source, At(kind, "target"));
            Assert.Contains("zoo has no columns", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_thousand_columns_go_round()
    {
        Place source = At("sqlite", "source");
        string[] columns = [.. Enumerable.Range(0, 1000).Select(i => $"c{i}")];
        Sqlite3Judge.Execute(source.Path, $"CREATE TABLE zoo({string.Join(", ", columns.Select((c, i) => $"{c} {(i % 3 == 0 ? "BIGINT" : i % 3 == 1 ? "TEXT" : "DOUBLE")}"))});"
            + string.Concat(Enumerable.Range(0, 20).Select(r => $"INSERT INTO zoo VALUES ({string.Join(", ", columns.Select((_, i) => i % 7 == 0 ? "NULL" : i % 3 == 1 ? $"'{r}-{i}'" : (r * i).ToString(CultureInfo.InvariantCulture)))});\n")));
        Place last = source;
        foreach (string kind in new[] { "duckdb", "parquet", "arrow", "sqlite" })
        {
            Place next = At(kind, "next-" + kind);
            CopyReport report = Copy(last, next);
            Assert.Equal(20, report.RowsWritten);
            last = next;
        }

        Assert.Equal("0", Sqlite3Judge.Execute(last.Path, $"ATTACH '{source.Path}' AS was; SELECT count(*) FROM (SELECT * FROM was.zoo EXCEPT SELECT * FROM zoo);").Trim());
        Assert.Equal("20", Sqlite3Judge.Execute(last.Path, $"ATTACH '{source.Path}' AS was; SELECT count(*) FROM (SELECT * FROM was.zoo INTERSECT SELECT * FROM zoo);").Trim());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    [InlineData("parquet")]
    public void Any_name_goes_there_and_back(string kind)
    {
        string[] names = ["id", "select", "a \"quoted\" name", "it's", "ünï 日本 🚢", " spaces ", "x; DROP TABLE t; --", "%s {0} $1 ?1 :n", "group by", new string('n', 200)];
        Place source = At("sqlite", "source", "from \"where\" 日本; --");
        Sqlite3Judge.Execute(source.Path, $"CREATE TABLE {Judge.Quoted(source.Table)} ({string.Join(", ", names.Select(n => $"{Judge.Quoted(n)} BIGINT"))}); INSERT INTO {Judge.Quoted(source.Table)} VALUES ({string.Join(", ", names.Select((_, i) => i))});");
        Place there = kind == "parquet" ? At(kind, "there", "odd") : At(kind, "there", source.Table), back = At("sqlite", "back", source.Table);
        Copy(source, there);
        Copy(there, back);
        SqliteTable table = Sqlite3Judge.Query(back.Path, $"SELECT * FROM {Judge.Quoted(back.Table)}");
        Assert.Equal(names, table.Columns.Select(c => c.Name));
        Assert.Equal(names.Select((_, i) => (long)i), table.Rows[0].Select(v => v.Integer));
    }

    [Theory]
    [InlineData("huge_text")]
    [InlineData("huge_binary")]
    public void Cells_of_64_MiB_go_round_under_the_default_ceiling(string column)
    {
        Place source = At("arrow", "source");
        ArrowZoo.Make(source, TypeZoo.Named(column), []);
        Place sqlite = At("sqlite", "there"), duckdb = At("duckdb", "there"), back = At("arrow", "back");
        Copy(source, sqlite);
        Copy(sqlite, duckdb);
        CopyReport report = Copy(duckdb, back);
        Assert.True(report.PeakBufferBytes <= 256_000_000);
        long bytes = TypeZoo.HugeBytes / (column == "huge_text" ? 11 : 8) * (column == "huge_text" ? 11 : 8);
        Assert.Equal(bytes.ToString(CultureInfo.InvariantCulture), Sqlite3Judge.Execute(sqlite.Path, "SELECT length(CAST(v AS BLOB)) FROM zoo WHERE id = 1;").Trim());
        string there = DuckDbJudge.Query(duckdb.Path, "SELECT md5(v) FROM zoo WHERE id = 1").Rows[0][0]!;
        Assert.Equal(there, Md5(source));
        Assert.Equal(there, Md5(back));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void A_cell_that_the_ceiling_cannot_hold_is_a_clear_error(string kind)
    {
        Place source = At("arrow", "source");
        ArrowZoo.Make(source, TypeZoo.Named("huge_binary"), []);
        Place there = At(kind, "there");
        Copy(source, there);
        ConnectorException error = Fails(there, At("arrow", "back"), new CopyOptions { MemoryBytes = 40_000_000 });
        Assert.Equal(ConnectorStatus.ResourceExhausted, error.Status);
        Assert.Contains("ceiling", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(At("arrow", "back").Path));
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    public void A_target_that_is_opened_for_reading_only_is_not_written(string kind)
    {
        Place source = Made(), target = At(kind, "target");
        Copy(source, target);
        using Database from = source.Open();
        using Database to = target.Open(("read_only", "true"));
        ConnectorException error = Assert.Throws<ConnectorException>(() => { Copy(source.AsSource(from), CopyTarget.At(to, target.Relation), new CopyOptions { Mode = LoadMode.Append }); });
        Assert.Contains("read", error.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("arrow")]
    [InlineData("parquet")]
    [InlineData("csv")]
    public void A_file_in_a_folder_that_is_not_there_is_an_error(string kind)
    {
        var target = new Place(kind, Folder["missing/file." + kind], "zoo");
        ConnectorException error = Fails(Made(), target);
        Assert.Contains("missing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_locked_SQLite_file_is_busy_and_stays_as_it_is()
    {
        Place source = Made(), target = At("sqlite", "target");
        Sqlite3Judge.Execute(target.Path, "CREATE TABLE other(x);");
        using Process holder = ToolRun.Start("sqlite3", ["-batch", target.Path]);
        holder.StandardInput.WriteLine("BEGIN EXCLUSIVE; SELECT 'locked';");
        holder.StandardInput.Flush();
        Assert.Equal("locked", holder.StandardOutput.ReadLine());
        using (Database from = source.Open())
        using (Database to = target.Open(("busy_timeout", "100ms")))
        {
            ConnectorException error = Assert.Throws<ConnectorException>(() => { Copy(source.AsSource(from), CopyTarget.At(to, target.Relation)); });
            Assert.Equal(ConnectorStatus.Busy, error.Status);
            Assert.True(error.IsTransient);
        }

        holder.StandardInput.WriteLine("COMMIT;");
        holder.StandardInput.Close();
        holder.WaitForExit();
        Assert.Equal("other", Sqlite3Judge.Execute(target.Path, "SELECT group_concat(name) FROM sqlite_schema;").Trim());
    }

    [Fact]
    public void A_copy_sees_one_moment_of_a_source_that_changes_meanwhile()
    {
        Place source = Made(), target = At("duckdb", "target");
        Sqlite3Judge.Execute(source.Path, "PRAGMA journal_mode = WAL;");
        var change = new Once(() => Sqlite3Judge.Execute(source.Path, "DELETE FROM zoo WHERE id > 10; INSERT INTO zoo VALUES (-1, 'new'); ALTER TABLE zoo ADD COLUMN more TEXT;"));
        using (Database from = source.Open())
        using (Database to = target.Open())
        {
            CopyReport report = new CopyJob(source.AsSource(from), CopyTarget.At(to, target.Relation)).RunAsync(change, Token).AsTask().GetAwaiter().GetResult();
            Assert.True(change.IsDone);
            Assert.Equal(5000, report.RowsWritten);
        }

        Assert.Equal(["5000", "0"], DuckDbJudge.Query(target.Path, "SELECT count(*), min(id) FROM zoo").Rows[0]);
        Assert.Equal("12", Sqlite3Judge.Execute(source.Path, "SELECT count(*) FROM zoo;").Trim());
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("duckdb")]
    [InlineData("arrow")]
    [InlineData("parquet")]
    [InlineData("csv")]
    public void A_disk_that_is_full_leaves_the_target_as_it_was(string kind)
    {
        Place source = At("sqlite", "source"), target = At(kind, "target");
        Sqlite3Judge.Execute(source.Path, "CREATE TABLE zoo(id INTEGER, label TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 40000) INSERT INTO zoo SELECT i, hex(randomblob(200)) FROM n;");
        if (target.IsEngine)
        {
            Copy(Made(), target.With("before"));
        }

        // No file may grow beyond 4 MB: to the engines that is a write that fails, as on a full disk.
        string cli = Path.Combine(AppContext.BaseDirectory, "Hawser.Cli.dll");
        string to = target.IsEngine ? $"{kind}:{target.Path}#zoo" : target.Path;
        ToolRun run = ToolRun.Run("bash", ["-c", "ulimit -f 4096; trap '' XFSZ; exec dotnet \"$0\" copy \"$1\" \"$2\"", cli, $"sqlite:{source.Path}#zoo", to],
            environment: new Dictionary<string, string?> { ["DOTNET_EnableWriteXorExecute"] = "0" });
        Assert.Equal(1, run.ExitCode);
        Assert.NotEmpty(run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        if (target.IsEngine)
        {
            Place check = At("arrow", "check", "before");
            Assert.Equal(5000, Copy(target.With("before"), check).RowsWritten);
            Assert.NotEqual(0, Fails(target, At("arrow", "none")).Message.Length);
        }
        else
        {
            Assert.False(File.Exists(target.Path));
            Assert.Equal(["source.sqlite"], Directory.GetFiles(Folder.Path).Select(Path.GetFileName));
        }
    }

    private Place Made()
    {
        Place source = At("sqlite", "made");
        if (!File.Exists(source.Path))
        {
            Sqlite3Judge.Execute(source.Path, Numbers);
        }

        return source;
    }

    /// <summary>The digest of the huge cell in an Arrow file; to be compared with what DuckDB says of its own.</summary>
    private static string Md5(Place file)
    {
        using Database database = file.Open();
        using Connection connection = database.OpenConnection(Token);
        using var reader = connection.Read(new ScanRequest(file.Relation), Token);
        while (reader.ReadNext(Token) is { } batch)
        {
            using (batch)
            {
                for (int row = 0; row < batch.RowCount; row++)
                {
                    if (batch[0].Values<long>()[row] == 1)
                    {
#pragma warning disable CA5351 // Not for secrets: it is what DuckDB computes.
                        return Convert.ToHexStringLower(System.Security.Cryptography.MD5.HashData(batch[1].GetBytes(row)));
#pragma warning restore CA5351
                    }
                }
            }
        }

        throw new InvalidOperationException("there is no row 1");
    }

    private sealed class Once(Action action) : IProgress<CopyProgress>
    {
        public bool IsDone { get; private set; }

        public void Report(CopyProgress value)
        {
            if (!IsDone)
            {
                IsDone = true;
                action();
            }
        }
    }
}
