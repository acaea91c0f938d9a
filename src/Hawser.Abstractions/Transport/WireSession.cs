namespace Hawser.Connectors.Transport;

/// <summary>
/// A logged-in connection that speaks a server's own protocol and runs one statement at a time for one caller at a time. After an error of the server it goes on; after one of the wire it is not
/// usable any more.
/// </summary>
/// <param name="frames">What the server sends; its stream is closed with the session.</param>
/// <param name="socket">The socket below.</param>
/// <param name="cancelTimeout">How long a statement that was given up may take to end, before the connection is dropped.</param>
/// <param name="errors">What goes wrong on the wire.</param>
public abstract class WireSession(FrameReader frames, SocketStream socket, TimeSpan cancelTimeout, WireErrors errors) : IAsyncDisposable
{
    private static readonly TimeSpan GoodbyeTimeout = TimeSpan.FromSeconds(1);

    /// <summary>What the server sends, for who reads rows.</summary>
    public FrameReader Frames => frames;

    /// <summary>The socket, for who reads rows on a thread of its own.</summary>
    public SocketStream Socket => socket;

    /// <summary>Whether a further statement can be run. A server has nothing to say to a session at rest: what it says there is that it has ended.</summary>
    public bool IsUsable => !IsBroken && !IsBusy && !socket.HasUnreadOrEnded;

    /// <summary>Whether a statement's end has not been read yet.</summary>
    public bool IsBusy { get; protected set; }

    /// <summary>Whether the connection was closed.</summary>
    protected bool IsBroken { get; private set; }

    /// <summary>Ends the connection without a word and makes the exception that says why.</summary>
    /// <param name="error">What was thrown, for which <see cref="WireErrors.IsFromWire"/> holds.</param>
    /// <param name="where">What it was for, in messages.</param>
    public virtual ConnectorException Broken(Exception error, string where)
    {
        Break();
        return errors.Translate(error, where);
    }

    /// <summary>Ends the running statement at the server and reads to its end; a connection that does not come to it in time is dropped.</summary>
    public async ValueTask AbortAsync()
    {
        if (!IsBusy || IsBroken)
        {
            return;
        }

        using var limit = new CancellationTokenSource(cancelTimeout);
        try
        {
            await AbortCoreAsync(limit.Token).ConfigureAwait(false);
        }
        catch (Exception e) when (WireErrors.IsFromWire(e) || e is OperationCanceledException or ConnectorException)
        {
            // The statement was given up anyway; a connection that cannot be brought to rest is dropped.
            Break();
        }
    }

    /// <summary>Says goodbye where possible and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (!IsBroken && !IsBusy)
        {
            using var limit = new CancellationTokenSource(GoodbyeTimeout);
            try
            {
                await SayGoodbyeAsync(limit.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (WireErrors.IsFromWire(e) || e is OperationCanceledException)
            {
                // The server is gone already.
            }
        }

        Break();
    }

    /// <summary>Ends the running statement at the server and reads to its end.</summary>
    protected abstract ValueTask AbortCoreAsync(CancellationToken cancellationToken);

    /// <summary>Tells the server that the session ends.</summary>
    protected abstract ValueTask SayGoodbyeAsync(CancellationToken cancellationToken);

    /// <summary>Closes the connection without a word.</summary>
    protected void Break()
    {
        IsBroken = true;
        IsBusy = false;
        frames.Clear();
        frames.Stream.Dispose();
    }
}
