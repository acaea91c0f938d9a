using System.Runtime.CompilerServices;
using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Conformance.Running;
using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Conformance.Contract;

/// <summary>One connector's empty database with one connection and an allocator that must read zero at the end. Every test runs under the connector's quirks.</summary>
public abstract class ConformanceTest<TFixture> : IAsyncDisposable
    where TFixture : ConnectorFixture, new()
{
    private Database? _database;
    private Connection? _connection;

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected TFixture Fixture { get; } = new();

    private protected ArrowAllocator Memory { get; } = new();

    /// <summary>The database, opened when it is first asked for.</summary>
    private protected Database Database => _database ??= Fixture.Open();

    /// <summary>A connection, opened when it is first asked for.</summary>
    private protected Connection Connection => _connection ??= Database.OpenConnection(Token);

    private protected ReadOptions Reading => ReadOptions.Default with { Allocator = Memory };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }

        if (_database is not null)
        {
            await _database.DisposeAsync();
        }

        Fixture.Dispose();
        Assert.Equal(0, Memory.AllocatedBytes);
        Memory.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected Task RunAsync(Func<Task> body, [CallerMemberName] string test = "") => QuirkRule.RunAsync(Fixture.Quirks, test, body);

    private protected bool Has(Capability capability) => Database.Capabilities.Has(capability);

    private protected bool Is(ConnectorRoles role) => (Fixture.Connector.Roles & role) != 0;

    /// <summary>A batch of a schema and rows as <see cref="FieldText"/> and <see cref="CellReader"/> write them, in the test's memory.</summary>
    private protected RecordBatch Batch(string schema, params IEnumerable<string> rows) => CellReader.Batch(FieldText.Parse(schema), rows, Memory);

    /// <summary>Rows (0, "row 0"), (1, "row 1"), ….</summary>
    private protected RecordBatch Numbered(int rows, int first = 0) =>
        Batch("id: l\nname: u", Enumerable.Range(first, rows).Select(i => $"[{i}, \"row {i}\"]"));

    private protected Task<LoadResult> LoadAsync(string table, RecordBatch batch, LoadMode mode = LoadMode.Create) =>
        LoadAsync(Connection, new LoadRequest(Fixture.Relation(table), batch.Schema, mode) { Allocator = Memory }, batch);

    private protected static async Task<LoadResult> LoadAsync(Connection connection, LoadRequest request, params RecordBatch[] batches)
    {
        await using TableLoad load = await connection.BeginLoadAsync(request, Token);
        await using (TableWriter writer = await load.OpenWriterAsync("", Token))
        {
            foreach (RecordBatch batch in batches)
            {
                await writer.WriteAsync(batch, Token);
            }

            Assert.Equal(batches.Sum(b => b.RowCount), await writer.CompleteAsync(Token));
        }

        return await load.CommitAsync(Token);
    }

    private protected async Task SeedAsync(string table, int rows)
    {
        using RecordBatch batch = Numbered(rows);
        await LoadAsync(table, batch);
    }

    private protected ScanRequest Scan(string table) => Fixture.Scan(table, FieldText.Parse("id: l\nname: u")) with { ReadOptions = Reading };

    private protected async Task<List<string>> RowsAsync(string table)
    {
        List<string> rows = await RowsAsync(Connection, Scan(table));
        if (!Fixture.KeepsOrder)
        {
            rows.Sort(StringComparer.Ordinal);
        }

        return rows;
    }

    private protected static async Task<List<string>> RowsAsync(Connection connection, ScanRequest request)
    {
        await using RecordBatchReader reader = await connection.ReadAsync(request, Token);
        return await RowsAsync(reader);
    }

    private protected static async Task<List<string>> RowsAsync(RecordBatchReader reader)
    {
        var rows = new List<string>();
        while (await reader.ReadNextAsync(Token) is { } batch)
        {
            using (batch)
            {
                ArrayValidator.Validate(batch, ValidationLevel.Full);
                rows.AddRange(CellText.RowsOf(batch));
            }
        }

        return rows;
    }

    private protected static IEnumerable<string> NumberedRows(int rows, int first = 0) => Enumerable.Range(first, rows).Select(i => $"[{i}, \"row {i}\"]");

    private protected static async Task<ConnectorException> FailsAsync(ConnectorStatus status, Func<Task> work)
    {
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(work);
        Assert.True(error.Status == status, $"The status is {error.Status}, not {status}: {error}");
        return error;
    }
}
