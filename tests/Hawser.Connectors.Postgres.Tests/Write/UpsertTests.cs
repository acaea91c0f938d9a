using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;
using Hawser.Testing;

namespace Hawser.Connectors.Postgres.Tests.Write;

public sealed class UpsertTests
{
    private const string Schema = "id: l\nname: u\nqty: i";

    [Fact]
    public void New_rows_are_added_and_those_of_the_same_key_changed()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, name text, qty int, kept text DEFAULT 'd'); INSERT INTO t VALUES (1, 'one', 1, 'mine'), (2, 'two', 2, 'mine')");
        using RecordBatch batch = test.Batch(Schema, "[2, \"zwei\", null]", "[3, \"drei\", 3]");
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert) { AllowMissingColumns = true };
        Assert.Equal(2, test.Load(request, batch).RowsWritten);
        Assert.Equal(["1|one|1|mine", "2|zwei|∅|mine", "3|drei|3|d"], test.Rows("t"));
        Assert.Equal(2, test.Load(request, batch).RowsWritten);
        Assert.Equal(3, test.Rows("t").Count);
    }

    [Fact]
    public void A_key_that_occurs_twice_or_holds_null_is_named_in_its_row()
    {
        using var test = new TestDatabase("CREATE TABLE t (a bigint, b text, qty int, UNIQUE (a, b)); INSERT INTO t VALUES (1, 'x', 1)");
        const string Columns = "a: l\nb: u\nqty: i";
        using RecordBatch first = test.Batch(Columns, Enumerable.Range(0, 200).Select(i => $"[{i}, \"k\", 1]"));
        using RecordBatch second = test.Batch(Columns, "[1, \"x\", 2]", "[7, \"k\", 9]", "[7, null, 1]", "[8, \"other\", 1]");
        var request = new LoadRequest(new TableName("t"), first.Schema, LoadMode.Upsert) { Key = ["b", "a"] };
        var error = Assert.Throws<ConnectorException>(() => test.Load(request, first, second));
        Assert.Contains("the key occurs twice in what is loaded (Key (a, b)=(7, k) already exists), row 201", error.Message, StringComparison.Ordinal);
        Assert.Equal(["1|x|1"], test.Rows("t"));
        var rejects = new KeptRejects();
        Assert.Equal((202, 2), test.Load(request with { RejectSink = rejects }, first, second) is var result ? (result.RowsWritten, result.RowsRejected) : default);
        Assert.Equal(["201: [7, \"k\", 9]", "202: [7, null, 1]"], rejects.Rows);
        Assert.Contains("the key holds NULL", rejects.Reports[1].Reason, StringComparison.Ordinal);
        Assert.Equal("1|x|2", test.Rows("t", "b = 'x' DESC")[0]);
    }

    [Fact]
    public void A_row_that_breaks_another_constraint_is_found()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY, name text UNIQUE, qty int CHECK (qty > 0)); INSERT INTO t VALUES (1, 'one', 1)");
        using RecordBatch batch = test.Batch(Schema, [.. Enumerable.Range(2, 50).Select(i => $"[{i}, \"n{i}\", 1]"), "[100, \"one\", 1]", "[101, \"x\", 0]", "[1, \"uno\", 2]"]);
        var rejects = new KeptRejects();
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert);
        Assert.Contains("row 50", Assert.Throws<ConnectorException>(() => test.Load(request, batch)).Message, StringComparison.Ordinal);
        Assert.Equal(51, test.Load(request with { RejectSink = rejects }, batch).RowsWritten);
        Assert.Equal([50L, 51L], rejects.Reports.Select(report => report.RowNumber));
        Assert.Equal("1|uno|2", test.Rows("t")[0]);
    }

    [Fact]
    public void Without_a_unique_key_or_for_a_column_that_is_missing_it_is_refused()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint, name text, qty int)");
        var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Upsert, Schema, "[1, \"x\", 1]"));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        using RecordBatch batch = test.Batch(Schema, "[1, \"x\", 1]");
        var request = new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Upsert) { Key = ["id"] };
        Assert.Contains("no primary key or unique constraint", Assert.Throws<ConnectorException>(() => test.Load(request, batch)).Message, StringComparison.Ordinal);
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => test.Load("nope", LoadMode.Upsert, Schema, "[1, \"x\", 1]")).Status);
    }

    [Fact]
    public void A_table_of_keys_alone_takes_rows_that_it_has_already()
    {
        using var test = new TestDatabase("CREATE TABLE t (id bigint PRIMARY KEY); INSERT INTO t VALUES (1)");
        Assert.Equal(2, test.Load("t", LoadMode.Upsert, "id: l", "[1]", "[2]").RowsWritten);
        Assert.Equal(["1", "2"], test.Rows("t"));
    }
}
