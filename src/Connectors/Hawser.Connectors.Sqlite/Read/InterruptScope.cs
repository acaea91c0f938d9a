using Hawser.Connectors.Sqlite.Native;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Lets a token, or the time that a statement may take, end the statement through <c>sqlite3_interrupt</c>.</summary>
internal sealed class InterruptScope : IDisposable
{
    private readonly SqliteSession _session;
    private readonly CancellationTokenSource? _timeout;
    private readonly TimeSpan? _limit;

    /// <summary>Starts the clock.</summary>
    public InterruptScope(SqliteSession session, TimeSpan? limit)
    {
        _session = session;
        _limit = limit;
        _timeout = limit is { } time ? new CancellationTokenSource(time) : null;
    }

    /// <summary>Watches a token until the guard is disposed.</summary>
    public Guard Enter(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new Guard(this, cancellationToken);
    }

    /// <summary>Runs a step of work under a token and the clock.</summary>
    public T Run<T>(Func<T> work, CancellationToken cancellationToken)
    {
        using Guard guard = Enter(cancellationToken);
        try
        {
            return work();
        }
        catch (ConnectorException e) when (ResultCode.Primary(e.VendorCode ?? 0) == ResultCode.Interrupt)
        {
            throw guard.Translate(e);
        }
    }

    public void Dispose() => _timeout?.Dispose();

    /// <summary>A watch over one call.</summary>
    internal readonly struct Guard : IDisposable
    {
        private readonly InterruptScope _scope;
        private readonly CancellationToken _token;
        private readonly CancellationTokenRegistration _byToken;
        private readonly CancellationTokenRegistration _byTime;

        public Guard(InterruptScope scope, CancellationToken token)
        {
            _scope = scope;
            _token = token;
            _byToken = token.UnsafeRegister(static session => ((SqliteSession)session!).Interrupt(), scope._session);
            _byTime = scope._timeout?.Token.UnsafeRegister(static session => ((SqliteSession)session!).Interrupt(), scope._session) ?? default;
            if (scope._timeout is { IsCancellationRequested: true })
            {
                _byToken.Dispose();
                throw scope.TooLong(null);
            }
        }

        /// <summary>What an interrupted statement means to the caller.</summary>
        public Exception Translate(ConnectorException interrupted)
        {
            if (_token.IsCancellationRequested)
            {
                return new OperationCanceledException("The statement was cancelled.", interrupted, _token);
            }

            return _scope._timeout is { IsCancellationRequested: true } ? _scope.TooLong(interrupted) : interrupted;
        }

        public void Dispose()
        {
            _byToken.Dispose();
            _byTime.Dispose();
        }
    }

    private ConnectorException TooLong(Exception? inner) => new(
        ConnectorStatus.Timeout, SqliteErrors.ConnectorName, $"{_session.DisplayName}: the statement took longer than {_limit}.", inner);
}
