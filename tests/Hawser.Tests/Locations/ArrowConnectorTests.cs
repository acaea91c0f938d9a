using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;
using Hawser.Testing.Zoo;

namespace Hawser.Tests.Locations;

public sealed class ArrowConnectorTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();
    private readonly TemporaryFolder _folder = new();
    private readonly MemoryStream _output = new();
    private readonly List<byte[]> _input = [];
    private readonly Database _database;
    private readonly Connection _connection;

    public ArrowConnectorTests()
    {
        var connector = new ArrowConnector(() => new MemoryStream(_input[0]), () => _output);
        _database = connector.Open(connector.ParseOptions([]));
        _connection = _database.OpenConnection();
    }

    [Theory]
    [InlineData("arrow")]
    [InlineData("arrows")]
    public void What_was_loaded_is_read_back(string format)
    {
        var file = File("a", format);
        Load(file, LoadMode.Create, (0, 5), (5, 7));
        Assert.Equal(Rows.Range(0, 12), Rows.Ids(_connection.Read(Scan(file))));
        Assert.Equal(Rows.Schema, _connection.Describe(file).Schema);
        Assert.Equal(12, SyncPump.Run(() => _connection.CountRowsAsync(Scan(file))));
        Assert.Equal([_folder["a"]], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("arrow")]
    [InlineData("arrows")]
    public void Every_type_of_the_zoo_comes_back_as_it_was(string format)
    {
        var file = File("zoo", format);
        using var batch = TypeZoo.ToBatch(TypeZoo.All, _allocator);
        using (var load = _connection.BeginLoad(Request(file, LoadMode.Create, batch.Schema)))
        {
            using (var writer = load.OpenWriter())
            {
                writer.Write(batch);
                writer.Complete();
            }

            load.Commit();
        }

        using var reader = _connection.Read(Scan(file));
        using var back = reader.ReadNext();
        Assert.NotNull(back);
        Assert.Null(BatchComparer.Compare(batch, back));
        Assert.Null(reader.ReadNext());
    }

    [Fact]
    public void A_scan_gives_the_columns_rows_and_batches_asked_for()
    {
        var file = File("a");
        Load(file, LoadMode.Create, (0, 5), (5, 7));
        using (var reader = _connection.Read(Scan(file) with { Columns = ["name", "id"], Limit = 9, ReadOptions = Options(4) }))
        {
            Assert.Equal(["name", "id"], reader.Schema.Fields.Select(field => field.Name));
            var sizes = new List<int>();
            while (reader.ReadNext() is { } batch)
            {
                using (batch)
                {
                    sizes.Add(batch.RowCount);
                }
            }

            Assert.Equal([4, 1, 4], sizes);
        }

        var error = Assert.Throws<ConnectorException>(() => _connection.Read(Scan(file) with { Columns = ["nmae"] }));
        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Contains("Did you mean \"name\"?", error.Message, StringComparison.Ordinal);
        Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => _connection.Read(Scan(file) with { Filter = "id = 1" })).Status);
    }

    [Fact]
    public void Partitions_hold_every_row_once()
    {
        Load(File("a1.arrow"), LoadMode.Create, (0, 3), (3, 3), (6, 1));
        Load(File("a2.arrow"), LoadMode.Create, (7, 2), (9, 4));
        Load(File("a3.arrow"), LoadMode.Create);
        var scan = Scan(File("a*.arrow"));
        foreach (var count in new[] { 1, 2, 3, 5, 50 })
        {
            var partitions = _connection.Partition(scan, count);
            Assert.InRange(partitions.Count, 1, Math.Min(count, 5));
            Assert.Equal(partitions.Count, partitions.Select(partition => partition.Id).Distinct().Count());
            Assert.Equal(Rows.Range(0, 13), partitions.SelectMany(partition => Rows.Ids(_connection.Read(scan with { Partition = partition }))));
        }

        Assert.Single(_connection.Partition(scan with { Limit = 3 }, 5));
    }

    [Fact]
    public void A_pattern_over_files_of_different_columns_is_an_error_that_names_the_file()
    {
        Load(File("a1.arrow"), LoadMode.Create, (0, 1));
        var other = new Schema([new Field("id", ArrowType.Int64)]);
        using (var load = _connection.BeginLoad(Request(File("a2.arrow"), LoadMode.Create, other)))
        {
            load.Commit();
        }

        using var reader = _connection.Read(Scan(File("*.arrow")));
        reader.ReadNext()!.Dispose();
        Assert.Contains("a2.arrow", Assert.Throws<ConnectorException>(() => reader.ReadNext()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_refuses_a_file_that_exists_append_adds_to_it_and_replace_replaces_it()
    {
        var file = File("a");
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => Load(file, LoadMode.Append, (0, 1))).Status);
        Load(file, LoadMode.Create, (0, 2));
        Assert.Equal(ConnectorStatus.AlreadyExists, Assert.Throws<ConnectorException>(() => Load(file, LoadMode.Create, (0, 1))).Status);
        Load(file, LoadMode.Append, (2, 3));
        Assert.Equal(Rows.Range(0, 5), Rows.Ids(_connection.Read(Scan(file))));
        Load(file, LoadMode.Replace, (7, 1));
        Assert.Equal([7], Rows.Ids(_connection.Read(Scan(file))));
    }

    [Fact]
    public void Append_matches_columns_by_name()
    {
        var file = File("a");
        Load(file, LoadMode.Create, (0, 2));
        var onlyId = new Schema([new Field("id", ArrowType.Int64, isNullable: false)]);
        Assert.Contains("name", Assert.Throws<ConnectorException>(() => _connection.BeginLoad(Request(file, LoadMode.Append, onlyId))).Message, StringComparison.Ordinal);
        using (var load = _connection.BeginLoad(Request(file, LoadMode.Append, onlyId) with { AllowMissingColumns = true }))
        {
            using (var writer = load.OpenWriter())
            using (var batch = Rows.Batch(_allocator, 2, 2))
            using (var ids = batch.Select([0]))
            {
                writer.Write(ids);
                writer.Complete();
            }

            Assert.Equal(2, load.Commit().RowsWritten);
        }

        Assert.Equal(Rows.Range(0, 4), Rows.Ids(_connection.Read(Scan(file))));
        var otherType = new Schema([new Field("id", ArrowType.Int32, isNullable: false), new Field("name", ArrowType.Utf8)]);
        Assert.Contains("int64", Assert.Throws<ConnectorException>(() => _connection.BeginLoad(Request(file, LoadMode.Append, otherType))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_that_is_not_committed_leaves_the_target_and_nothing_beside_it()
    {
        var file = File("a");
        Load(file, LoadMode.Create, (0, 2));
        var before = System.IO.File.ReadAllBytes(file.Path);
        using (var load = _connection.BeginLoad(Request(file, LoadMode.Replace)))
        using (var writer = load.OpenWriter())
        using (var batch = Rows.Batch(_allocator, 5, 5))
        {
            writer.Write(batch);
            writer.Complete();
        }

        Assert.Equal(before, System.IO.File.ReadAllBytes(file.Path));
        Assert.Equal([file.Path], Directory.GetFiles(_folder.Path));
    }

    [Theory]
    [InlineData("arrow")]
    [InlineData("arrows")]
    public void A_chunk_that_is_given_up_does_not_count(string format)
    {
        var file = File("a", format);
        using (var load = _connection.BeginLoad(Request(file, LoadMode.Create)))
        {
            WriteChunk(load, 0, 3, complete: true);
            WriteChunk(load, 50, 3, complete: false);
            WriteChunk(load, 3, 2, complete: true);
            WriteChunk(load, 60, 3, complete: false);
            Assert.Equal(5, load.Commit().RowsWritten);
        }

        Assert.Equal(Rows.Range(0, 5), Rows.Ids(_connection.Read(Scan(file))));
        Assert.Equal([file.Path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_null_where_none_may_be_names_column_and_row()
    {
        var strict = new Schema([new Field("id", ArrowType.Int64), new Field("name", ArrowType.Utf8, isNullable: false)]);
        using var load = _connection.BeginLoad(Request(File("a"), LoadMode.Create, strict));
        using var writer = load.OpenWriter();
        using var batch = Rows.Batch(_allocator, 0, 5);
        var error = Assert.Throws<ConnectorException>(() => writer.Write(batch));
        Assert.Equal(ConnectorStatus.ConstraintViolation, error.Status);
        Assert.Contains("\"name\" may not be null, and row 2 is", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Standard_input_is_described_and_then_read_once()
    {
        var standard = new FileRelation("-", "arrows");
        Load(standard, LoadMode.Create, (0, 4), (4, 4));
        _input.Add(_output.ToArray());
        Assert.Equal(Rows.Schema, _connection.Describe(standard).Schema);
        Assert.Equal(Rows.Range(0, 8), Rows.Ids(_connection.Read(Scan(standard))));
        Assert.Contains("only once", Assert.Throws<ConnectorException>(() => _connection.Read(Scan(standard))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_load_to_standard_output_that_fails_leaves_a_stream_that_no_reader_takes_for_whole()
    {
        var standard = new FileRelation("-", "arrows");
        using (var load = _connection.BeginLoad(Request(standard, LoadMode.Create)))
        {
            WriteChunk(load, 0, 3, complete: false);
            Assert.Throws<ConnectorException>(() => load.Commit());
        }

        _input.Add(_output.ToArray());
        var error = Assert.Throws<ConnectorException>(() => Rows.Ids(_connection.Read(Scan(standard))));
        Assert.Equal(ConnectorStatus.InputOutput, error.Status);
    }

    [Fact]
    public async Task A_copy_to_standard_output_is_counted_and_says_that_it_is_not_verified()
    {
        using var source = new InMemoryDatabase(InMemoryTable.FromBatches("orders", Rows.Schema, [Rows.Batch(_allocator, 0, 7)]));
        var target = CopyTarget.At(_database, new FileRelation("-", "arrows"));
        var report = await new CopyJob(new CopySource(source), target).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        var table = Assert.Single(report.Tables);
        Assert.Equal((7L, VerifyMode.None), (table.RowsWritten, table.Verified));
        Assert.Contains("cannot be read back", Assert.Single(table.Messages).Text, StringComparison.Ordinal);
        _input.Add(_output.ToArray());
        Assert.Equal(Rows.Range(0, 7), Rows.Ids(_connection.Read(Scan(new FileRelation("-", "arrows")))));
    }

    [Fact]
    public async Task A_copy_from_memory_to_a_file_is_verified_by_hash()
    {
        using var source = new InMemoryDatabase(InMemoryTable.FromReader("orders", Reader(9)));
        var report = await new CopyJob(new CopySource(source), CopyTarget.At(_database, File("a"))).RunAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal((9L, VerifyMode.Hash), (report.Tables[0].RowsWritten, report.Tables[0].Verified));
    }

    [Fact]
    public void A_damaged_or_missing_file_is_an_error_with_its_path()
    {
        foreach (var (name, content) in new[] { ("short.arrow", "ARROW1"u8.ToArray()), ("empty.arrow", []), ("text.arrow", "hello, world; this is no arrow file"u8.ToArray()) })
        {
            _folder.Write(name, content);
            var error = Assert.Throws<ConnectorException>(() => _connection.Describe(File(name)));
            Assert.Equal(ConnectorStatus.InputOutput, error.Status);
            Assert.Contains(_folder[name], error.Message, StringComparison.Ordinal);
        }

        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => _connection.Read(Scan(File("none.arrow")))).Status);
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => _connection.Read(Scan(File("none*.arrow")))).Status);
    }

    [Fact]
    public void A_second_operation_while_one_is_open_names_the_open_one()
    {
        var file = File("a");
        Load(file, LoadMode.Create, (0, 2));
        using (_connection.Read(Scan(file)))
        {
            Assert.Contains("a reader of", Assert.Throws<InvalidOperationException>(() => _connection.Describe(file)).Message, StringComparison.Ordinal);
        }

        Assert.Equal(2, SyncPump.Run(() => _connection.CountRowsAsync(Scan(file))));
    }

    [Fact]
    public void A_reader_that_is_disposed_early_and_a_batch_that_is_kept_leave_no_memory_behind()
    {
        var file = File("a");
        Load(file, LoadMode.Create, (0, 5), (5, 7));
        RecordBatch? kept;
        using (var reader = _connection.Read(Scan(file) with { ReadOptions = Options(2) }))
        {
            kept = reader.ReadNext();
            reader.ReadNext()!.Dispose();
        }

        Assert.Equal([0L, 1L], kept![0].Values<long>().ToArray());
        kept.Dispose();
    }

    [Fact]
    public void A_link_stays_a_link_when_its_file_is_replaced()
    {
        Load(File("a"), LoadMode.Create, (0, 1));
        System.IO.File.CreateSymbolicLink(_folder["link"], _folder["a"]);
        Load(File("link"), LoadMode.Replace, (4, 1));
        Assert.NotNull(System.IO.File.ResolveLinkTarget(_folder["link"], returnFinalTarget: false));
        Assert.Equal([4], Rows.Ids(_connection.Read(Scan(File("a")))));
    }

    [Fact]
    public void Locations_lead_here()
    {
        var resolver = new LocationResolver(new Hawser.Registry.ConnectorRegistry(BuiltInConnectors.All));
        Load(File("a.arrow"), LoadMode.Create, (0, 1));
        Load(File("b.arrow", "arrows"), LoadMode.Create, (0, 1));
        Assert.Equal("arrow", Assert.IsType<FileRelation>(resolver.Resolve(_folder["a.arrow"], ConnectorRoles.Source).Relation).Format);
        Assert.Equal("arrows", Assert.IsType<FileRelation>(resolver.Resolve(_folder["b.arrow"], ConnectorRoles.Source).Relation).Format);
        Assert.Equal("arrows", Assert.IsType<FileRelation>(resolver.Resolve(_folder["new.arrows"], ConnectorRoles.Sink).Relation).Format);
        var standard = resolver.Resolve("-", ConnectorRoles.Sink);
        Assert.Equal(("arrow", "-"), (standard.Connector.Name, standard.Relation!.DisplayName));
    }

    public void Dispose()
    {
        _connection.Dispose();
        _database.Dispose();
        Assert.Equal(0, _allocator.LiveBuffers);
        _allocator.Dispose();
        _folder.Dispose();
    }

    private RecordBatchReader Reader(int rows)
    {
        Load(File("source"), LoadMode.Create, (0, rows));
        var owner = new ArrowConnector();
        var database = owner.Open(owner.ParseOptions([]));
        return database.OpenConnection().Read(Scan(File("source")));
    }

    private static void WriteChunk(TableLoad load, ArrowAllocator allocator, int first, int count, bool complete)
    {
        using var writer = load.OpenWriter($"chunk {first}");
        using var batch = Rows.Batch(allocator, first, count);
        writer.Write(batch);
        if (complete)
        {
            writer.Complete();
        }
    }

    private void WriteChunk(TableLoad load, int first, int count, bool complete) => WriteChunk(load, _allocator, first, count, complete);

    private ReadOptions Options(int batchRows = 65_536) => new() { BatchRows = batchRows, Allocator = _allocator };

    private ScanRequest Scan(FileRelation file) => new(file) { ReadOptions = Options() };

    private FileRelation File(string name, string format = "arrow") => new(_folder[name], format);

    private LoadRequest Request(FileRelation file, LoadMode mode, Schema? schema = null) => new(file, schema ?? Rows.Schema, mode) { Allocator = _allocator };

    private void Load(FileRelation file, LoadMode mode, params (int First, int Count)[] batches) => Rows.Load(_connection, Request(file, mode), _allocator, batches);
}
