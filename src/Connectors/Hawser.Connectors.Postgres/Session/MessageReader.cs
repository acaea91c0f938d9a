using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>Brings whole messages into the receive buffer, one after the other.</summary>
internal sealed class MessageReader(ReceiveBuffer buffer) : FrameReader(buffer)
{
    private MessageFrame _current;
    private bool _hasCurrent;

    /// <summary>What the current message holds; valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> Content => Buffer.Unread.Slice(MessageFrame.HeaderBytes, _current.ContentBytes);

    /// <summary>Takes the next message when it is whole. What it needs at least, otherwise.</summary>
    public bool TryNext(out BackendMessage kind, out int neededBytes)
    {
        Release();
        bool hasFrame = MessageFrame.TryRead(Buffer.Unread, IsLoggedIn, out MessageFrame frame);
        kind = frame.Kind;
        neededBytes = hasFrame ? frame.TotalBytes : MessageFrame.HeaderBytes;
        if (!hasFrame || Buffer.Unread.Length < frame.TotalBytes)
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

    /// <summary>Counts the current message as read.</summary>
    public void Release()
    {
        if (_hasCurrent)
        {
            _hasCurrent = false;
            Buffer.Consume(_current.TotalBytes);
        }
    }

    /// <summary>Forgets what came.</summary>
    public override void Clear()
    {
        _hasCurrent = false;
        base.Clear();
    }
}
