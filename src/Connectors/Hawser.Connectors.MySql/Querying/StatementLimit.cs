namespace Hawser.Connectors.MySql.Querying;

/// <summary>A statement's own time, on top of the caller's token.</summary>
internal sealed class StatementLimit : IDisposable
{
    private readonly TimeSpan? _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;

    public StatementLimit(TimeSpan? limit, CancellationToken caller)
    {
        (_limit, _caller) = (limit, caller);
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        if (limit is { } time)
        {
            _source.CancelAfter(time);
        }
    }

    /// <summary>Is cancelled when the caller gives up or the time is over.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Whether it was the time and not the caller.</summary>
    public bool IsOver => _source.IsCancellationRequested && !_caller.IsCancellationRequested;

    /// <summary>The error for a statement whose time is over.</summary>
    public ConnectorException Error(string where) => new(ConnectorStatus.Timeout, MySqlErrors.Connector, $"{where}: it took longer than the {_limit!.Value.TotalSeconds:0.###} s that it was allowed.");

    public void Dispose() => _source.Dispose();
}
