using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>
/// One session of a database. It does one thing at a time: while a reader or a load is open, a second operation throws and names the open one. Not
/// thread-safe beyond that: one worker uses it, another may only cancel through a token.
/// </summary>
public abstract partial class Connection : IAsyncDisposable, IDisposable
{
    private OperationScope? _operation;
    private int _disposed;

    /// <summary>Makes a session of a database.</summary>
    protected Connection(Database database)
    {
        ArgumentNullException.ThrowIfNull(database);
        Database = database;
    }

    /// <summary>The database.</summary>
    public Database Database { get; }

    /// <summary>What the database holds.</summary>
    public abstract DatabaseCatalog Catalog { get; }

    /// <summary>Whether the session can take another operation; a broken one is replaced, not repaired.</summary>
    public bool IsUsable => _disposed == 0 && IsUsableCore;

    internal bool IsDisposed => _disposed != 0;

    /// <summary>Whether the session is broken, as far as the connector knows without asking.</summary>
    protected virtual bool IsUsableCore => true;

    /// <summary>Asks the engine for a sign of life.</summary>
    /// <exception cref="ConnectorException">It gives none.</exception>
    public async ValueTask TestAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = Enter("a test");
        await TestCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="TestAsync"/>
    public void Test(CancellationToken cancellationToken = default) => SyncPump.Run(() => TestAsync(cancellationToken));

    /// <summary>Brings the session back to how it was opened: no transaction, no temporary objects, default settings. A pool calls it.</summary>
    public async ValueTask ResetAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = Enter("a reset");
        await ResetCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="ResetAsync"/>
    public void Reset(CancellationToken cancellationToken = default) => SyncPump.Run(() => ResetAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 0)
        {
            await DisposeCoreAsync().ConfigureAwait(false);
            GC.SuppressFinalize(this);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SyncPump.Run(DisposeAsync);
        GC.SuppressFinalize(this);
    }

    internal OperationScope Enter(string name)
    {
        ObjectDisposedException.ThrowIf(_disposed != 0, this);
        var operation = new OperationScope(this, name);
        return Interlocked.CompareExchange(ref _operation, operation, null) is { } open
            ? throw new InvalidOperationException($"The connection does one thing at a time, and {open.Name} is still open; dispose it first, or open a second connection.")
            : operation;
    }

    internal void Leave(OperationScope operation) => Interlocked.CompareExchange(ref _operation, null, operation);

    /// <summary>Asks for a sign of life.</summary>
    protected abstract ValueTask TestCoreAsync(CancellationToken cancellationToken);

    /// <summary>Resets the session.</summary>
    protected abstract ValueTask ResetCoreAsync(CancellationToken cancellationToken);

    /// <summary>Closes the session; what is open is cancelled or rolled back. Called once.</summary>
    protected abstract ValueTask DisposeCoreAsync();

    /// <summary>The error for something that the connector does not do.</summary>
    /// <param name="what">What was asked for, as in "transactions".</param>
    protected ConnectorException NotSupported(string what) =>
        new(ConnectorStatus.NotSupported, Database.Connector.Name, $"{Database.Connector.Name} has no {what}.");

    private void ThrowUnlessEncodes(ReadOptions options)
    {
        if (options.EncodedColumns.Count > 0 && !Database.TypeMap.ReadsEncoded)
        {
            throw NotSupported($"encoded form of its own in which \"{options.EncodedColumns.First()}\" could be read");
        }
    }

    private void ThrowUnless(ConnectorRoles role)
    {
        if ((Database.Connector.Roles & role) == 0)
        {
            throw new ConnectorException(
                ConnectorStatus.NotSupported, Database.Connector.Name, role == ConnectorRoles.Source ? "it can be written to, not read from." : "it can be read from, not written to.");
        }
    }
}
