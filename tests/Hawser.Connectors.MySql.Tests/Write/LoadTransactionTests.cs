using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

public sealed class LoadTransactionTests
{
    private const string Schema = "id: l\nname: u";
    private const string Table = "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext); INSERT INTO t VALUES (1, 'a')";

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, LoadMode.Append)]
    [InlineData(MySqlFlavour.MariaDb, LoadMode.Upsert)]
    [InlineData(MySqlFlavour.MariaDb, LoadMode.Replace)]
    [InlineData(MySqlFlavour.MySql56, LoadMode.Append)]
    [InlineData(MySqlFlavour.MySql56, LoadMode.Upsert)]
    public async Task A_load_is_part_of_the_caller_s_transaction(MySqlFlavour flavour, LoadMode mode)
    {
        using var test = new TestDatabase(Table, flavour);
        using RecordBatch batch = test.Batch(Schema, "[2, \"b\"]", "[3, \"c\"]");
        foreach (bool commits in new[] { false, true })
        {
            await using Transaction transaction = test.Connection.BeginTransaction();
            test.Connection.Execute("INSERT INTO t VALUES (10, 'mine')");
            Assert.Equal(2, test.Load(new LoadRequest(new TableName("t"), batch.Schema, mode) { Transaction = transaction }, batch).RowsWritten);
            using (TableLoad given = test.Connection.BeginLoad(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { Transaction = transaction, Allocator = test.Memory }))
            {
                using TableWriter writer = given.OpenWriter();
                using RecordBatch more = test.Batch(Schema, "[20, \"given up\"]");
                writer.Write(more);
            }

            Assert.Equal(["1|a"], test.Rows("t"));
            if (commits)
            {
                transaction.Commit();
            }
        }

        Assert.Equal(mode == LoadMode.Replace ? ["2|b", "3|c"] : ["1|a", "2|b", "3|c", "10|mine"], test.Rows("t"));
        Assert.Equal(["[\"\"]"], test.Query("SELECT replace(@@sql_mode, @@global.sql_mode, '')"));
    }

    [Fact]
    public void A_load_that_would_commit_the_caller_s_transaction_is_refused()
    {
        using var test = new TestDatabase(Table);
        using RecordBatch batch = test.Batch("id: l\nother: u", "[2, \"b\"]");
        using Transaction transaction = test.Connection.BeginTransaction();
        test.Connection.Execute("INSERT INTO t VALUES (10, 'mine')");
        foreach (LoadRequest request in new LoadRequest[] { new(new TableName("n"), batch.Schema, LoadMode.Create), new(new TableName("t"), batch.Schema, LoadMode.Replace) })
        {
            ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load(request with { Transaction = transaction }, batch));
            Assert.Equal(ConnectorStatus.NotSupported, error.Status);
            Assert.Contains("would commit the caller's transaction", error.Message, StringComparison.Ordinal);
        }

        transaction.Rollback();
        Assert.Equal(["1|a"], test.Rows("t"));
    }

    [Fact]
    public void A_load_beside_an_open_transaction_is_a_mistake()
    {
        using var test = new TestDatabase(Table);
        test.Connection.Execute("START TRANSACTION");
        Assert.Throws<InvalidOperationException>(() => test.Load("t", LoadMode.Append, Schema, "[2, \"b\"]"));
        test.Connection.Execute("ROLLBACK");
        Assert.Equal(1, test.Load("t", LoadMode.Append, Schema, "[2, \"b\"]").RowsWritten);
    }
}
