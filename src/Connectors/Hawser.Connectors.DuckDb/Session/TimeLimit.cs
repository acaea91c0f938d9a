namespace Hawser.Connectors.DuckDb.Session;

/// <summary>How long a statement may run, counted from its start over all calls that it takes.</summary>
internal sealed class TimeLimit : IDisposable
{
    private readonly TimeSpan? _limit;
    private readonly CancellationTokenSource? _source;

    public TimeLimit(TimeSpan? limit)
    {
        _limit = limit;
        _source = limit is { } time ? new CancellationTokenSource(time) : null;
    }

    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.Timeout"/>: the time is over.</exception>
    public T Run<T>(Func<CancellationToken, T> work, CancellationToken cancellationToken)
    {
        if (_source is null)
        {
            return work(cancellationToken);
        }

        using var both = CancellationTokenSource.CreateLinkedTokenSource(_source.Token, cancellationToken);
        try
        {
            return work(both.Token);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested)
        {
            throw new ConnectorException(ConnectorStatus.Timeout, DuckDbErrors.Connector, $"the statement ran longer than its limit of {_limit}.", error);
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(cancellationToken);
        }
    }

    public void Dispose() => _source?.Dispose();
}
