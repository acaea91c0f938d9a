using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

/// <summary>What ends a load though no row of it is at fault.</summary>
public sealed class ServerStopTests
{
    private const string Schema = "id: l\nname: u";
    private const string Table = "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext); INSERT INTO t VALUES (-1, 'a')";

    /// <summary>Those that wait in this test's own database: other tests have locks in the same server.</summary>
    private const string Waiting =
        "SELECT count(*) FROM information_schema.innodb_trx t JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE t.trx_state = 'LOCK WAIT' AND p.db = database()";

    [Fact]
    public async Task A_deadlock_undoes_the_load_and_says_so()
    {
        using var test = new TestDatabase(Table + "; CREATE TABLE heavy (id bigint PRIMARY KEY)");
        using Connection other = test.Database.OpenConnection();
        other.Execute("START TRANSACTION");
        other.Execute("INSERT INTO heavy SELECT seq FROM seq_1_to_5000");
        other.Execute("INSERT INTO t VALUES (5, 'held')");
        Task<ConnectorException> load = Task.Run(() => Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Append, Schema, "[1, \"a\"]", "[5, \"b\"]")), TestDatabase.Token);
        await WaitAsync(other);
        other.Execute("INSERT INTO t VALUES (1, 'wanted too')");
        ConnectorException error = await load;
        Assert.Equal((ConnectorStatus.Busy, true, 1213), (error.Status, error.IsTransient, error.VendorCode));
        other.Execute("ROLLBACK");
        Assert.Equal(["-1|a"], test.Rows("t"));
    }

    [Fact]
    public async Task A_load_that_waits_for_a_lock_with_much_to_send_can_be_cancelled()
    {
        using var test = new TestDatabase(Table);
        using Connection other = test.Database.OpenConnection();
        other.Execute("START TRANSACTION");
        other.Execute("INSERT INTO t VALUES (0, 'held')");
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(TestDatabase.Token);
        string text = new('x', 100_000);
        using RecordBatch batch = test.Batch(Schema, Enumerable.Range(0, 200).Select(i => $"[{i}, \"{text}\"]"));
        await using (TableLoad load = await test.Connection.BeginLoadAsync(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { Allocator = test.Memory }, TestDatabase.Token))
        {
            await using TableWriter writer = await load.OpenWriterAsync("", TestDatabase.Token);
            Task writing = Task.Run(async () => await writer.WriteAsync(batch, cancel.Token), TestDatabase.Token);
            await WaitAsync(other);
            await cancel.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => writing);
        }

        other.Execute("ROLLBACK");
        Assert.Equal(["-1|a"], test.Rows("t"));
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
    }

    // MySQL 5.6's KILL closes the socket under the thread that reads a file from it, which may then wait for ever, with its locks.
    [Theory]
    [InlineData(LoadMode.Append)]
    [InlineData(LoadMode.Replace)]
    public void A_session_that_is_killed_ends_the_load_and_the_next_one_finds_the_table_as_it_was(LoadMode mode)
    {
        using var test = new TestDatabase(Table);
        using RecordBatch batch = test.Batch(Schema, "[1, \"a\"]", "[5, \"b\"]");
        var request = new LoadRequest(new TableName("t"), batch.Schema, mode) { Allocator = test.Memory };
        using (TableLoad load = test.Connection.BeginLoad(request))
        {
            using TableWriter writer = load.OpenWriter();
            writer.Write(batch);
            string session = test.Judge("SELECT max(id) FROM information_schema.processlist WHERE id <> connection_id() AND db = database()")[0][0]!;
            using Connection other = test.Database.OpenConnection();
            other.Execute($"KILL {session}");
            ConnectorException error = Assert.Throws<ConnectorException>(() => writer.Complete());
            Assert.True(error.Status is ConnectorStatus.InputOutput or ConnectorStatus.Unavailable or ConnectorStatus.Timeout, error.ToString());
        }

        Assert.Equal(["-1|a"], test.Rows("t"));
        Assert.Equal(2, test.Load(request, batch).RowsWritten);
    }

    [Fact]
    public void A_table_that_is_full_leaves_the_old_one_in_place()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name varchar(500)) ENGINE = MEMORY MAX_ROWS = 10; INSERT INTO t VALUES (-1, 'a')");
        using RecordBatch batch = test.Batch("id: l !\nname: u", Enumerable.Range(0, 40_000).Select(i => $"[{i}, \"x\"]"));
        var definition = new TableModel(new TableName("t"), [.. test.Connection.Describe(new TableName("t")).Columns]);
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Replace) { Definition = definition }, batch));
        Assert.Equal(ConnectorStatus.ResourceExhausted, error.Status);
        Assert.Equal(["-1|a"], test.Rows("t"));
        Assert.Equal("0", test.Judge("SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_name LIKE 'hawser%'")[0][0]);
    }

    private static async Task WaitAsync(Connection other)
    {
        while (true)
        {
            using (QueryResult waiting = await other.QueryAsync(new Statement(Waiting), TestDatabase.Token))
            {
                if (TestDatabase.Rows(waiting.Reader) is not ["[0]"])
                {
                    return;
                }
            }

            // The server looks anew only when nobody has asked for a tenth of a second.
            await Task.Delay(200, TestDatabase.Token);
        }
    }
}
