using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>A transaction of a connection. Disposed without commit, it rolls back.</summary>
public abstract class Transaction : IAsyncDisposable, IDisposable
{
    private Connection? _connection;
    private bool _ended;

    /// <summary>Whether it was committed or rolled back.</summary>
    public bool IsEnded => _ended;

    /// <summary>Keeps what was done.</summary>
    /// <exception cref="InvalidOperationException">It ended already, or a reader or load of the connection is still open.</exception>
    /// <exception cref="ConnectorException">The engine refused.</exception>
    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        using OperationScope? operation = _connection?.Enter("a commit");
        await CommitCoreAsync(cancellationToken).ConfigureAwait(false);
        _ended = true;
    }

    /// <summary>Undoes what was done.</summary>
    public async ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        using OperationScope? operation = _connection?.Enter("a rollback");
        _ended = true;
        await RollbackCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="CommitAsync"/>
    public void Commit(CancellationToken cancellationToken = default) => SyncPump.Run(() => CommitAsync(cancellationToken));

    /// <inheritdoc cref="RollbackAsync"/>
    public void Rollback(CancellationToken cancellationToken = default) => SyncPump.Run(() => RollbackAsync(cancellationToken));

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            if (_connection is not { IsDisposed: true })
            {
                await RollbackCoreAsync(CancellationToken.None).ConfigureAwait(false);
            }
        }

        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        SyncPump.Run(DisposeAsync);
        GC.SuppressFinalize(this);
    }

    internal void Attach(Connection connection) => _connection = connection;

    /// <summary>Commits.</summary>
    protected abstract ValueTask CommitCoreAsync(CancellationToken cancellationToken);

    /// <summary>Rolls back.</summary>
    protected abstract ValueTask RollbackCoreAsync(CancellationToken cancellationToken);

    private void ThrowIfEnded()
    {
        if (_ended)
        {
            throw new InvalidOperationException("The transaction was committed or rolled back already.");
        }
    }
}
