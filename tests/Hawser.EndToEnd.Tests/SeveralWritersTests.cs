using System.Diagnostics;
using System.Globalization;
using Hawser.Arrow;
using Hawser.Arrow.Ipc;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;
using Hawser.Testing.Cells;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests;

/// <summary>One reader's rows reach a PostgreSQL table by several sessions, all or none.</summary>
public sealed class SeveralWritersTests : EndToEndTest
{
    private const int RowsOfBatch = 20_000;
    private const int MostBatches = 1000;

    private readonly PostgresServer _server;
    private readonly Place _target;
    private readonly string _database;

    public SeveralWritersTests()
    {
        Assert.SkipUnless(ServerPlaces.Of["postgres"].AreThere, PostgresServer.Missing ?? "");
        _server = PostgresServer.Shared;
        _target = At("postgres", "target");
        _database = ServerPlaces.Of["postgres"].DatabaseOf(_target.Path);
    }

    [Theory]
    [InlineData("sqlite")]
    [InlineData("arrow")]
    public void Every_row_of_one_reader_arrives_once_and_is_verified(string from)
    {
        Place source = At(from, "source");
        Place made = At("sqlite", "made");
        Testing.Judges.Sqlite3Judge.Execute(
            made.Path,
            "CREATE TABLE zoo (id BIGINT PRIMARY KEY, label TEXT); WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000) INSERT INTO zoo SELECT i, 'label ' || i FROM n");
        if (from != "sqlite")
        {
            Copy(made, source);
        }

        CopyReport report = Copy(from == "sqlite" ? made : source, _target, new CopyOptions { Workers = 3, BatchRows = 5000 });
        Assert.Equal((400_000, 400_000, VerifyMode.Hash), (report.RowsWritten, report.Tables[0].RowsRead, report.Tables[0].Verified));
        Assert.Equal(["400000", "400000", "1", "400000"], Psql("SELECT count(*), count(DISTINCT id), min(id), max(id) FROM zoo WHERE label = 'label ' || id")[0]);
        Assert.Equal(from == "sqlite" ? "zoo_pkey" : null, Psql("SELECT max(conname) FROM pg_constraint WHERE conrelid = 'zoo'::regclass AND contype = 'p'")[0][0]);
        AssertNothingUnfinished();
    }

    [Fact]
    public void A_row_that_is_refused_is_named_by_its_place_in_what_was_read()
    {
        Place made = At("sqlite", "made"), source = At("arrow", "source");
        Testing.Judges.Sqlite3Judge.Execute(
            made.Path,
            "CREATE TABLE zoo (id BIGINT, label TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 399999) INSERT INTO zoo SELECT i, CASE i WHEN 345678 THEN 'a' || char(0) ELSE 'label ' || i END FROM n");
        Copy(made, source);
        var error = Assert.Throws<ConnectorException>(() => { Copy(source, _target, new CopyOptions { Workers = 3, BatchRows = 5000 }); });
        Assert.Contains("in column \"label\"", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(", row 345678.", error.Message, StringComparison.Ordinal);
        Assert.Null(Psql("SELECT to_regclass('zoo')")[0][0]);
        AssertNothingUnfinished();
    }

    [Theory]
    [InlineData("create")]
    [InlineData("replace")]
    public void A_copy_that_is_killed_leaves_the_target_as_it_was_and_the_next_one_tidies_up(string mode)
    {
        if (mode == "replace")
        {
            Psql("CREATE TABLE zoo (other text); INSERT INTO zoo VALUES ('before')");
        }

        string password = _server.Password is { } secret ? $":{Uri.EscapeDataString(secret)}" : "";
        string place = string.Create(CultureInfo.InvariantCulture, $"postgres://{_server.User}{password}@{_server.Host}:{_server.Port}/{_database}");
        using (Process process = HawserCli.Start(Folder.Path, "copy", "-", $"{place}#zoo", "--mode", mode, "--workers", "3"))
        {
            Task<string> errors = process.StandardError.ReadToEndAsync(Token);
            Feed(process.StandardInput.BaseStream);
            Assert.False(process.HasExited, "the copy ended before its input did");
            Assert.Equal("1", Psql("SELECT count(*) FROM pg_class WHERE relname LIKE 'hawser\\_load\\_%'")[0][0]);
            process.Kill();
            process.WaitForExit();
            Assert.DoesNotContain("error", errors.GetAwaiter().GetResult(), StringComparison.OrdinalIgnoreCase);
        }

        WaitUntil(() => Sessions("true") == 0);
        Assert.Equal(mode == "replace" ? "before" : null, Psql("SELECT CASE WHEN to_regclass('zoo') IS NOT NULL THEN (xpath('//other/text()', query_to_xml('SELECT * FROM zoo', true, true, '')))[1]::text END")[0][0]);
        Place small = At("sqlite", "small");
        Testing.Judges.Sqlite3Judge.Execute(small.Path, "CREATE TABLE zoo (id BIGINT PRIMARY KEY); INSERT INTO zoo VALUES (7)");
        CopyReport next = Copy(small, _target, new CopyOptions { Mode = mode == "replace" ? LoadMode.Replace : LoadMode.Create });
        Assert.Contains(next.Tables[0].Messages, message => message.Text.StartsWith("the table public.hawser_load_", StringComparison.Ordinal));
        Assert.Equal("7", Psql("SELECT id FROM zoo")[0][0]);
        AssertNothingUnfinished();
    }

    // More rows come as long as one session takes them alone.
    private void Feed(Stream input)
    {
        Schema schema = FieldText.Parse("id: l\nv: u");
        var writer = new IpcStreamWriter(input, schema, new IpcWriterOptions { LeaveOpen = true });
        using RecordBatch batch = CellReader.Batch(schema, Enumerable.Range(0, RowsOfBatch).Select(row => $"[{row}, \"a value of some length, number {row}\"]"));
        for (int i = 0; i % 20 != 0 || i == 0 || Sessions("query LIKE 'COPY%'") < 2; i++)
        {
            Assert.True(i < MostBatches, "no second session came to write");
            writer.Write(batch);
            writer.Flush();
        }
    }

    private void AssertNothingUnfinished() => Assert.Equal("0", Psql("SELECT count(*) FROM pg_class WHERE relname LIKE 'hawser\\_load\\_%'")[0][0]);

    private int Sessions(string condition) =>
        int.Parse(Psql($"SELECT count(*) FROM pg_stat_activity WHERE datname = '{_database}' AND pid <> pg_backend_pid() AND client_port IS NOT NULL AND {condition}")[0][0]!, CultureInfo.InvariantCulture);

    private IReadOnlyList<IReadOnlyList<string?>> Psql(string sql) => _server.Query(_database, sql);

    private static void WaitUntil(Func<bool> isSo)
    {
        for (int i = 0; !isSo(); i++)
        {
            Assert.True(i < 600, "the server did not notice that its client had gone");
            Thread.Sleep(50);
        }
    }
}
