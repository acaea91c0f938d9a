namespace Hawser.Connectors;

/// <summary>A transaction of a connection. Disposed without commit, it rolls back.</summary>
public abstract class Transaction : IAsyncDisposable
{
    private bool _ended;

    /// <summary>Whether it was committed or rolled back.</summary>
    public bool IsEnded => _ended;

    /// <summary>Keeps what was done.</summary>
    public async ValueTask CommitAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        await CommitCoreAsync(cancellationToken).ConfigureAwait(false);
        _ended = true;
    }

    /// <summary>Undoes what was done.</summary>
    public async ValueTask RollbackAsync(CancellationToken cancellationToken = default)
    {
        ThrowIfEnded();
        _ended = true;
        await RollbackCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_ended)
        {
            _ended = true;
            await RollbackCoreAsync(CancellationToken.None).ConfigureAwait(false);
        }

        GC.SuppressFinalize(this);
    }

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
