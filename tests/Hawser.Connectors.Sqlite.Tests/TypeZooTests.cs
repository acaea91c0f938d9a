using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Tests.Support;
using Hawser.Testing.Cells;
using Hawser.Testing.Zoo;

namespace Hawser.Connectors.Sqlite.Tests;

public sealed class TypeZooTests
{
    public static TheoryData<string> Names { get; } = new(TypeZoo.All.Select(column => column.Name));

    public static TheoryData<string> HugeNames { get; } = new(TypeZoo.Huge.Select(column => column.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_value_comes_back_or_is_rejected_with_its_reason(string name)
    {
        using ArrowAllocator allocator = new();
        using (TestDatabase db = TestDatabase.InFile())
        using (RecordBatch batch = TypeZoo.ToBatch([TypeZoo.Named(name)], allocator))
        {
            RejectedRows rejects = new();
            LoadResult result = db.Load("zoo", batch, rejects: rejects);
            string[] kept = [.. CellText.RowsOf(batch).Where((_, row) => !rejects.Rows.Contains(row))];
            Assert.Equal(kept.Length, result.RowsWritten);
            Assert.Equal(rejects.Rows.Count, result.RowsRejected);
            using RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("zoo")) { Order = [new OrderBy("id")], ReadOptions = new ReadOptions { Allocator = allocator } });
            Assert.Equal(batch.Schema, reader.Schema);
            Assert.Equal(kept, Rows(reader));
            Fidelity fidelity = new SqliteConnector().TypeMap.ToNative(batch.Schema[1]).Fidelity;
            Assert.Equal(name.StartsWith("float", StringComparison.Ordinal) ? 2 : 0, rejects.Rows.Count);
            Assert.True(rejects.Rows.Count == 0 || fidelity == Fidelity.Checked);
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_column_that_came_from_sqlite_goes_there_again_byte_for_byte(string name)
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = TypeZoo.ToBatch([TypeZoo.Named(name)]);
        db.Load("zoo", batch, rejects: new RejectedRows());
        using (RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("zoo"))))
        using (RecordBatch read = reader.ReadNext()!)
        {
            reader.Dispose();
            db.Load("again", read);
        }

        string difference = db.Cli(
            "select count(*) from (select id, typeof(v), quote(v) from (select id, \"" + name + "\" v from zoo) except select id, typeof(v), quote(v) from (select id, \"" + name + "\" v from again))");
        Assert.Equal("0", difference);
        Assert.Equal(db.Cli("select type from pragma_table_xinfo('zoo')"), db.Cli("select type from pragma_table_xinfo('again')"));
    }

    [Theory]
    [MemberData(nameof(HugeNames))]
    public void A_cell_of_64_MiB_comes_back(string name)
    {
        using TestDatabase db = TestDatabase.InFile();
        using RecordBatch batch = TypeZoo.ToBatch([TypeZoo.Named(name)]);
        db.Load("zoo", batch);
        using RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("zoo")));
        Assert.Equal(CellText.RowsOf(batch), Rows(reader));
        Assert.Equal(batch[1].GetBytes(1).Length.ToString(System.Globalization.CultureInfo.InvariantCulture), db.Cli($"select length(cast(\"{name}\" as blob)) from zoo where id = 1"));
    }

    [Fact]
    public void The_type_map_table_covers_every_type_of_the_zoo()
    {
        TypeMap map = new SqliteConnector().TypeMap;
        foreach (ZooColumn column in TypeZoo.All)
        {
            SinkColumn sink = map.ToNative(column.Field);
            Assert.Equal(column.Field, sink.Stored);
            SourceColumn source = map.ToArrow(sink.NativeType);
            Assert.Equal(column.Field.WithNullable(true).WithName(""), source.Field);
            Assert.NotEqual(Fidelity.Lossy, sink.Fidelity);
        }
    }

    private static string[] Rows(RecordBatchReader reader)
    {
        List<string> rows = [];
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                rows.AddRange(CellText.RowsOf(batch));
            }
        }

        return [.. rows];
    }
}
