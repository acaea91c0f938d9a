using System.Security.Cryptography;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing.Zoo;

namespace Hawser.Connectors.Postgres.Tests.Write;

public sealed class LoadTests
{
    [Fact]
    public void Names_of_any_kind_are_quoted()
    {
        using var test = new TestDatabase("CREATE SCHEMA \"S x\"");
        using RecordBatch batch = test.Batch("select: l\nÜ\"ber: u\ncafé €: g\n$1: b", "[1, \"x\", 1.5, true]", "[null, \"\", null, null]");
        var name = new TableName(null, "S x", "T\"y; DROP TABLE z");
        Assert.Equal(2, test.Load(new LoadRequest(name, batch.Schema, LoadMode.Create), batch).RowsWritten);
        Assert.Equal(["1|x|1.5|t", "∅||∅|∅"], test.Rows("\"S x\".\"T\"\"y; DROP TABLE z\""));
    }

    [Fact]
    public void A_name_that_the_server_would_cut_is_refused()
    {
        using var test = new TestDatabase();
        string longName = new('é', 32);
        var error = Assert.Throws<ConnectorException>(() => test.Load(longName, LoadMode.Create, "a: l", "[1]"));
        Assert.Equal(ConnectorStatus.NotSupported, error.Status);
        Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Create, $"{longName}: l", "[1]"));
        Assert.Empty(test.Psql("SELECT 1 FROM pg_tables WHERE schemaname = 'public'"));
    }

    [Fact]
    public void A_thousand_columns_and_a_cell_of_64_MiB_arrive()
    {
        Server.Needs(11, "sha256");
        using var test = new TestDatabase();
        string schema = string.Join('\n', Enumerable.Range(0, 1000).Select(i => $"c{i}: l"));
        test.Load("wide", LoadMode.Create, schema, $"[{string.Join(", ", Enumerable.Range(0, 1000))}]");
        Assert.Equal("499500", test.Psql($"SELECT {string.Join(" + ", Enumerable.Range(0, 1000).Select(i => $"c{i}"))} FROM wide")[0][0]);
        using RecordBatch huge = TypeZoo.ToBatch(TypeZoo.Huge, test.Memory);
        test.Load(new LoadRequest(new TableName("huge"), huge.Schema, LoadMode.Create), huge);
        Assert.Equal(["0", null, null], test.Psql("SELECT id, huge_text, huge_binary FROM huge WHERE id = 0")[0]);
        string text = Convert.ToHexStringLower(SHA256.HashData(huge[1].GetBytes(1)));
        string bytes = Convert.ToHexStringLower(SHA256.HashData(huge[2].GetBytes(1)));
        Assert.Equal([$"{huge[1].GetBytes(1).Length}", text, bytes], test.Psql("SELECT octet_length(huge_text), encode(sha256(convert_to(huge_text, 'UTF8')), 'hex'), encode(sha256(huge_binary), 'hex') FROM huge WHERE id = 1")[0]);
    }

    [Fact]
    public void Rows_of_many_batches_and_blocks_all_arrive()
    {
        using var test = new TestDatabase();
        RecordBatch[] batches = [.. Enumerable.Range(0, 9).Select(i => test.Batch("id: l\nt: u", Enumerable.Range(i * 20_000, 20_000).Select(n => $"[{n}, \"row {n}\"]")))];
        Assert.Equal(180_000, test.Load(new LoadRequest(new TableName("t"), batches[0].Schema, LoadMode.Create), batches).RowsWritten);
        Array.ForEach(batches, batch => batch.Dispose());
        Assert.Equal(["180000", "180000", $"{180_000L * 179_999 / 2}"], test.Psql("SELECT count(*), count(DISTINCT id), sum(id) FROM t WHERE t = 'row ' || id")[0]);
    }

    [Fact]
    public void A_session_that_is_killed_amid_a_load_leaves_the_target_as_it_was()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint, pad text); INSERT INTO t VALUES (0, 'old')");
        using RecordBatch batch = test.Batch("id: l\npad: u", Enumerable.Range(1, 5000).Select(i => $"[{i}, \"{new string('x', 200)}\"]"));
        var error = Assert.Throws<ConnectorException>(() =>
        {
            using TableLoad load = test.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Replace) { Allocator = test.Memory });
            using TableWriter writer = load.OpenWriter();
            writer.Write(batch);
            test.Psql($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{test.Name}' AND pid <> pg_backend_pid()");
            for (int i = 0; i < 200; i++)
            {
                writer.Write(batch);
            }
        });
        Assert.True(error.Status is ConnectorStatus.Unavailable or ConnectorStatus.InputOutput, error.ToString());
        Assert.False(test.Connection.IsUsable);
        Assert.Equal(["0|old"], test.Rows("t"));
    }

    [Fact]
    public async Task A_load_that_waits_for_anothers_lock_can_be_given_up()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY)");
        using Connection other = test.Database.OpenConnection();
        using Transaction holding = other.BeginTransaction();
        other.Execute("INSERT INTO t VALUES (1)");
        using RecordBatch batch = test.Batch("id: l", "[1]");
        using var giveUp = new CancellationTokenSource();
        await using (TableLoad load = await test.Connection.BeginLoadAsync(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { Allocator = test.Memory }, TestDatabase.Token))
        {
            await using TableWriter writer = await load.OpenWriterAsync("", TestDatabase.Token);
            await writer.WriteAsync(batch, TestDatabase.Token);
            Task complete = writer.CompleteAsync(giveUp.Token).AsTask();
            while (test.Psql("SELECT count(*) FROM pg_locks WHERE NOT granted AND pid IN (SELECT pid FROM pg_stat_activity WHERE datname = current_database())")[0][0] == "0")
            {
                await Task.Delay(20, TestDatabase.Token);
            }

            await giveUp.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => complete);
        }

        Assert.True(test.Connection.IsUsable);
        await holding.RollbackAsync(TestDatabase.Token);
        Assert.Equal(1, test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append), batch).RowsWritten);
    }

    [Fact]
    public void A_constraint_that_is_checked_at_the_commit_undoes_the_load()
    {
        using var test = new TestDatabase("CREATE TABLE p (id bigint PRIMARY KEY); CREATE TABLE t (id bigint REFERENCES p DEFERRABLE INITIALLY DEFERRED)");
        var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Append, "id: l", "[1]"));
        Assert.Equal((ConnectorStatus.ConstraintViolation, "23503"), (error.Status, error.SqlState));
        Assert.Empty(test.Rows("t"));
        test.Load("p", LoadMode.Append, "id: l", "[1]");
        Assert.Equal(1, test.Load("t", LoadMode.Append, "id: l", "[1]").RowsWritten);
    }

    [Fact]
    public void A_load_in_the_callers_transaction_stands_and_falls_with_it()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint)");
        using RecordBatch batch = test.Batch("id: l", "[1]");
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append);
        using (Transaction transaction = test.Connection.BeginTransaction())
        {
            test.Load(request with { Transaction = transaction }, batch);
            using (TableLoad load = test.Connection.BeginLoad(request with { Transaction = transaction }))
            {
                using TableWriter writer = load.OpenWriter();
                writer.Write(batch);
                writer.Complete();
            }

            test.Load(request with { Transaction = transaction }, batch);
            Assert.Throws<InvalidOperationException>(() => test.Connection.BeginLoad(request));
            transaction.Commit();
        }

        Assert.Equal(["1", "1"], test.Rows("t"));
        using (Transaction undone = test.Connection.BeginTransaction())
        {
            test.Load(request with { Transaction = undone }, batch);
        }

        Assert.Equal(["1", "1"], test.Rows("t"));
        test.Connection.Execute("BEGIN");
        Assert.Throws<InvalidOperationException>(() => test.Connection.BeginLoad(request));
        test.Connection.Execute("ROLLBACK");
        test.Connection.Execute("SET work_mem = '8MB'");
        Assert.Equal(1, test.Load(request, batch).RowsWritten);
        Assert.Equal(["1", "1", "1"], test.Rows("t"));
    }

    [Fact]
    public void A_replaced_table_of_the_same_shape_keeps_what_hangs_on_it()
    {
        using var test = new TestDatabase("""
            CREATE TABLE t (id bigint PRIMARY KEY, n text DEFAULT 'd'); INSERT INTO t VALUES (1, 'old'); CREATE INDEX n_index ON t (n); CREATE VIEW v AS SELECT n FROM t; GRANT SELECT ON t TO public;
            CREATE TABLE child (id bigint REFERENCES t); CREATE TABLE cascading (id bigint); INSERT INTO cascading VALUES (1);
            """);
        string before = test.Psql("SELECT oid FROM pg_class WHERE relname = 't'")[0][0]!;
        test.Load("t", LoadMode.Replace, "id: l not null\nn: u", "[2, \"new\"]");
        Assert.Equal(["2|new"], test.Rows("t"));
        Assert.Equal(before, test.Psql("SELECT oid FROM pg_class WHERE relname = 't'")[0][0]);
        test.Psql("INSERT INTO child VALUES (2)");
        Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Replace, "id: l not null\nn: u", "[3, \"newer\"]"));
        test.Psql("DELETE FROM cascading; ALTER TABLE cascading ADD CONSTRAINT gone FOREIGN KEY (id) REFERENCES t ON DELETE CASCADE");
        var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Replace, "id: l not null\nn: u", "[3, \"newer\"]"));
        Assert.Contains("gone", error.Message, StringComparison.Ordinal);
        Assert.Equal(["2|new"], test.Rows("t"));
    }

    [Fact]
    public void A_table_of_another_shape_is_made_anew_only_when_nothing_depends_on_it()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint); INSERT INTO t VALUES (1); CREATE VIEW v AS SELECT id FROM t; CREATE INDEX i ON t (id)");
        var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Replace, "id: l\nmore: g", "[2, 2.5]"));
        Assert.Contains("view public.v", error.Message, StringComparison.Ordinal);
        Assert.Contains("index i", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1"], test.Rows("t"));
        test.Psql("DROP VIEW v; DROP INDEX i");
        test.Load("t", LoadMode.Replace, "id: l\nmore: g", "[2, 2.5]");
        Assert.Equal(["2|2.5"], test.Rows("t"));
    }

    [Fact]
    public void Identity_columns_take_the_values_that_come_and_computed_ones_none()
    {
        Server.Needs(12, "generated columns");
        using var test = new TestDatabase("CREATE TABLE t (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, n int, twice int GENERATED ALWAYS AS (n * 2) STORED)");
        test.Load("t", LoadMode.Append, "id: l\nn: i", "[7, 1]");
        test.Load("t", LoadMode.Upsert, "id: l\nn: i", "[7, 2]", "[9, 3]");
        Assert.Equal(["7|2|4", "9|3|6"], test.Rows("t"));
        var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Append, "id: l\nn: i\ntwice: i", "[8, 1, 2]"));
        Assert.Contains("\"twice\" is computed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_refer_to_later_ones_of_the_same_table_are_taken()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, boss bigint REFERENCES t)");
        using RecordBatch batch = test.Batch("id: l\nboss: l", Enumerable.Range(0, 70_000).Select(i => $"[{i}, {69_999 - i}]"));
        Assert.Equal(70_000, test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append), batch).RowsWritten);
        var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Append, "id: l\nboss: l", "[100000, 1]", "[100001, -5]"));
        Assert.Equal((ConnectorStatus.ConstraintViolation, "23503"), (error.Status, error.SqlState));
        Assert.Equal("70000", test.Psql("SELECT count(*) FROM t")[0][0]);
    }
}
