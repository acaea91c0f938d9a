using System.Data;
using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.Locations;
using Hawser.Registry;

namespace Hawser.Tests.Locations;

public sealed class RowSourceTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    private enum Size : byte
    {
        Small = 1,
        Large = 200,
    }

    [Fact]
    public void Objects_give_a_column_for_each_property()
    {
        var row = new Everything(
            true, -1, -2, -3, -4, 1, 2, 3, 4, 1.5f, 2.5, 12.34m, 'é', "text", [1, 2], Guid.Parse("00112233-4455-6677-8899-aabbccddeeff"), new DateTime(2024, 2, 29, 1, 2, 3, 4, 5).AddTicks(6),
            new DateTimeOffset(2024, 1, 1, 2, 0, 0, TimeSpan.FromHours(2)), new DateOnly(1969, 12, 31), new TimeOnly(23, 59, 59, 999), TimeSpan.FromMilliseconds(-1), Size.Large, null, null, Size.Small);
        Assert.Equal(
            [
                "Flag: bool not null", "I8: int8 not null", "I16: int16 not null", "I32: int32 not null", "I64: int64 not null", "U8: uint8 not null", "U16: uint16 not null", "U32: uint32 not null",
                "U64: uint64 not null", "F32: float32 not null", "F64: float64 not null", "Money: decimal128(38, 10) not null", "Letter: utf8 not null", "Text: utf8", "Bytes: binary",
                "Id: fixed_size_binary(16) not null [arrow.uuid]", "At: timestamp[ns] not null", "Instant: timestamp[ns, UTC] not null", "Day: date32 not null", "Time: time64[ns] not null",
                "Span: duration[ns] not null", "Size: utf8 not null", "Maybe: int32", "MaybeText: utf8", "MaybeSize: utf8",
            ],
            InMemoryTable.FromRows("t", [row]).Schema.Fields.Select(field => field.ToString()));
        Assert.Equal<IEnumerable<string?>>(
            [
                "true", "-1", "-2", "-3", "-4", "1", "2", "3", "4", "1.5", "2.5", "12.3400000000", "é", "text", "0102", "00112233-4455-6677-8899-aabbccddeeff", "2024-02-29T01:02:03.004005600",
                "2024-01-01T00:00:00.000000000Z", "1969-12-31", "23:59:59.999000000", "-PT0.001S", "Large", null, null, "Small",
            ],
            Read(InMemoryTable.FromRows("t", [row])).Single());
    }

    [Fact]
    public void Structs_records_and_anonymous_objects_are_rows_too()
    {
        Assert.Equal([["1", "a", null], ["2", "b", "5"]], Read(InMemoryTable.FromRows("t", new[] { new Point(1, "a", null), new Point(2, "b", 5) })));
        Assert.Equal([["7", "x"]], Read(Table(new { Id = 7, Name = "x" })));

        static InMemoryTable Table<T>(T row) => InMemoryTable.FromRows("t", new[] { row });
    }

    [Fact]
    public void Values_are_rows_of_one_column()
    {
        Assert.Equal([["1"], ["2"]], Read(InMemoryTable.FromRows("t", [1, 2])));
        Assert.Equal([["1"], [null]], Read(InMemoryTable.FromRows("t", new int?[] { 1, null })));
        Assert.Equal([["a"], [null]], Read(InMemoryTable.FromRows("t", new[] { "a", null })));
        Assert.Equal([["Small"]], Read(InMemoryTable.FromRows("t", new[] { Size.Small })));
        Assert.Equal("value: utf8", InMemoryTable.FromRows("t", new[] { "a" }).Schema[0].ToString());
    }

    [Fact]
    public void Rows_are_read_as_often_as_they_can_be_enumerated_and_no_sooner()
    {
        var enumerations = 0;
        using var database = new InMemoryDatabase(InMemoryTable.FromRows("t", Numbers()));
        using var connection = database.OpenConnection();
        Assert.Equal(0, enumerations);
        Assert.Equal(3, SyncPump.Run(() => connection.CountRowsAsync(new ScanRequest(new TableName("t")))));
        Assert.Equal(3, SyncPump.Run(() => connection.CountRowsAsync(new ScanRequest(new TableName("t")))));
        Assert.Equal(2, enumerations);

        IEnumerable<int> Numbers()
        {
            enumerations++;
            yield return 1;
            yield return 2;
            yield return 3;
        }
    }

    [Fact]
    public void Batches_are_bounded_by_rows_and_by_bytes()
    {
        Assert.Equal([4, 4, 2], Sizes(InMemoryTable.FromRows("t", Enumerable.Range(0, 10)), new ReadOptions { BatchRows = 4, Allocator = _allocator }));
        Assert.Equal([1, 1, 1], Sizes(InMemoryTable.FromRows("t", Enumerable.Repeat(new string('x', 5_000), 3)), new ReadOptions { BatchBytes = 1_000, Allocator = _allocator }));
    }

    [Theory]
    [InlineData("1.00000000001", "the value 1.00000000001 does not fit decimal128(38, 10), in column \"value\", row 1.")]
    [InlineData("79228162514264337593543950335", "does not fit decimal128(38, 10)")]
    public void A_decimal_that_does_not_fit_is_located(string text, string problem)
        => Assert.Contains(problem, Misfit(InMemoryTable.FromRows("t", [1m, decimal.Parse(text, CultureInfo.InvariantCulture)])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_time_that_does_not_fit_is_located_and_another_unit_takes_it()
    {
        Assert.Contains("the value 0001-01-01T00:00:00.0000000 does not fit timestamp[ns]; InMemoryTypes.TimestampUnit chooses another unit, in column \"value\", row 0", Misfit(InMemoryTable.FromRows("t", [DateTime.MinValue])).Message, StringComparison.Ordinal);
        Assert.Contains("does not fit duration[ns]", Misfit(InMemoryTable.FromRows("t", [TimeSpan.MaxValue])).Message, StringComparison.Ordinal);
        var coarse = new InMemoryTypes { TimestampUnit = TimeUnit.Microsecond };
        Assert.Equal("0001-01-01T00:00:00.000000", Read(InMemoryTable.FromRows("t", [DateTime.MinValue], coarse)).Single()[0]);
        Assert.Contains("does not fit timestamp[us]", Misfit(InMemoryTable.FromRows("t", [DateTime.UnixEpoch.AddTicks(1)], coarse)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Half_a_surrogate_pair_and_a_row_that_is_null_are_located()
    {
        Assert.Contains("half a surrogate pair", Misfit(InMemoryTable.FromRows("t", ["ok", "\ud83d"])).Message, StringComparison.Ordinal);
        Assert.Contains("half a surrogate pair", Misfit(InMemoryTable.FromRows("t", ['\ud83d'])).Message, StringComparison.Ordinal);
        Assert.Equal("\uFFFD", Read(InMemoryTable.FromRows("t", ["\uFFFD"])).Single()[0]);
        Assert.Contains("row 1 is null", Misfit(InMemoryTable.FromRows("t", new[] { new Named("a"), null! })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_no_column_is_a_programmers_mistake()
    {
        Assert.Contains("System.Object, which is no column; known are bool", Assert.Throws<ArgumentException>(() => InMemoryTable.FromRows("t", [new Wrong(1)])).Message, StringComparison.Ordinal);
        Assert.Contains("has no public property", Assert.Throws<ArgumentException>(() => InMemoryTable.FromRows("t", [new object()])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_value_is_boxed_on_its_way()
    {
        const int rows = 200_000;
        using var table = InMemoryTable.FromRows("t", Enumerable.Range(0, rows).Select(index => new Plain(index, index / 2.0, index, Size.Small)));
        using var database = new InMemoryDatabase(table);
        using var connection = database.OpenConnection();
        using var reader = connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = new ReadOptions { Allocator = _allocator } });
        var before = GC.GetAllocatedBytesForCurrentThread();
        long read = 0;
        while (reader.ReadNext() is { } batch)
        {
            read += batch.RowCount;
            batch.Dispose();
        }

        var perRow = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)rows;
        Assert.Equal(rows, read);
        Assert.True(perRow < 1, $"{perRow} managed bytes a row");
    }

    [Fact]
    public async Task A_data_reader_is_typed_by_its_schema_table()
    {
        using var data = new DataTable();
        data.Columns.Add(new DataColumn("id", typeof(int)) { AllowDBNull = false });
        data.Columns.AddRange([new("name", typeof(string)), new("amount", typeof(decimal)), new("at", typeof(DateTime)), new("blob", typeof(byte[])), new("key", typeof(Guid)), new("span", typeof(TimeSpan)), new("u", typeof(ulong))]);
        data.Rows.Add(1, "é", 12.5m, new DateTime(9999, 12, 31), new byte[] { 255 }, Guid.Empty, TimeSpan.FromSeconds(1), ulong.MaxValue);
        data.Rows.Add(2, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value, DBNull.Value);
        var table = InMemoryTable.FromDataReader("t", data.CreateDataReader());
        Assert.Equal(
            ["id: int32 not null", "name: utf8", "amount: decimal128(38, 10)", "at: timestamp[us]", "blob: binary", "key: fixed_size_binary(16) [arrow.uuid]", "span: duration[ns]", "u: uint64"],
            table.Schema.Fields.Select(field => field.ToString()));
        await using var database = new InMemoryDatabase(table);
        await using var connection = await database.OpenConnectionAsync();
        var scan = new ScanRequest(new TableName("t")) { ReadOptions = new ReadOptions { Allocator = _allocator } };
        await using (var reader = await connection.ReadAsync(scan))
        {
            using var batch = await reader.ReadNextAsync();
            Assert.Equal(["1", "é", "12.5000000000", "9999-12-31T00:00:00.000000", "ff", "00000000-0000-0000-0000-000000000000", "PT1S", "18446744073709551615"], Cells(batch!, 0));
            Assert.All(Cells(batch!, 1).Skip(1), Assert.Null);
            Assert.Null(await reader.ReadNextAsync());
        }

        Assert.Contains("read already", Assert.Throws<ConnectorException>(() => connection.Read(scan)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(12, 2, "decimal128(12, 2)")]
    [InlineData(255, 255, "decimal128(38, 10)")]
    [InlineData(0, 0, "decimal128(38, 10)")]
    [InlineData(5, -1, "decimal128(38, 10)")]
    public void Precision_and_scale_come_from_the_schema_table(int precision, int scale, string type)
    {
        using var reader = new FactsReader(precision, scale);
        Assert.Equal(type, InMemoryTable.FromDataReader("t", reader).Schema[0].Type.ToString());
    }

    [Fact]
    public void A_reader_that_is_no_more_than_the_interface_is_read()
    {
        Assert.Equal([["-1.25"]], Read(InMemoryTable.FromDataReader("t", new FactsReader(12, 2))));
        Assert.Contains("the value -1.25 does not fit decimal128(2, 1), in column \"amount\", row 0", Misfit(InMemoryTable.FromDataReader("t", new FactsReader(2, 1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_a_data_reader_that_has_no_place_is_named()
    {
        using var data = new DataTable();
        data.Columns.Add(new DataColumn("thing", typeof(object)));
        var error = Assert.Throws<ConnectorException>(() => InMemoryTable.FromDataReader("t", data.CreateDataReader()));
        Assert.Equal(ConnectorStatus.NotSupported, error.Status);
        Assert.Contains("column \"thing\" of the data reader is of type System.Object", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_in_memory_are_copied_into_a_database_and_verified()
    {
        var registry = new ConnectorRegistry(BuiltInConnectors.All);
        await using var source = new InMemoryDatabase(
            InMemoryTable.FromRows("points", Enumerable.Range(0, 1_000).Select(index => new Point(index, $"p{index}", index % 3 == 0 ? null : index))),
            InMemoryTable.FromRows("days", [new DateOnly(2024, 2, 29), DateOnly.MinValue]));
        await using var target = registry.Create(new NamedConnection("x1", "duckdb", []));
        var report = await new CopyJob(new CopySource(source, null), new CopyTarget(target), new CopyOptions()).RunAsync();
        Assert.Equal([2L, 1_000L], report.Tables.Select(t => t.RowsWritten).Order());
        await using var connection = await target.OpenConnectionAsync();
        using var result = connection.Query("SELECT count(*), count(\"Weight\") FROM points");
        using var batch = result.Reader.ReadNext()!;
        Assert.Equal((1_000L, 666L), (batch[0].Values<long>()[0], batch[1].Values<long>()[0]));
    }

    public void Dispose() => Assert.Equal(0, _allocator.AllocatedBytes);

    private static IEnumerable<string?> Cells(RecordBatch batch, int row)
        => Enumerable.Range(0, batch.Schema.Fields.Count).Select(column => batch[column].IsNull(row) ? null : new ValueFormatter(batch.Schema[column]).Format(batch[column], row));

    private List<string?[]> Read(InMemoryTable table)
    {
        var rows = new List<string?[]>();
        using var database = new InMemoryDatabase(table);
        using var connection = database.OpenConnection();
        using var reader = connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = new ReadOptions { Allocator = _allocator } });
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                rows.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => Cells(batch, row).ToArray()));
            }
        }

        return rows;
    }

    private ConnectorException Misfit(InMemoryTable table)
    {
        var error = Assert.Throws<ConnectorException>(() => Read(table));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        return error;
    }

    private static List<int> Sizes(InMemoryTable table, ReadOptions options)
    {
        var sizes = new List<int>();
        using var database = new InMemoryDatabase(table);
        using var connection = database.OpenConnection();
        using var reader = connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = options });
        while (reader.ReadNext() is { } batch)
        {
            sizes.Add(batch.RowCount);
            batch.Dispose();
        }

        return sizes;
    }

    private sealed record Everything(
        bool Flag, sbyte I8, short I16, int I32, long I64, byte U8, ushort U16, uint U32, ulong U64, float F32, double F64, decimal Money, char Letter, string Text, byte[] Bytes, Guid Id, DateTime At,
        DateTimeOffset Instant, DateOnly Day, TimeOnly Time, TimeSpan Span, Size Size, int? Maybe, string? MaybeText, Size? MaybeSize);

    private readonly record struct Point(int X, string Label, double? Weight);

    private readonly record struct Plain(int Id, double Ratio, long? Maybe, Size Size);

    private sealed record Named(string Name);

    private sealed record Wrong(object Thing);
}
