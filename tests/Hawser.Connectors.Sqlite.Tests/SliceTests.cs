using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Tests.Support;

namespace Hawser.Connectors.Sqlite.Tests;

public sealed class SliceTests
{
    [Fact]
    public void A_table_is_made_filled_listed_and_read()
    {
        using TestDatabase db = TestDatabase.InFile();
        db.Script("CREATE TABLE t(id INTEGER PRIMARY KEY, name TEXT NOT NULL, price DECIMAL(10,2), born DATE, at DATETIME, ok BOOLEAN, raw BLOB, x REAL);"
            + "INSERT INTO t VALUES (1, 'a''b', 12.5, '2020-02-29', '2020-02-29 10:00:00.125', 1, x'00ff', 1.5), (2, '', NULL, NULL, NULL, NULL, NULL, NULL);");
        Assert.Equal("1|'a'b'|12.50|2020-02-29|2020-02-29T10:00:00.125000|true|00ff|1.5\n2|''|null|null|null|null|null|null", db.Read("t"));
        TableModel table = Assert.Single(db.Connection.Catalog.GetTables(CatalogFilter.Tables));
        Assert.Equal("t", table.Name.Name);
        Assert.Equal(["id"], table.PrimaryKey!.Columns);

        using RecordBatchReader reader = db.Connection.Read(new ScanRequest(new TableName("t")));
        using RecordBatch batch = reader.ReadNext()!;
        reader.Dispose();
        LoadResult result = db.Load("copy of t", batch);
        Assert.Equal(2, result.RowsWritten);
        Assert.Equal(db.Read("t"), db.Read("copy of t"));
        Assert.Equal("1|a'b|12.5|2020-02-29|2020-02-29 10:00:00.125|1|00FF|1.5\n2|||||||", db.Cli("select id,name,price,born,at,ok,hex(raw),x from \"copy of t\""));
    }
}
