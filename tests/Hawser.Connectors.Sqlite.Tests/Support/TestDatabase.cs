using System.Diagnostics;
using Hawser.Arrow;

namespace Hawser.Connectors.Sqlite.Tests.Support;

/// <summary>A database of a test: in memory, or in a file of its own that goes away with it.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly string? _folder;

    private TestDatabase(string? folder, params (string Key, string Value)[] options)
    {
        _folder = folder;
        FilePath = folder is null ? "" : System.IO.Path.Combine(folder, "test db.sqlite");
        Database = Open(options);
        Connection = Database.OpenConnection();
    }

    public string FilePath { get; }

    public Database Database { get; }

    public Connection Connection { get; }

    public static TestDatabase InMemory() => new(null);

    public static TestDatabase InFile(params (string Key, string Value)[] options) => new(Directory.CreateTempSubdirectory("hawser-sqlite-").FullName, options);

    public Database Open(params (string Key, string Value)[] options)
    {
        SqliteConnector connector = new();
        return connector.Open(connector.ParseOptions(options.Select(o => KeyValuePair.Create(o.Key, o.Value)).Append(KeyValuePair.Create("path", FilePath))));
    }

    public TestDatabase Script(string sql)
    {
        Connection.ExecuteScript(sql);
        return this;
    }

    /// <summary>All rows of a query as one text: columns by |, rows by lines.</summary>
    public string Rows(string sql)
    {
        using QueryResult result = Connection.Query(sql);
        return Table.Text(result.Reader);
    }

    public string Read(ScanRequest request)
    {
        using RecordBatchReader reader = Connection.Read(request);
        return Table.Text(reader);
    }

    public string Read(string table, TypeMode mode = TypeMode.Declared) =>
        Read(new ScanRequest(new TableName(table)) { ReadOptions = new ReadOptions { TypeMode = mode } });

    public Schema SchemaOf(string table, TypeMode mode = TypeMode.Declared)
    {
        using RecordBatchReader reader = Connection.Read(new ScanRequest(new TableName(table)) { ReadOptions = new ReadOptions { TypeMode = mode } });
        return reader.Schema;
    }

    public LoadResult Load(string table, RecordBatch batch, LoadMode mode = LoadMode.Create, RejectSink? rejects = null, TableModel? definition = null)
    {
        using TableLoad load = Connection.BeginLoad(new LoadRequest(new TableName(table), batch.Schema, mode) { RejectSink = rejects, Definition = definition });
        using (TableWriter writer = load.OpenWriter())
        {
            writer.Write(batch);
            writer.Complete();
        }

        return load.Commit();
    }

    /// <summary>What the sqlite3 command prints for a statement.</summary>
    public string Cli(string sql)
    {
        using Process process = Process.Start(new ProcessStartInfo("sqlite3", [FilePath, sql]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string output = process.StandardOutput.ReadToEnd();
        string error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal("", error);
        return output.TrimEnd('\n');
    }

    public void Dispose()
    {
        Connection.Dispose();
        Database.Dispose();
        if (_folder is not null)
        {
            Directory.Delete(_folder, recursive: true);
        }
    }
}
