using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Write;

public sealed class UpsertTests
{
    private const string Schema = "id: l\nname: u\nq: l";

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, true)]
    [InlineData(MySqlFlavour.MariaDb, false)]
    [InlineData(MySqlFlavour.MySql56, true)]
    [InlineData(MySqlFlavour.MySql56, false)]
    public void Rows_of_a_known_key_are_changed_and_the_others_added(MySqlFlavour flavour, bool hasOtherKey)
    {
        using var test = new TestDatabase($"CREATE TABLE t (id bigint PRIMARY KEY, name varchar(20), q bigint, kept int DEFAULT 7{(hasOtherKey ? ", UNIQUE (q)" : "")}); INSERT INTO t VALUES (1, 'a', 1, 1), (2, 'b', 2, 2)", flavour);
        using RecordBatch batch = test.Batch(Schema, "[2, \"B\", 22]", "[3, \"c\", 3]", "[1, \"a\", 1]");
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert) { AllowMissingColumns = true }, batch);
        Assert.Equal((3, 0), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(["1|a|1|1", "2|B|22|2", "3|c|3|7"], test.Rows("t"));
        Assert.Equal("0", test.Judge("SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND table_name LIKE 'hawser%'")[0][0]);
    }

    [Fact]
    public void A_row_that_another_unique_key_leads_to_is_not_changed()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, name varchar(20), q bigint, UNIQUE (q)); INSERT INTO t VALUES (1, 'a', 1)");
        using RecordBatch batch = test.Batch(Schema, "[2, \"b\", 1]", "[3, \"c\", 3]");
        var rejects = new KeptRejects();
        LoadResult result = test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert) { RejectSink = rejects }, batch);
        Assert.Equal((1, 1), (result.RowsWritten, result.RowsRejected));
        Assert.Equal(["1|a|1", "3|c|3"], test.Rows("t"));
        Assert.StartsWith("0: [2", Assert.Single(rejects.Rows), StringComparison.Ordinal);
    }

    [Fact]
    public void A_key_that_occurs_twice_or_is_NULL_is_rejected_in_its_row()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, name varchar(20), q bigint)");
        using RecordBatch batch = test.Batch(Schema, "[1, \"a\", 1]", "[null, \"n\", 1]", "[1, \"b\", 2]", "[2, \"b\", 2]");
        var rejects = new KeptRejects();
        Assert.Equal(2, test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert) { RejectSink = rejects }, batch).RowsWritten);
        Assert.Equal([1L, 2L], rejects.Reports.Select(report => report.RowNumber).Order());
        Assert.Contains(rejects.Reports, report => report.Reason.Contains("the key occurs twice in what is loaded", StringComparison.Ordinal));
        Assert.Equal(["1|a|1", "2|b|2"], test.Rows("t"));
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert), batch));
        Assert.Contains("row 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|a|1", "2|b|2"], test.Rows("t"));
    }

    [Fact]
    public void A_key_of_beginnings_is_refused()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint, name varchar(20), q bigint, PRIMARY KEY (name(3)))");
        Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Upsert, Schema, "[1, \"abcd\", 1]")).Status);
    }
}
