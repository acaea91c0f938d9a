using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing;

namespace Hawser.Connectors.Postgres.Tests.Write;

public sealed class SelfReferenceTests
{
    private const string Table = "CREATE TABLE t (id bigint PRIMARY KEY, boss bigint CONSTRAINT works_for REFERENCES t, qty bigint CHECK (qty < 100));";
    private const string Schema = "id: l\nboss: l\nqty: l";

    [Fact]
    public void Rows_without_a_parent_and_all_below_them_are_rejected_and_the_others_arrive_in_any_order()
    {
        using var test = new TestDatabase(Table + "INSERT INTO t VALUES (100, NULL, 1)");
        (LoadResult result, KeptRejects rejects) = Load(test, LoadMode.Append, "[3, 2, 1]", "[2, 1, 1]", "[1, null, 1]", "[6, 5, 1]", "[5, 4, 1]", "[4, 99, 1]", "[7, 7, 1]", "[8, 100, 1]");
        Assert.Equal((5, 3), (result.RowsWritten, result.RowsRejected));
        Assert.Equal([3L, 4L, 5L], rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.All(rejects.Reports, report => Assert.Contains("\"works_for\"", report.Reason, StringComparison.Ordinal));
        Assert.All(rejects.Reports, report => Assert.Equal("boss", report.Column));
        Assert.Contains("5: [4, 99, 1]", rejects.Rows);
        Assert.Equal(["1|∅|1", "2|1|1", "3|2|1", "7|7|1", "8|100|1", "100|∅|1"], test.Rows("t"));
    }

    [Fact]
    public void A_row_that_the_server_refuses_takes_its_descendants_along_and_is_told_apart_from_them()
    {
        using var test = new TestDatabase(Table + "INSERT INTO t VALUES (100, NULL, 1)");
        (LoadResult result, KeptRejects rejects) = Load(test, LoadMode.Append, "[3, 2, 1]", "[2, 1, 100]", "[1, null, 1]", "[4, 3, 1]", "[100, null, 7]", "[5, 100, 5000000000]", "[6, 100, 1]", "[1, null, 2]", "[9, 1, 3]");
        Assert.Equal((3, 6), (result.RowsWritten, result.RowsRejected));
        string Reason(long row) => rejects.Reports.Single(report => report.RowNumber == row).Reason;
        Assert.Contains("check constraint", Reason(1), StringComparison.Ordinal);
        Assert.Contains("\"works_for\"", Reason(0), StringComparison.Ordinal);
        Assert.Contains("\"works_for\"", Reason(3), StringComparison.Ordinal);
        Assert.Contains("duplicate key", Reason(4), StringComparison.Ordinal);
        Assert.Contains("check constraint", Reason(5), StringComparison.Ordinal);
        Assert.Contains("duplicate key", Reason(7), StringComparison.Ordinal);
        Assert.Equal(["1|∅|1", "6|100|1", "9|1|3", "100|∅|1"], test.Rows("t"));
    }

    [Fact]
    public void A_ring_of_rows_arrives_whole_and_one_with_a_bad_row_is_rejected_with_all_that_hangs_on_it()
    {
        using var test = new TestDatabase(Table);
        (LoadResult result, KeptRejects rejects) = Load(test, LoadMode.Append, "[3, 1, 1]", "[1, 2, 1]", "[2, 1, 1]", "[13, 11, 1]", "[11, 12, 1]", "[12, 11, 100]", "[20, null, 1]");
        Assert.Equal((4, 3), (result.RowsWritten, result.RowsRejected));
        Assert.Equal([3L, 4L, 5L], rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.Equal(["1|2|1", "2|1|1", "3|1|1", "20|∅|1"], test.Rows("t"));
    }

    [Theory]
    [InlineData("DEFERRABLE INITIALLY DEFERRED")]
    [InlineData("DEFERRABLE")]
    [InlineData("")]
    public void Keys_of_two_columns_and_two_ways_to_refer_are_judged_alike(string deferred)
    {
        using var test = new TestDatabase($"""
            CREATE TABLE t (org text, id int, boss int, twin int UNIQUE, mate int, PRIMARY KEY (org, id), CONSTRAINT works_for FOREIGN KEY (org, boss) REFERENCES t {deferred}, CONSTRAINT mates FOREIGN KEY (mate) REFERENCES t (twin) {deferred})
            """);
        using RecordBatch batch = test.Batch(
            "org: u\nid: i\nboss: i\ntwin: i\nmate: i",
            "[\"a\", 2, 1, 12, 11]", "[\"a\", 1, null, 11, null]", "[\"b\", 2, 1, 22, null]", "[\"b\", 3, null, 23, 22]", "[\"b\", 4, null, 24, 12]");
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch);
        Assert.Equal((3, 2), (result.RowsWritten, result.RowsRejected));
        Assert.Equal((null, "mate"), (rejects.Reports.Single(report => report.RowNumber == 2).Column, rejects.Reports.Single(report => report.RowNumber == 3).Column));
        Assert.Equal(["a|1", "a|2", "b|4"], test.Rows("(SELECT org, id FROM t) s", "1, 2"));
    }

    [Fact]
    public void An_upsert_and_a_replacement_judge_the_rows_in_the_same_way()
    {
        using var test = new TestDatabase(Table + "INSERT INTO t VALUES (1, NULL, 1), (2, 1, 1)");
        (LoadResult result, KeptRejects rejects) = Load(test, LoadMode.Upsert, "[4, 3, 1]", "[3, 2, 2]", "[2, 9, 2]", "[1, 3, 2]", "[1, null, 3]");
        Assert.Equal((3, 2), (result.RowsWritten, result.RowsRejected));
        Assert.Contains("the key occurs twice", rejects.Reports.Single(report => report.RowNumber == 4).Reason, StringComparison.Ordinal);
        Assert.Equal(["1|3|2", "2|1|1", "3|2|2", "4|3|1"], test.Rows("t"));

        (result, rejects) = Load(test, LoadMode.Replace, "[2, 1, 1]", "[3, 4, 1]", "[1, null, 1]");
        Assert.Equal((2, 1), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(["1|∅|1", "2|1|1"], test.Rows("t"));
    }

    [Fact]
    public void Where_a_trigger_may_change_a_parent_the_servers_word_alone_counts()
    {
        using var test = new TestDatabase(Table + """
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.boss = 99 THEN NEW.boss := NULL; END IF; IF NEW.id = 6 THEN RETURN NULL; END IF; RETURN NEW; END $$;
            CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE PROCEDURE f();
            """);
        (LoadResult result, KeptRejects rejects) = Load(test, LoadMode.Append, "[3, 2, 1]", "[2, 99, 1]", "[4, 98, 1]", "[5, 4, 1]", "[6, null, 1]", "[7, 6, 1]");
        Assert.Equal((2, 4), (result.RowsWritten, result.RowsRejected));
        Assert.Equal([2L, 3L, 4L, 5L], rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.Equal(["2|∅|1", "3|2|1"], test.Rows("t"));
    }

    [Fact]
    public void Chunks_keep_their_numbers_and_one_that_is_not_completed_does_not_count()
    {
        using var test = new TestDatabase(Table);
        using RecordBatch first = test.Batch(Schema, "[2, 1, 1]", "[4, 9, 1]"), lost = test.Batch(Schema, "[9, null, 1]"), last = test.Batch(Schema, "[1, null, 1]", "[5, 8, 1]");
        var rejects = new KeptRejects();
        using TableLoad load = test.Connection.BeginLoad(new LoadRequest(new TableName("t"), first.Schema, LoadMode.Append) { Allocator = test.Memory, RejectSink = rejects });
        Write(load, "a", first, isComplete: true);
        Write(load, "b", lost, isComplete: false);
        Write(load, "c", last, isComplete: true);
        Assert.Equal((2, 2), load.Commit() is var result ? (result.RowsWritten, result.RowsRejected) : default);
        Assert.Equal([("a", 1L), ("c", 1L)], rejects.Reports.Select(report => (report.ChunkId, report.RowNumber)));
        Assert.Equal(["1|∅|1", "2|1|1"], test.Rows("t"));
    }

    [Fact]
    public void Keys_that_the_server_reads_from_text_are_compared_as_what_they_are()
    {
        using var test = new TestDatabase("CREATE TABLE t (id inet PRIMARY KEY, boss inet CONSTRAINT works_for REFERENCES t)");
        using RecordBatch batch = test.Batch("id: u\nboss: u", "[\"::2\", \"0:0:0::1\"]", "[\"::1\", null]", "[\"::4\", \"::3\"]", "[\"nowhere\", null]");
        var rejects = new KeptRejects();
        Assert.Equal((2, 2), test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch) is var result ? (result.RowsWritten, result.RowsRejected) : default);
        Assert.Equal([2L, 3L], rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.Equal(["::1|∅", "::2|::1"], test.Rows("t"));
    }

    [Fact]
    public void A_long_chain_with_a_bad_end_goes_row_by_row()
    {
        const int Rows = 200;
        using var test = new TestDatabase(Table);
        using RecordBatch batch = test.Batch(Schema, Enumerable.Range(0, Rows).Reverse().Select(i => $"[{i}, {(i == 0 ? "null" : $"{i - 1}")}, {(i == Rows - 1 ? 100 : 1)}]"));
        var rejects = new KeptRejects();
        Assert.Equal((Rows - 1, 1), test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch) is var result ? (result.RowsWritten, result.RowsRejected) : default);
        Assert.Equal(0L, Assert.Single(rejects.Reports).RowNumber);
    }

    [Fact]
    public void Every_bad_row_of_a_large_tree_is_found()
    {
        const int Rows = 30_000;
        using var test = new TestDatabase(Table);
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        (int Id, int? Boss, int Quantity)[] rows = [.. Enumerable.Range(0, Rows).Select(i => (i, i == 0 ? (int?)null : random.Next(3000) == 0 ? Rows + i : random.Next(Math.Max(0, i - 3000), i), random.Next(3000) == 0 ? 100 : 1))];
        HashSet<int> good = [];
        foreach ((int id, int? boss, int quantity) in rows)
        {
            _ = quantity < 100 && (boss is null || good.Contains(boss.Value)) && good.Add(id);
        }

        random.Shuffle(rows);
        using RecordBatch batch = test.Batch(Schema, rows.Select(row => $"[{row.Id}, {row.Boss?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}, {row.Quantity}]"));
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch);
        Assert.Equal((good.Count, Rows - good.Count), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(rows.Index().Where(row => !good.Contains(row.Item.Id)).Select(row => (long)row.Index), rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.Equal($"{good.Count}", test.Psql("SELECT count(*) FROM t")[0][0]);
    }

    private static (LoadResult Result, KeptRejects Rejects) Load(TestDatabase test, LoadMode mode, params string[] rows)
    {
        using RecordBatch batch = test.Batch(Schema, rows);
        var rejects = new KeptRejects();
        return (test.Load(new LoadRequest(new TableName("t"), batch.Schema, mode) { RejectSink = rejects }, batch), rejects);
    }

    private static void Write(TableLoad load, string chunk, RecordBatch batch, bool isComplete)
    {
        using TableWriter writer = load.OpenWriter(chunk);
        writer.Write(batch);
        if (isComplete)
        {
            writer.Complete();
        }
    }
}
