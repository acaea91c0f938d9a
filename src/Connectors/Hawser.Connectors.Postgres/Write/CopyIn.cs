using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>A COPY … FROM STDIN (FORMAT BINARY) that runs.</summary>
internal sealed class CopyIn
{
    /// <summary>What every binary COPY begins with: signature, flags, and the length of an extension that there is none of.</summary>
    private static readonly byte[] Header = [.. "PGCOPY\n"u8, 0xFF, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0];

    private readonly LoadSession _session;
    private readonly NpgsqlRawCopyStream _stream;
    private bool _isEnded;

    private CopyIn(LoadSession session, NpgsqlRawCopyStream stream) => (_session, _stream) = (session, stream);

    /// <summary>Begins a COPY.</summary>
    public static async ValueTask<CopyIn> BeginAsync(LoadSession session, string sql, CopyOutput output, CancellationToken cancellationToken)
    {
        try
        {
            NpgsqlRawCopyStream stream = await session.Connection.Native.BeginRawBinaryCopyAsync(sql, cancellationToken).ConfigureAwait(false);
            output.Clear();
            output.Bytes(Header);
            return new CopyIn(session, stream);
        }
        catch (Exception error) when (session.Translated(error, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Sends what waits.</summary>
    public async ValueTask SendAsync(CopyOutput output, CancellationToken cancellationToken)
    {
        try
        {
            await _stream.WriteAsync(output.Written, cancellationToken).ConfigureAwait(false);
            output.Clear();
        }
        catch (Exception error) when (_session.Translated(error, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Sends the rest and waits for the server's word on all of it.</summary>
    /// <exception cref="PostgresException">The server refuses a row, or the COPY.</exception>
    public async ValueTask CompleteAsync(CopyOutput output, CancellationToken cancellationToken)
    {
        output.Int16(-1);
        await SendAsync(output, cancellationToken).ConfigureAwait(false);
        try
        {
            Task end = _stream.DisposeAsync().AsTask();
            _isEnded = true;
            await WaitAsync(end, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when ((error is not PostgresException || cancellationToken.IsCancellationRequested) && _session.Translated(error, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    /// <summary>Gives the COPY up; the transaction is then one that can only be rolled back.</summary>
    public async ValueTask AbortAsync()
    {
        if (_isEnded)
        {
            return;
        }

        _isEnded = true;
        try
        {
            if (_session.Connection.IsOpen)
            {
                await _stream.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (Exception error) when (PostgresErrors.IsForeign(error) || (error is NullReferenceException && !_session.Connection.IsOpen))
        {
            // The COPY is given up: an error that it had already met is of no account, and a broken session shows by its state. Npgsql 10 trips over itself when it breaks just here.
        }
    }

    // The server may wait for another session's lock, and Npgsql cannot cancel the end of a COPY: another session does.
    private async ValueTask WaitAsync(Task end, CancellationToken cancellationToken)
    {
        if (!end.IsCompleted && cancellationToken.CanBeCanceled)
        {
            var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using CancellationTokenRegistration registration = cancellationToken.Register(() => cancelled.TrySetResult());
            if (await Task.WhenAny(end, cancelled.Task).ConfigureAwait(false) != end)
            {
                PostgresConnection other = await _session.Connection.OpenBesideAsync(CancellationToken.None).ConfigureAwait(false);
                await using (other.ConfigureAwait(false))
                {
                    await other.CommandAsync($"SELECT pg_catalog.pg_cancel_backend({_session.Connection.Native.ProcessID})", CancellationToken.None).ConfigureAwait(false);
                }
            }
        }

        await end.ConfigureAwait(false);
    }
}
