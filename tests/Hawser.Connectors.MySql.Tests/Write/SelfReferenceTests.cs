using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

public sealed class SelfReferenceTests
{
    private const string Table = "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, boss bigint, qty tinyint UNSIGNED, CONSTRAINT works_for FOREIGN KEY (boss) REFERENCES t (id));";
    private const string Schema = "id: l !\nboss: l\nqty: C";

    public static TheoryData<MySqlFlavour> Flavours { get; } = [MySqlFlavour.MariaDb, MySqlFlavour.MySql56];

    [Theory]
    [MemberData(nameof(Flavours))]
    public void Rows_arrive_in_whatever_order_they_come_and_a_replaced_tree_goes(MySqlFlavour flavour)
    {
        using var test = new TestDatabase(Table, flavour);
        using RecordBatch reversed = test.Batch(Schema, Enumerable.Range(0, 300).Reverse().Select(i => $"[{i}, {(i == 0 ? "null" : $"{i - 1}")}, 1]").Append("[500, 500, 1]"));
        var request = new LoadRequest(new TableName("t"), reversed.Schema, LoadMode.Append);
        Assert.Equal(301, test.Load(request, reversed).RowsWritten);
        Assert.Equal(["301", "44850", "500"], test.Judge("SELECT count(*), sum(id) - 500, max(id) FROM t WHERE boss IS NOT NULL OR id = 0")[0]);
        Assert.Equal(301, test.Load(request with { Mode = LoadMode.Replace }, reversed).RowsWritten);
        Assert.Equal("301", test.Judge("SELECT count(*) FROM t")[0][0]);
        Assert.Contains("works_for", test.Judge("SHOW CREATE TABLE t")[0][1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_is_not_emptied_while_rows_of_others_refer_to_it_or_its_root_must_refer_to_itself()
    {
        using var test = new TestDatabase(Table + "INSERT INTO t VALUES (1, NULL, 1), (2, 1, 1); CREATE TABLE c (t bigint, CONSTRAINT k FOREIGN KEY (t) REFERENCES t (id)); INSERT INTO c VALUES (2)");
        using RecordBatch batch = test.Batch(Schema, "[3, null, 1]");
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Replace);
        Assert.Contains("`k`", Assert.Throws<ConnectorException>(() => test.Load(request, batch)).Message, StringComparison.Ordinal);
        Assert.Equal(["1|∅|1", "2|1|1"], test.Rows("t"));
        test.Connection.Execute("DELETE FROM c");
        Assert.Equal(1, test.Load(request, batch).RowsWritten);
        Assert.Equal(["3|∅|1"], test.Rows("t"));
        test.Connection.Execute("DELETE FROM t");
        test.Connection.Execute("ALTER TABLE t DROP FOREIGN KEY works_for");
        test.Connection.Execute("ALTER TABLE t MODIFY boss bigint NOT NULL, ADD CONSTRAINT works_for FOREIGN KEY (boss) REFERENCES t (id)");
        test.Connection.Execute("INSERT INTO t VALUES (1, 1, 1), (2, 1, 1)");
        using RecordBatch root = test.Batch("id: l !\nboss: l !\nqty: C", "[5, 5, 1]");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load(request with { Schema = root.Schema }, root));
        Assert.Contains("foreign_key_checks = 0", error.Hint, StringComparison.Ordinal);
        Assert.Equal(["1|1|1", "2|1|1"], test.Rows("t"));
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public void Rows_without_a_parent_and_all_below_them_are_rejected(MySqlFlavour flavour)
    {
        using var test = new TestDatabase(Table + "INSERT INTO t VALUES (100, NULL, 1)", flavour);
        (LoadResult result, KeptRejects rejects) = Load(
            test, LoadMode.Append, "[3, 2, 1]", "[2, 1, 1]", "[1, null, 1]", "[6, 5, 1]", "[5, 4, 1]", "[4, 99, 1]", "[7, 7, 1]", "[8, 100, 1]", "[100, null, 2]", "[9, 100, 300]", "[10, 9, 1]");
        Assert.Equal((5, 6), (result.RowsWritten, result.RowsRejected));
        Assert.Equal([3L, 4L, 5L, 8L, 9L, 10L], rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.All(rejects.Reports.Where(report => report.RowNumber is 3 or 4 or 5 or 10), report => Assert.Contains("`works_for`", report.Reason, StringComparison.Ordinal));
        Assert.Contains("Duplicate entry '100'", rejects.Reports.Single(report => report.RowNumber == 8).Reason, StringComparison.Ordinal);
        Assert.Contains("5: [4, 99, 1]", rejects.Rows);
        Assert.Equal(["1|∅|1", "2|1|1", "3|2|1", "7|7|1", "8|100|1", "100|∅|1"], test.Rows("t"));
    }

    [Fact]
    public void Without_a_place_for_rejects_the_first_such_row_ends_the_load_and_is_named()
    {
        using var test = new TestDatabase(Table + "INSERT INTO t VALUES (100, NULL, 1)");
        using RecordBatch batch = test.Batch(Schema, "[2, 1, 1]", "[1, null, 1]", "[4, 99, 1]");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append), batch));
        Assert.Contains("`works_for`", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(["100|∅|1"], test.Rows("t"));
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public void An_upsert_and_keys_of_two_columns_are_judged_alike(MySqlFlavour flavour)
    {
        using var test = new TestDatabase("""
            CREATE TABLE t (org varchar(5) NOT NULL, id int NOT NULL, boss int, twin int UNIQUE, mate int, PRIMARY KEY (org, id),
                CONSTRAINT works_for FOREIGN KEY (org, boss) REFERENCES t (org, id), CONSTRAINT mates FOREIGN KEY (mate) REFERENCES t (twin)) DEFAULT CHARSET = latin1;
            INSERT INTO t VALUES ('a', 1, NULL, 5, NULL);
            """, flavour);
        using RecordBatch batch = test.Batch(
            "org: u !\nid: i !\nboss: i\ntwin: i\nmate: i",
            "[\"a\", 3, 2, 13, 11]", "[\"a\", 2, 1, 12, 11]", "[\"a\", 1, null, 11, null]", "[\"b\", 2, 1, 22, null]", "[\"b\", 3, null, 23, 22]", "[\"b\", 4, null, 24, 12]", "[\"b\", 4, null, 25, 12]");
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert) { RejectSink = rejects }, batch);
        Assert.Equal((4, 3), (result.RowsWritten, result.RowsRejected));
        Assert.Equal([3L, 4L, 6L], rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.Equal(["a|1|11", "a|2|12", "a|3|13", "b|4|24"], test.Rows("t", "1, 2", "org, id, twin"));
    }

    [Fact]
    public void A_ring_which_the_server_takes_in_no_order_is_rejected()
    {
        using var test = new TestDatabase(Table);
        (LoadResult result, KeptRejects rejects) = Load(test, LoadMode.Append, "[1, 2, 1]", "[2, 1, 1]", "[3, 1, 1]", "[4, null, 1]");
        Assert.Equal((1, 3), (result.RowsWritten, result.RowsRejected));
        Assert.Equal([0L, 1L, 2L], rejects.Reports.Select(report => report.RowNumber).Order());
    }

    [Fact]
    public void In_the_callers_transaction_and_in_chunks_it_is_the_same()
    {
        using var test = new TestDatabase(Table);
        using RecordBatch first = test.Batch(Schema, "[2, 1, 1]", "[4, 9, 1]"), last = test.Batch(Schema, "[1, null, 1]", "[5, 8, 1]");
        var rejects = new KeptRejects();
        using (Transaction transaction = test.Connection.BeginTransaction())
        {
            using (TableLoad load = test.Connection.BeginLoad(new LoadRequest(new TableName("t"), first.Schema, LoadMode.Append) { Allocator = test.Memory, RejectSink = rejects, Transaction = transaction }))
            {
                foreach ((string chunk, RecordBatch batch) in new[] { ("a", first), ("b", last) })
                {
                    using TableWriter writer = load.OpenWriter(chunk);
                    writer.Write(batch);
                    writer.Complete();
                }

                Assert.Equal((2, 2), load.Commit() is var result ? (result.RowsWritten, result.RowsRejected) : default);
            }

            Assert.Equal("0", test.Judge("SELECT count(*) FROM t")[0][0]);
            transaction.Commit();
        }

        Assert.Equal([("a", 1L), ("b", 1L)], rejects.Reports.Select(report => (report.ChunkId, report.RowNumber)));
        Assert.Equal(["1|∅|1", "2|1|1"], test.Rows("t"));
    }

    [Theory]
    [MemberData(nameof(Flavours))]
    public void Every_bad_row_of_a_large_tree_is_found(MySqlFlavour flavour)
    {
        const int Rows = 20_000;
        using var test = new TestDatabase(Table, flavour);
        int seed = Random.Shared.Next();
        TestContext.Current.SendDiagnosticMessage($"seed {seed}");
        var random = new Random(seed);
        (int Id, int? Boss, int Quantity)[] rows = [.. Enumerable.Range(0, Rows).Select(i => (i, i == 0 ? (int?)null : random.Next(3000) == 0 ? Rows + i : random.Next(Math.Max(0, i - 3000), i), random.Next(3000) == 0 ? 300 : 1))];
        HashSet<int> good = [];
        foreach ((int id, int? boss, int quantity) in rows)
        {
            _ = quantity < 300 && (boss is null || good.Contains(boss.Value)) && good.Add(id);
        }

        random.Shuffle(rows);
        using RecordBatch batch = test.Batch(Schema.Replace("qty: C", "qty: l", StringComparison.Ordinal), rows.Select(row => $"[{row.Id}, {row.Boss?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null"}, {row.Quantity}]"));
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { RejectSink = rejects }, batch);
        Assert.Equal((good.Count, Rows - good.Count), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(rows.Index().Where(row => !good.Contains(row.Item.Id)).Select(row => (long)row.Index), rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.Equal($"{good.Count}", test.Judge("SELECT count(*) FROM t")[0][0]);
    }

    private static (LoadResult Result, KeptRejects Rejects) Load(TestDatabase test, LoadMode mode, params string[] rows)
    {
        using RecordBatch batch = test.Batch(Schema.Replace("qty: C", "qty: l", StringComparison.Ordinal), rows);
        var rejects = new KeptRejects();
        return (test.Load(new LoadRequest(new TableName("t"), batch.Schema, mode) { RejectSink = rejects }, batch), rejects);
    }
}
