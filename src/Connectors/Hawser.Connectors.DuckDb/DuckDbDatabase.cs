using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Session;

namespace Hawser.Connectors.DuckDb;

/// <summary>One instance of the engine, shared by everything in this process that opens the same file.</summary>
internal sealed class DuckDbDatabase : Database
{
    private readonly InstanceLease _lease;

    public DuckDbDatabase(DuckDbConnector connector, ConnectorOptions options)
        : base(connector, options) => _lease = InstanceRegistry.Acquire(options);

    public override string DisplayName => _lease.Instance.Path ?? ":memory:";

    public override string ServerVersion { get; } = ReadVersion();

    public bool IsReadOnly => _lease.Instance.IsReadOnly;

    /// <summary>Lets changes run side by side, and snapshots begin between them.</summary>
    public SnapshotGate Gate => _lease.Instance.Gate;

    /// <summary>Opens a session of the engine.</summary>
    public SessionHandle OpenSession() => _lease.Instance.Connect();

    public override bool IsSameAs(Database other) => other is DuckDbDatabase duck && ReferenceEquals(duck._lease.Instance, _lease.Instance);

    protected override ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken) => new(Connect());

    /// <summary>Begins a transaction in each session while nothing can commit, so that all see the same moment.</summary>
    protected override async ValueTask<Snapshot> OpenSnapshotCoreAsync(int sessions, CancellationToken cancellationToken)
    {
        var connections = new List<Connection>(sessions);
        try
        {
            using var quiet = Gate.EnterSnapshot();
            for (var i = 0; i < sessions; i++)
            {
                var connection = Connect();
                connections.Add(connection);
                await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);

                // A transaction's moment is fixed when it first looks at the database.
                connection.Session.Run("SELECT count(*) FROM duckdb_tables()", cancellationToken);
            }

            return new Snapshot(connections, Consistency.Shared);
        }
        catch (ConnectorException)
        {
            foreach (var connection in connections)
            {
                await connection.DisposeAsync().ConfigureAwait(false);
            }

            throw;
        }
    }

    protected override ValueTask DisposeCoreAsync()
    {
        _lease.Dispose();
        return default;
    }

    private static unsafe string ReadVersion() => $"DuckDB {NativeText.Borrow(InstanceApi.duckdb_library_version())}";

    private DuckDbConnection Connect() => new(this, OpenSession());
}
