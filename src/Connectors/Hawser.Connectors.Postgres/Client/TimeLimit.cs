namespace Hawser.Connectors.Postgres.Client;

/// <summary>How long a statement may run, counted from its start over all calls that it takes.</summary>
internal sealed class TimeLimit(TimeSpan? limit) : IDisposable
{
    private readonly CancellationTokenSource? _source = limit is { } time ? new CancellationTokenSource(time) : null;

    /// <summary>Runs a part of the statement and translates what goes wrong.</summary>
    /// <param name="where">What is done, for messages.</param>
    /// <param name="work">The part.</param>
    /// <param name="cancellationToken">Gives up; the server is asked to cancel.</param>
    /// <exception cref="ConnectorException">The server refuses, the connection breaks, or the time is over.</exception>
    public async ValueTask<T> RunAsync<T>(string where, Func<CancellationToken, ValueTask<T>> work, CancellationToken cancellationToken)
    {
        using CancellationTokenSource? both = _source is null ? null : CancellationTokenSource.CreateLinkedTokenSource(_source.Token, cancellationToken);
        try
        {
            return await work(both?.Token ?? cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException error) when (!cancellationToken.IsCancellationRequested && _source is { IsCancellationRequested: true })
        {
            throw new ConnectorException(ConnectorStatus.Timeout, PostgresErrors.Connector, $"{where} ran longer than its limit of {limit}.", error);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException(cancellationToken);
        }
        catch (Exception error) when (PostgresErrors.IsForeign(error))
        {
            throw PostgresErrors.Translate(error, where);
        }
    }

    public void Dispose() => _source?.Dispose();
}
