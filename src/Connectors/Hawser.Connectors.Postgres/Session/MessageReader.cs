using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>Brings whole messages into the receive buffer, one after the other.</summary>
internal sealed class MessageReader(ReceiveBuffer buffer)
{
    private MessageFrame _current;
    private bool _hasCurrent;

    /// <summary>The encrypted or plain stream; exchanged after a TLS handshake.</summary>
    public required Stream Stream { get; set; }

    /// <summary>Whether the server has accepted the login; before, messages are short.</summary>
    public bool IsLoggedIn { get; set; }

    /// <summary>The buffer that messages are read in.</summary>
    public ReceiveBuffer Buffer => buffer;

    /// <summary>What the current message holds; valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> Content => buffer.Unread.Slice(MessageFrame.HeaderBytes, _current.ContentBytes);

    /// <summary>Takes the next message when it is whole. What it needs at least, otherwise.</summary>
    public bool TryNext(out BackendMessage kind, out int neededBytes)
    {
        Release();
        bool hasFrame = MessageFrame.TryRead(buffer.Unread, IsLoggedIn, out MessageFrame frame);
        kind = frame.Kind;
        neededBytes = hasFrame ? frame.TotalBytes : MessageFrame.HeaderBytes;
        if (!hasFrame || buffer.Unread.Length < frame.TotalBytes)
        {
            return false;
        }

        _current = frame;
        _hasCurrent = true;
        return true;
    }

    /// <summary>The next message's type; its content is then <see cref="Content"/>.</summary>
    public async ValueTask<BackendMessage> NextAsync(CancellationToken cancellationToken)
    {
        BackendMessage kind;
        while (!TryNext(out kind, out int neededBytes))
        {
            await FillAsync(neededBytes, cancellationToken).ConfigureAwait(false);
        }

        return kind;
    }

    /// <summary>Waits for more bytes.</summary>
    public async ValueTask FillAsync(int neededBytes, CancellationToken cancellationToken) =>
        Count(await Stream.ReadAsync(buffer.Room(neededBytes), cancellationToken).ConfigureAwait(false));

    /// <summary>Waits for more bytes on the calling thread.</summary>
    public void Fill(int neededBytes) => Count(Stream.Read(buffer.Room(neededBytes).Span));

    /// <summary>Counts the current message as read.</summary>
    public void Release()
    {
        if (_hasCurrent)
        {
            _hasCurrent = false;
            buffer.Consume(_current.TotalBytes);
        }
    }

    /// <summary>Forgets what came.</summary>
    public void Clear()
    {
        _hasCurrent = false;
        buffer.Clear();
    }

    private void Count(int received)
    {
        if (received == 0)
        {
            throw new EndOfStreamException("the server closed the connection");
        }

        buffer.Advance(received);
    }
}
