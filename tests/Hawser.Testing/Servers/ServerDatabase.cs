using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Testing.Servers;

/// <summary>A database of a test's own on one of the test run's servers, and one connection to it. Its memory must be given back.</summary>
public abstract class ServerDatabase : IDisposable
{
    private readonly TestServer _server;
    private readonly Connector _connector;

    /// <summary>Makes the database and opens it.</summary>
    /// <param name="server">The server.</param>
    /// <param name="connector">What opens it.</param>
    /// <param name="script">What the server's command line runs in it first; null for nothing.</param>
    /// <param name="options">Options besides those of the server.</param>
    protected ServerDatabase(TestServer server, Connector connector, string? script, (string Key, string Value)[] options)
    {
        ArgumentNullException.ThrowIfNull(server);
        (_server, _connector, Name) = (server, connector, server.CreateDatabase());
        if (script is not null)
        {
            server.Execute(Name, script);
        }

        Database = Open(options);
        Connection = Database.OpenConnection();
    }

    /// <summary>The database's name.</summary>
    public string Name { get; }

    /// <summary>Where the test's batches come from; empty at the end.</summary>
    public ArrowAllocator Memory { get; } = new();

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>A session of it.</summary>
    public Connection Connection { get; }

    /// <summary>Reads into <see cref="Memory"/>.</summary>
    public ReadOptions Reading => new() { Allocator = Memory };

    /// <summary>Opens the database once more; the caller disposes it.</summary>
    public Database Open(params (string Key, string Value)[] options)
    {
        Dictionary<string, string> values = _server.Options(Name);
        foreach ((string key, string value) in options ?? [])
        {
            values[key] = value;
        }

        return _connector.Open(_connector.ParseOptions(values));
    }

    /// <summary>What the server's own command line says to a query.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Judge(string sql) => _server.Query(Name, sql);

    /// <summary>A table's rows as the server's own command line writes them.</summary>
    public List<string> Rows(string table, string order = "1", string columns = "*") =>
        [.. Judge($"SELECT {columns} FROM {table} ORDER BY {order}").Select(row => string.Join('|', row.Select(cell => cell ?? "∅")))];

    /// <summary>The rows of a query.</summary>
    public List<string> Query(string sql, params object?[] values) => Query(Statement.With(sql, values));

    /// <summary>The rows of a query.</summary>
    public List<string> Query(Statement statement)
    {
        ArgumentNullException.ThrowIfNull(statement);
        using QueryResult result = Connection.Query(statement with { ReadOptions = Reading });
        return Rows(result.Reader);
    }

    /// <summary>The rows of a scan.</summary>
    public List<string> Read(ScanRequest request, Connection? connection = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        using RecordBatchReader reader = (connection ?? Connection).Read(request with { ReadOptions = request.ReadOptions with { Allocator = Memory } });
        return Rows(reader);
    }

    /// <summary>The rows of a reader.</summary>
    public static List<string> Rows(RecordBatchReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var rows = new List<string>();
        while (reader.ReadNext() is { } batch)
        {
            using (batch)
            {
                rows.AddRange(CellText.RowsOf(batch));
            }
        }

        return rows;
    }

    /// <summary>Rows in the text form of the type zoo.</summary>
    public RecordBatch Batch(string schema, params IEnumerable<string> rows) => CellReader.Batch(FieldText.Parse(schema), rows, Memory);

    /// <summary>Loads batches that the caller disposes.</summary>
    public LoadResult Load(LoadRequest request, params RecordBatch[] batches)
    {
        ArgumentNullException.ThrowIfNull(request);
        using TableLoad load = Connection.BeginLoad(request with { Allocator = Memory });
        using (TableWriter writer = load.OpenWriter())
        {
            foreach (RecordBatch batch in batches)
            {
                writer.Write(batch);
            }

            writer.Complete();
        }

        return load.Commit();
    }

    /// <summary>Loads rows in the text form of the type zoo.</summary>
    public LoadResult Load(string table, LoadMode mode, string schema, params IEnumerable<string> rows)
    {
        using RecordBatch batch = Batch(schema, rows);
        return Load(new LoadRequest(new TableName(table), batch.Schema, mode), batch);
    }

    /// <summary>Reads a table, encoded or not, and appends what was read to another.</summary>
    public LoadResult Copy(string from, string to, bool isEncoded = false)
    {
        ReadOptions options = isEncoded ? Reading with { EncodedColumns = Connection.Describe(new TableName(from)).Schema.Fields.Select(field => field.Name).ToHashSet() } : Reading;
        var batches = new List<RecordBatch>();
        Schema schema;
        using (RecordBatchReader reader = Connection.Read(new ScanRequest(new TableName(from)) { ReadOptions = options }))
        {
            schema = reader.Schema;
            while (reader.ReadNext() is { } batch)
            {
                batches.Add(batch);
            }
        }

        try
        {
            return Load(new LoadRequest(new TableName(to), schema, LoadMode.Append), [.. batches]);
        }
        finally
        {
            batches.ForEach(batch => batch.Dispose());
        }
    }

    /// <summary>Closes and drops the database.</summary>
    /// <exception cref="InvalidOperationException">Memory was not given back.</exception>
    public void Dispose()
    {
        Connection.Dispose();
        Database.Dispose();
        _server.DropDatabase(Name);
        GC.SuppressFinalize(this);
        if (Memory.AllocatedBytes != 0)
        {
            throw new InvalidOperationException($"{Memory.AllocatedBytes} bytes of the test were not given back.");
        }
    }
}
