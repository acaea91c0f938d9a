using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Tests.Locations;

public sealed class InMemoryDatabaseTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    [Fact]
    public void Batches_are_described_read_and_counted_as_often_as_wanted()
    {
        using var database = Database(out var connection);
        using (connection)
        {
            Assert.Equal(["orders"], connection.Catalog.GetTables(CatalogFilter.Tables).Select(table => table.Name.Name));
            Assert.Equal(Rows.Schema, connection.Describe(new TableName("orders")).Schema);
            Assert.Equal(9, SyncPump.Run(() => connection.CountRowsAsync(Scan())));
            Assert.Equal(9, connection.Catalog.EstimateRowCount(new TableName("orders")));
            Assert.Equal(Rows.Range(0, 9), Rows.Ids(connection.Read(Scan())));
            Assert.Equal(Rows.Range(0, 4), Rows.Ids(connection.Read(Scan() with { Limit = 4, Columns = ["id"] })));
        }
    }

    [Fact]
    public void Partitions_hold_every_row_once()
    {
        using var database = Database(out var connection);
        using (connection)
        {
            foreach (var count in new[] { 1, 2, 3, 9 })
            {
                var partitions = connection.Partition(Scan(), count);
                Assert.Equal(Math.Min(count, 3), partitions.Count);
                Assert.Equal(Rows.Range(0, 9), partitions.SelectMany(partition => Rows.Ids(connection.Read(Scan() with { Partition = partition }))));
            }
        }
    }

    [Fact]
    public void A_reader_is_read_once_and_disposed_when_nobody_took_it()
    {
        using (var database = new InMemoryDatabase(InMemoryTable.FromReader("orders", Reader()), InMemoryTable.FromReader("unread", Reader())))
        using (var connection = database.OpenConnection())
        {
            Assert.Equal(Rows.Range(0, 9), Rows.Ids(connection.Read(Scan())));
            Assert.Contains("read already", Assert.Throws<ConnectorException>(() => connection.Read(Scan())).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_factory_gives_a_reader_each_time_and_must_keep_its_word()
    {
        var other = new Schema([new Field("other", ArrowType.Int64)]);
        using var database = new InMemoryDatabase(InMemoryTable.FromFactory("orders", Rows.Schema, Reader), InMemoryTable.FromFactory("liar", other, Reader));
        using var connection = database.OpenConnection();
        Assert.Equal(9, SyncPump.Run(() => connection.CountRowsAsync(Scan())));
        Assert.Equal(Rows.Range(0, 9), Rows.Ids(connection.Read(Scan())));
        Assert.Equal(ConnectorStatus.InvalidData, Assert.Throws<ConnectorException>(() => connection.Read(new ScanRequest(new TableName("liar")))).Status);
    }

    [Fact]
    public void What_it_cannot_do_is_a_clear_error()
    {
        using var database = Database(out var connection);
        using (connection)
        {
            Assert.Contains("Did you mean \"orders\"?", Assert.Throws<ConnectorException>(() => connection.Read(new ScanRequest(new TableName("ordres")))).Message, StringComparison.Ordinal);
            Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => connection.BeginLoad(new LoadRequest(new TableName("x"), Rows.Schema, LoadMode.Create))).Status);
            Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => connection.Query("select 1")).Status);
        }
    }

    public void Dispose()
    {
        Assert.Equal(0, _allocator.LiveBuffers);
        _allocator.Dispose();
    }

    private static ScanRequest Scan() => new(new TableName("orders"));

    private InMemoryDatabase Database(out Connection connection)
    {
        var database = new InMemoryDatabase(InMemoryTable.FromBatches("orders", Rows.Schema, Batches()));
        connection = database.OpenConnection();
        return database;
    }

    private List<RecordBatch> Batches() => [Rows.Batch(_allocator, 0, 2), Rows.Batch(_allocator, 2, 3), Rows.Batch(_allocator, 5, 4)];

    private RecordBatchReader Reader()
    {
        var database = new InMemoryDatabase(InMemoryTable.FromBatches("orders", Rows.Schema, Batches()));
        using var connection = database.OpenConnection();
        return new OwningReader(database, database.OpenConnection());
    }

    /// <summary>A reader of its own kind, as a program would give one.</summary>
    private sealed class OwningReader(Database database, Connection connection) : RecordBatchReader
    {
        private readonly RecordBatchReader _inner = connection.Read(Scan());

        public override Schema Schema => _inner.Schema;

        protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => _inner.ReadNextAsync(cancellationToken);

        protected override async ValueTask DisposeCoreAsync()
        {
            await _inner.DisposeAsync();
            await connection.DisposeAsync();
            await database.DisposeAsync();
        }
    }
}
