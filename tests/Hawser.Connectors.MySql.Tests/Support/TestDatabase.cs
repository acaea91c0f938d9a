using Hawser.Arrow;
using Hawser.Testing.Cells;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Support;

/// <summary>A database of a test's own on one of the test run's servers, and one connection to it. Its memory must be given back.</summary>
internal sealed class TestDatabase : IDisposable
{
    private readonly MySqlServer _server;

    public TestDatabase(string? script = null, MySqlFlavour flavour = MySqlFlavour.MariaDb, params (string Key, string Value)[] options)
    {
        _server = Servers.Get(flavour);
        Name = _server.CreateDatabase();
        if (script is not null)
        {
            _server.Execute(Name, script);
        }

        Database = Open(options);
        Connection = Database.OpenConnection();
    }

    public string Name { get; }

    public ArrowAllocator Memory { get; } = new();

    public Database Database { get; }

    public Connection Connection { get; }

    public MySqlDialect Dialect => ((MySqlConnection)Connection).Dialect;

    public ReadOptions Reading => new() { Allocator = Memory };

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public Database Open(params (string Key, string Value)[] options)
    {
        Dictionary<string, string> values = _server.Options(Name);
        foreach ((string key, string value) in options)
        {
            values[key] = value;
        }

        MySqlConnector connector = new();
        return connector.Open(connector.ParseOptions(values));
    }

    /// <summary>What the mariadb command line says.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Judge(string sql) => _server.Query(Name, sql);

    /// <summary>The rows of a query.</summary>
    public List<string> Query(string sql, params object?[] values) => Query(Statement.With(sql, values));

    /// <summary>The rows of a query.</summary>
    public List<string> Query(Statement statement)
    {
        using QueryResult result = Connection.Query(statement with { ReadOptions = Reading });
        return Rows(result.Reader);
    }

    /// <summary>The rows of a scan.</summary>
    public List<string> Read(ScanRequest request, Connection? connection = null)
    {
        using RecordBatchReader reader = (connection ?? Connection).Read(request with { ReadOptions = request.ReadOptions with { Allocator = Memory } });
        return Rows(reader);
    }

    public static List<string> Rows(RecordBatchReader reader)
    {
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

    public void Dispose()
    {
        Connection.Dispose();
        Database.Dispose();
        _server.DropDatabase(Name);
        Assert.Equal(0, Memory.AllocatedBytes);
    }
}
