using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

/// <summary>Loads under limits that only the whole server can be given; so no other test runs beside them.</summary>
[Collection(AloneCollection.Name)]
public sealed class ServerSettingTests
{
    private const string Schema = "id: l\nname: u";
    private const string Table = "CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext); INSERT INTO t VALUES (-1, 'a')";

    [Theory]
    [InlineData("true")]
    [InlineData("false")]
    public void A_lock_that_is_not_given_back_in_time_ends_the_load_and_nothing_is_changed(string byFile)
    {
        using var test = new TestDatabase(Table, MySqlFlavour.MySql56, ("local_infile", byFile));
        using Connection other = test.Database.OpenConnection();
        other.Execute("SET GLOBAL innodb_lock_wait_timeout = 1");
        try
        {
            other.Execute("START TRANSACTION");
            other.Execute("INSERT INTO t VALUES (5, 'held')");
            ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Append, Schema, "[1, \"a\"]", "[5, \"b\"]"));
            Assert.Equal((ConnectorStatus.Busy, true), (error.Status, error.IsTransient));
            other.Execute("ROLLBACK");
            Assert.Equal(["-1|a"], test.Rows("t"));
            Assert.Equal(2, test.Load("t", LoadMode.Append, Schema, "[1, \"a\"]", "[5, \"b\"]").RowsWritten);
        }
        finally
        {
            other.Execute("SET GLOBAL innodb_lock_wait_timeout = 50");
        }
    }

    [Theory]
    [InlineData(MySqlFlavour.MySql56)]
    [InlineData(MySqlFlavour.MariaDb)]
    public void A_row_that_no_packet_takes_is_rejected_by_INSERT_and_taken_by_a_file(MySqlFlavour flavour)
    {
        using var plain = new TestDatabase("CREATE TABLE t (id bigint NOT NULL PRIMARY KEY, name longtext)", flavour, ("local_infile", "false"));
        using Database byFile = plain.Open();
        string before = plain.Judge("SELECT @@global.max_allowed_packet")[0][0]!;
        plain.Connection.Execute("SET GLOBAL max_allowed_packet = 1048576");
        try
        {
            using RecordBatch batch = plain.Batch(Schema, "[1, \"a\"]", $"[2, \"{new string('x', 2_000_000)}\"]", "[3, \"c\"]");
            var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append) { Allocator = plain.Memory };
            ConnectorException error = Assert.Throws<ConnectorException>(() => plain.Load(request, batch));
            Assert.Contains("max_allowed_packet is ", error.Message, StringComparison.Ordinal);
            Assert.Contains("row 1. Raise max_allowed_packet", error.Message, StringComparison.Ordinal);
            var rejects = new KeptRejects();
            Assert.Equal(2, plain.Load(request with { RejectSink = rejects }, batch).RowsWritten);
            Assert.Equal(1, Assert.Single(rejects.Reports).RowNumber);
            plain.Connection.Execute("TRUNCATE TABLE t");
            using Connection connection = byFile.OpenConnection();
            using TableLoad load = connection.BeginLoad(request);
            using (TableWriter writer = load.OpenWriter())
            {
                writer.Write(batch);
                writer.Complete();
            }

            Assert.Equal(3, load.Commit().RowsWritten);
            Assert.Equal("2000000", plain.Judge("SELECT length(name) FROM t WHERE id = 2")[0][0]);
        }
        finally
        {
            plain.Connection.Execute($"SET GLOBAL max_allowed_packet = {before}");
        }
    }
}
