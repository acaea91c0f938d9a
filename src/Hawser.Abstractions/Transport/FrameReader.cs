namespace Hawser.Connectors.Transport;

/// <summary>Brings what a server sends into the receive buffer. A connector's own reader finds the frames of its protocol there: packets, messages.</summary>
/// <param name="buffer">Where bytes come in.</param>
public abstract class FrameReader(ReceiveBuffer buffer)
{
    /// <summary>The encrypted, compressed or plain stream; exchanged as these are agreed upon.</summary>
    public required Stream Stream { get; set; }

    /// <summary>Whether the server has accepted the login; before, frames are short.</summary>
    public bool IsLoggedIn { get; set; }

    /// <summary>The buffer that frames are read in.</summary>
    public ReceiveBuffer Buffer { get; } = buffer;

    /// <summary>Waits for more bytes.</summary>
    /// <param name="neededBytes">How many bytes the frame needs at least that is not whole yet.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask FillAsync(int neededBytes, CancellationToken cancellationToken) =>
        Count(await Stream.ReadAsync(Buffer.Room(neededBytes), cancellationToken).ConfigureAwait(false));

    /// <summary>Waits for more bytes on the calling thread.</summary>
    public void Fill(int neededBytes) => Count(Stream.Read(Buffer.Room(neededBytes).Span));

    /// <summary>Forgets what came.</summary>
    public virtual void Clear() => Buffer.Clear();

    private void Count(int received)
    {
        if (received == 0)
        {
            throw new EndOfStreamException("the server closed the connection");
        }

        Buffer.Advance(received);
    }
}
