using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

public sealed class LoadModeTests
{
    private const string Schema = "id: l !\nname: u";
    private const string Leftovers = "SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_name LIKE 'hawser%'";

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void A_table_that_is_created_is_there_at_the_commit_and_not_before(MySqlFlavour flavour)
    {
        using var test = new TestDatabase(null, flavour);
        using RecordBatch batch = test.Batch(Schema, "[1, \"a\"]", "[2, null]");
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create);
        using (TableLoad load = test.Connection.BeginLoad(request with { Allocator = test.Memory }))
        {
            using (TableWriter writer = load.OpenWriter())
            {
                writer.Write(batch);
                writer.Complete();
            }

            Assert.Equal("0", test.Judge("SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_name = 't'")[0][0]);
        }

        Assert.Equal("0", test.Judge(Leftovers)[0][0]);
        Assert.Equal(new LoadResult(2, 0), test.Load(request, batch) with { Messages = [] });
        Assert.Equal(["1|a", "2|∅"], test.Rows("t"));
        Assert.Equal("0", test.Judge(Leftovers)[0][0]);
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load(request, batch));
        Assert.Equal(ConnectorStatus.AlreadyExists, error.Status);
    }

    [Fact]
    public void A_missing_table_is_not_appended_to_and_the_nearest_name_is_told()
    {
        using var test = new TestDatabase("CREATE TABLE orders (id bigint)");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load("order", LoadMode.Append, "id: l", "[1]"));
        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Contains("Did you mean \"orders\"?", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_view_is_not_loaded_into()
    {
        using var test = new TestDatabase("CREATE TABLE o (id bigint); CREATE VIEW v AS SELECT * FROM o");
        Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => test.Load("v", LoadMode.Append, "id: l", "[1]")).Status);
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, "InnoDB")]
    [InlineData(MySqlFlavour.MariaDb, "MyISAM")]
    [InlineData(MySqlFlavour.MariaDb, "Aria")]
    [InlineData(MySqlFlavour.MySql56, "InnoDB")]
    [InlineData(MySqlFlavour.MySql56, "MyISAM")]
    public void A_table_whose_shape_fits_is_replaced_by_one_that_is_like_it(MySqlFlavour flavour, string engine)
    {
        using var test = new TestDatabase(
            $"CREATE TABLE t (id bigint NOT NULL AUTO_INCREMENT COMMENT 'the id', name longtext, PRIMARY KEY (id), KEY by_name (name(10)), FULLTEXT KEY ft (name)) ENGINE = {engine} COMMENT = 'kept' AUTO_INCREMENT = 500; INSERT INTO t VALUES (9, 'old')", flavour);
        string before = test.Judge("SHOW CREATE TABLE t")[0][1]!;
        Assert.Equal(2, test.Load("t", LoadMode.Replace, Schema, "[1, \"a\"]", "[2, \"b\"]").RowsWritten);
        Assert.Equal(["1|a", "2|b"], test.Rows("t"));
        Assert.Equal(before, test.Judge("SHOW CREATE TABLE t")[0][1]);
        Assert.Equal("0", test.Judge(Leftovers)[0][0]);
    }

    [Fact]
    public void A_replacement_that_fails_leaves_the_table_as_it_was()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext); INSERT INTO t VALUES (9, 'old')");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Replace, Schema, "[1, \"a\"]", "[1, \"b\"]"));
        Assert.Contains("Duplicate entry '1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("row 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(["9|old"], test.Rows("t"));
        Assert.Equal("0", test.Judge(Leftovers)[0][0]);
    }

    [Fact]
    public void A_table_with_triggers_or_foreign_keys_keeps_them_and_is_refilled()
    {
        using var test = new TestDatabase("""
            CREATE TABLE o (id bigint PRIMARY KEY); INSERT INTO o VALUES (1), (2);
            CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext, o bigint, CONSTRAINT k FOREIGN KEY (o) REFERENCES o (id)); INSERT INTO t VALUES (9, 'old', 1);
            CREATE TABLE log (id bigint); CREATE TRIGGER tr AFTER INSERT ON t FOR EACH ROW INSERT INTO log VALUES (NEW.id);
            """);
        Assert.Equal(1, test.Load("t", LoadMode.Replace, Schema + "\no: l", "[1, \"a\", 2]").RowsWritten);
        Assert.Equal(["1|a|2"], test.Rows("t"));
        Assert.Equal(["1"], test.Rows("log"));
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Replace, Schema + "\no: l", "[1, \"a\", 3]"));
        Assert.Contains("foreign key constraint", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|a|2"], test.Rows("t"));
        Assert.Equal(["1"], test.Rows("log"));
    }

    [Fact]
    public void A_table_that_others_refer_to_is_refilled_only_where_no_row_of_theirs_would_change()
    {
        using var test = new TestDatabase("""
            CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext); INSERT INTO t VALUES (1, 'a');
            CREATE TABLE c (t bigint, CONSTRAINT k FOREIGN KEY (t) REFERENCES t (id) ON DELETE CASCADE);
            """);
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Replace, Schema, "[1, \"a\"]"));
        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Contains(".c (foreign key k)", error.Message, StringComparison.Ordinal);
        test.Connection.Execute("ALTER TABLE c DROP FOREIGN KEY k, ADD CONSTRAINT k2 FOREIGN KEY (t) REFERENCES t (id)");
        Assert.Equal(1, test.Load("t", LoadMode.Replace, Schema, "[2, \"b\"]").RowsWritten);
        Assert.Equal(["2|b"], test.Rows("t"));
        Assert.Contains("k2", test.Judge("SHOW CREATE TABLE c")[0][1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_another_shape_is_made_anew_only_when_nothing_hangs_on_it()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int, x int, KEY by_x (x)); INSERT INTO t VALUES (1, 1)");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Replace, Schema, "[1, \"a\"]"));
        Assert.Contains("index by_x", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|1"], test.Rows("t"));
        test.Connection.Execute("DROP INDEX by_x ON t");
        Assert.Equal(1, test.Load("t", LoadMode.Replace, Schema, "[1, \"a\"]").RowsWritten);
        Assert.Equal(["1|a"], test.Rows("t"));
    }

    [Theory]
    [InlineData(LoadMode.Append)]
    [InlineData(LoadMode.Upsert)]
    public void A_table_whose_engine_undoes_nothing_is_not_added_to(LoadMode mode)
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, name longtext) ENGINE = MyISAM; INSERT INTO t VALUES (1, 'a')");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load("t", mode, Schema, "[2, \"b\"]"));
        Assert.Equal(ConnectorStatus.NotSupported, error.Status);
        Assert.Contains("MyISAM", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|a"], test.Rows("t"));
    }

    [Fact]
    public void Only_one_load_at_a_time_makes_or_replaces_a_table_and_what_a_dead_one_left_is_dropped()
    {
        using var test = new TestDatabase();
        using RecordBatch batch = test.Batch(Schema, "[1, \"a\"]");
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Create) { Allocator = test.Memory };
        using Connection other = test.Database.OpenConnection();
        using (TableLoad load = test.Connection.BeginLoad(request))
        {
            ConnectorException error = Assert.Throws<ConnectorException>(() => other.BeginLoad(request));
            Assert.Equal(ConnectorStatus.Busy, error.Status);
            string session = test.Judge("SELECT id FROM information_schema.processlist WHERE id = is_used_lock(concat('hawser.', substr((SELECT table_name FROM information_schema.tables WHERE table_schema = database() AND table_name LIKE 'hawser_load_%'), 13)))")[0][0]!;
            other.Execute($"KILL {session}");
            Assert.Throws<ConnectorException>(() => load.OpenWriter());
        }

        Assert.Equal("1", test.Judge(Leftovers)[0][0]);
        Assert.Equal(1, test.Load(request, batch).RowsWritten);
        Assert.Equal("0", test.Judge(Leftovers)[0][0]);
    }

    [Fact]
    public void Several_writers_fill_one_table_and_one_that_is_not_completed_does_not_count()
    {
        const int Writers = 4, Rows = 5000;
        using var test = new TestDatabase();
        using RecordBatch whole = test.Batch(Schema, Enumerable.Range(0, Writers * Rows).Select(i => $"[{i}, \"n{i}\"]"));
        using TableLoad load = test.Connection.BeginLoad(new LoadRequest(new TableName("t"), whole.Schema, LoadMode.Create) { Allocator = test.Memory });
        Assert.True(load.MaxWriters >= Writers);
        Parallel.For(0, Writers, i =>
        {
            using TableWriter writer = load.OpenWriter($"{i}");
            using RecordBatch part = whole.Slice(i * Rows, Rows);
            writer.Write(part);
            writer.Complete();
        });
        using (TableWriter given = load.OpenWriter("x"))
        {
            using RecordBatch part = test.Batch(Schema, "[-1, \"lost\"]");
            given.Write(part);
        }

        Assert.Equal(Writers * Rows, load.Commit().RowsWritten);
        Assert.Equal([$"{Writers * Rows}", "0", $"{(Writers * Rows) - 1}"], test.Judge("SELECT count(*), min(id), max(id) FROM t")[0]);
    }

    [Fact]
    public async Task A_key_that_two_writers_were_given_is_rejected_by_the_one_that_comes_later()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext)");
        using RecordBatch first = test.Batch(Schema, "[1, \"a\"]", "[2, \"b\"]"), second = test.Batch(Schema, "[3, \"c\"]", "[2, \"B\"]", "[4, \"d\"]");
        var rejects = new KeptRejects();
        var request = new LoadRequest(new TableName("t"), first.Schema, LoadMode.Replace) { Allocator = test.Memory, RejectSink = rejects, Writers = 2 };
        await using TableLoad load = await test.Connection.BeginLoadAsync(request, TestDatabase.Token);
        await using (TableWriter one = await load.OpenWriterAsync("0", TestDatabase.Token))
        {
            await using TableWriter two = await load.OpenWriterAsync("1", TestDatabase.Token);
            await one.WriteAsync(first, TestDatabase.Token);
            await two.WriteAsync(second, TestDatabase.Token);
            Task<long> later = Task.Run(async () => await two.CompleteAsync(TestDatabase.Token), TestDatabase.Token);
            await one.CompleteAsync(TestDatabase.Token);
            await later;
        }

        LoadResult result = await load.CommitAsync(TestDatabase.Token);
        Assert.Equal((4, 1), (result.RowsWritten, result.RowsRejected));
        Assert.Contains("Duplicate entry '2'", Assert.Single(rejects.Reports).Reason, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4"], test.Rows("t", "1", "id"));
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, "true")]
    [InlineData(MySqlFlavour.MariaDb, "false")]
    [InlineData(MySqlFlavour.MySql56, "true")]
    public async Task Writers_that_wait_for_each_others_keys_go_on_and_each_key_is_there_once(MySqlFlavour flavour, string byFile)
    {
        const int Rows = 30_000;
        using var test = new TestDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext)", flavour, ("local_infile", byFile));
        using RecordBatch rising = test.Batch(Schema, Enumerable.Range(0, Rows).Select(i => $"[{i}, \"rises rises rises {i}\"]"));
        using RecordBatch falling = test.Batch(Schema, Enumerable.Range(0, Rows).Reverse().Select(i => $"[{i}, \"falls falls falls {i}\"]"));
        var rejects = new KeptRejects();
        var request = new LoadRequest(new TableName("t"), rising.Schema, LoadMode.Replace) { Allocator = test.Memory, RejectSink = rejects, Writers = 2 };
        await using TableLoad load = await test.Connection.BeginLoadAsync(request, TestDatabase.Token);
        await using (TableWriter one = await load.OpenWriterAsync("0", TestDatabase.Token))
        {
            await using TableWriter two = await load.OpenWriterAsync("1", TestDatabase.Token);
            long[] written = await Task.WhenAll(WriteAsync(one, rising), WriteAsync(two, falling));
            Assert.Equal(Rows, written.Sum());
        }

        LoadResult result = await load.CommitAsync(TestDatabase.Token);
        Assert.Equal((Rows, Rows), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(Rows, rejects.Reports.Count);
        Assert.All(rejects.Reports, report => Assert.Contains("Duplicate entry", report.Reason, StringComparison.Ordinal));
        Assert.Equal([$"{Rows}", "0", $"{Rows - 1}"], test.Judge("SELECT count(*), min(id), max(id) FROM t")[0]);

        static Task<long> WriteAsync(TableWriter writer, RecordBatch batch) => Task.Run(async () =>
        {
            await writer.WriteAsync(batch, TestDatabase.Token);
            return await writer.CompleteAsync(TestDatabase.Token);
        });
    }

    [Fact]
    public void A_writer_that_is_given_up_when_rows_of_it_are_committed_beside_the_target_leaves_nothing_to_commit()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext); INSERT INTO t VALUES (9, 'old')");
        using RecordBatch batch = test.Batch(Schema, Enumerable.Range(0, 300_000).Select(i => $"[{i}, null]"));
        using (TableLoad load = test.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Replace) { Allocator = test.Memory }))
        {
            using (TableWriter writer = load.OpenWriter())
            {
                writer.Write(batch);
            }

            Assert.Contains("given up", Assert.Throws<InvalidOperationException>(() => load.Commit()).Message, StringComparison.Ordinal);
        }

        Assert.Equal(["9|old"], test.Rows("t"));
        Assert.Equal("0", test.Judge(Leftovers)[0][0]);
    }
}
