using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>Rows that fit and rows that do not.</summary>
public sealed class LoadRowTests
{
    [Fact]
    public void A_broken_key_is_named_and_the_target_stays()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.ExecuteScript("CREATE TABLE t (id INTEGER PRIMARY KEY); INSERT INTO t VALUES (7)");

        var error = Assert.Throws<ConnectorException>(() => source.Copy("SELECT unnest([6, 7])::INTEGER AS id", connection, Duck.Into("t", LoadMode.Append)));

        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Contains("id: 7", error.Message, StringComparison.Ordinal);
        Assert.Equal(["7"], connection.Texts("SELECT id FROM t"));
    }

    [Fact]
    public void A_null_for_a_column_that_takes_none_is_located()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER, b VARCHAR NOT NULL)");

        var error = Assert.Throws<ConnectorException>(() => source.Copy(
            "SELECT i::INTEGER AS a, CASE WHEN i = 5003 THEN NULL ELSE 'x' END AS b FROM range(6000) r(i)", connection, Duck.Into("t", LoadMode.Append), batchRows: 1000));

        Assert.Contains("column \"b\", row 5003", error.Message, StringComparison.Ordinal);
        Assert.Equal(["0"], connection.Texts("SELECT count(*) FROM t"));
    }

    [Fact]
    public void Rejected_rows_go_to_the_sink_and_the_others_are_written()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute("CREATE TABLE t (a INTEGER NOT NULL, b VARCHAR)");
        var sink = new KeptRejects();

        var result = source.Copy(
            "SELECT CASE WHEN i % 1000 = 999 THEN NULL ELSE i::INTEGER END AS a, 'text number ' || i AS b FROM range(10000) r(i)",
            connection, Duck.Into("t", LoadMode.Append) with { RejectSink = sink }, batchRows: 3000);

        Assert.Equal(new LoadResult(9990, 10) { Messages = result.Messages }, result);
        Assert.Equal([999L, 1999, 2999, 3999, 4999, 5999, 6999, 7999, 8999, 9999], sink.Rows);
        Assert.Equal(["0"], connection.Texts("SELECT count(*) FROM t WHERE b <> 'text number ' || a"));
        Assert.Equal(["9990"], connection.Texts("SELECT count(DISTINCT a) FROM t"));
    }

    [Fact]
    public void Text_that_is_not_UTF_8_is_refused_with_its_place()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var builder = new VarBinaryBuilder(ArrowType.Utf8);
        builder.Append("good"u8);
        builder.Append([0xC3, 0x28]);
        var schema = new Schema([new Field("s", ArrowType.Utf8)]);
        using var batch = new RecordBatch(schema, 2, [builder.Finish()]);
        using var load = connection.BeginLoad(new LoadRequest(new TableName("t"), schema, LoadMode.Create));
        using var writer = load.OpenWriter();

        var error = Assert.Throws<ConnectorException>(() =>
        {
            writer.Write(batch);
            writer.Complete();
        });

        Assert.Contains("column \"s\", row 1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Huge_values_pass_and_all_memory_comes_back()
    {
        const int Size = 64 << 20;
        using var allocator = new ArrowAllocator();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        connection.Execute($"CREATE TABLE a AS SELECT i, repeat(chr((65 + i)::INT), {Size}) AS s FROM range(3) r(i)");
        using (var result = source.Query(new Statement("SELECT * FROM a ORDER BY i") { ReadOptions = new ReadOptions { Allocator = allocator } }))
        {
            using var load = connection.BeginLoad(new LoadRequest(new TableName("b"), result.Reader.Schema, LoadMode.Create) { Allocator = allocator });
            using (var writer = load.OpenWriter())
            {
                while (result.Reader.ReadNext() is { } batch)
                {
                    Assert.Equal(1, batch.RowCount);
                    writer.Write(batch);
                    batch.Dispose();
                }

                writer.Complete();
            }

            load.Commit();
        }

        Assert.Equal(["0"], connection.Texts("SELECT count(*) FROM a JOIN b USING (i) WHERE a.s <> b.s"));
        Assert.Equal(0, allocator.AllocatedBytes);
    }

    private sealed class KeptRejects : RejectSink
    {
        public List<long> Rows { get; } = [];

        public override ValueTask RejectAsync(RejectedRow row, CancellationToken cancellationToken)
        {
            Assert.Equal("a", row.Column);
            Assert.Equal(1, row.Row.RowCount);
            Rows.Add(row.RowNumber);
            return default;
        }
    }
}
