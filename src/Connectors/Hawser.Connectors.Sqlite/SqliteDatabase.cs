using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite;

/// <summary>
/// One database file, or one database in memory. Any number of sessions may work on it at the same time; the library itself keeps several databases objects of one
/// process on one file apart from each other's harm, as it does several processes.
/// </summary>
internal sealed class SqliteDatabase : Database
{
    private const int MostSnapshotTries = 20;
    private static int _memoryDatabases;

    private readonly string _fileName;
    private readonly OpenFlags _flags;
    private readonly TimeSpan _busyTimeout;
    private readonly SqliteSession? _memoryAnchor;

    private SqliteDatabase(Connector connector, ConnectorOptions options, string path)
        : base(connector, options)
    {
        IsReadOnly = options.GetBoolean(SqliteConnector.ReadOnlyKey);
        _busyTimeout = options.GetDuration(SqliteConnector.BusyTimeoutKey) ?? TimeSpan.Zero;
        IsInMemory = path is "" or ":memory:";
        if (IsInMemory)
        {
            DisplayName = ":memory:";
            CanonicalPath = "";
            _fileName = $"file:/hawser-{Interlocked.Increment(ref _memoryDatabases)}?vfs=memdb";
            _flags = OpenFlags.ReadWrite | OpenFlags.Create | OpenFlags.Uri;
            _memoryAnchor = OpenSession();
            _memoryAnchor.LiftMemoryLimit();
        }
        else
        {
            DisplayName = path;
            _fileName = Path.GetFullPath(path);
            CanonicalPath = Canonical(_fileName);
            _flags = IsReadOnly ? OpenFlags.ReadOnly
                : options.GetBoolean(SqliteConnector.CreateKey) ? OpenFlags.ReadWrite | OpenFlags.Create
                : OpenFlags.ReadWrite;
        }
    }

    /// <inheritdoc/>
    public override string DisplayName { get; }

    /// <inheritdoc/>
    public override string? ServerVersion => "SQLite " + SqliteLibrary.FormatVersion(SqliteLibrary.VersionNumber);

    /// <summary>Whether it was opened not to be changed.</summary>
    public bool IsReadOnly { get; }

    private bool IsInMemory { get; }

    private string CanonicalPath { get; }

    /// <summary>Finds the library and takes the options; the file itself is reached with the first session.</summary>
    public static SqliteDatabase Open(Connector connector, ConnectorOptions options)
    {
        try
        {
            SqliteLibrary.EnsureLoaded();
        }
        catch (DllNotFoundException e)
        {
            throw new ConnectorException(ConnectorStatus.Unavailable, SqliteErrors.ConnectorName, e.Message, e);
        }

        return new SqliteDatabase(connector, options, options.GetText(SqliteConnector.PathKey) ?? "");
    }

    /// <inheritdoc/>
    public override bool IsSameAs(Database other) =>
        ReferenceEquals(this, other) || (other is SqliteDatabase { IsInMemory: false } database && !IsInMemory && database.CanonicalPath == CanonicalPath);

    /// <summary>Opens a session of the library, with the options of this database.</summary>
    public SqliteSession OpenSession()
    {
        ThrowUnlessPresent();
        SqliteSession session = SqliteSession.Open(_fileName, _flags, _busyTimeout, DisplayName);
        try
        {
            // The first look at the file: it tells whether it is a database at all.
            session.QueryInt64("PRAGMA schema_version");
            if (IsReadOnly)
            {
                session.Execute("PRAGMA query_only = ON");
            }

            session.Execute(Options.GetBoolean(SqliteConnector.ForeignKeysKey) ? "PRAGMA foreign_keys = ON" : "PRAGMA foreign_keys = OFF");
            return session;
        }
        catch (ConnectorException)
        {
            session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    protected override ValueTask<Connection> OpenConnectionCoreAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new ValueTask<Connection>(new SqliteConnection(this));
    }

    /// <summary>
    /// Opens read transactions one after the other and asks another session whether anything was committed meanwhile (<c>PRAGMA data_version</c>): if not, all of them
    /// see the same moment. A busy writer makes it try again, and in the end settle for sessions that each see a moment of their own.
    /// </summary>
    protected override ValueTask<Snapshot> OpenSnapshotCoreAsync(int sessions, CancellationToken cancellationToken)
    {
        using SqliteSession witness = OpenSession();
        for (int attempt = 1; ; attempt++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            long? before = witness.QueryInt64("PRAGMA data_version");
            List<Connection> connections = OpenReaders(sessions);
            bool isShared = connections.Count == 1 || witness.QueryInt64("PRAGMA data_version") == before;
            if (isShared || attempt == MostSnapshotTries)
            {
                return new ValueTask<Snapshot>(new Snapshot(connections, isShared ? Consistency.Shared : Consistency.PerSession));
            }

            connections.ForEach(connection => connection.Dispose());
        }
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeCoreAsync()
    {
        _memoryAnchor?.Dispose();
        return default;
    }

    private List<Connection> OpenReaders(int sessions)
    {
        List<Connection> connections = [];
        try
        {
            for (int i = 0; i < sessions; i++)
            {
                SqliteConnection connection = new(this);
                connections.Add(connection);
                connection.BeginRead();
            }
        }
        catch (ConnectorException)
        {
            connections.ForEach(connection => connection.Dispose());
            throw;
        }

        return connections;
    }

    private void ThrowUnlessPresent()
    {
        if (IsInMemory)
        {
            return;
        }

        if (Directory.Exists(_fileName))
        {
            throw SqliteErrors.Create(ConnectorStatus.InvalidConfiguration, $"{DisplayName} is a folder, not a database file.");
        }

        if ((_flags & OpenFlags.Create) == 0 && !File.Exists(_fileName))
        {
            throw SqliteErrors.Create(ConnectorStatus.NotFound, $"there is no file {DisplayName}.");
        }
    }

    private static string Canonical(string path) => File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path : path;
}
