using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Sends bytes of ours as the file of a LOAD DATA LOCAL.</summary>
/// <remarks>Source: MySQL source documentation, "LOCAL INFILE Request".</remarks>
internal sealed class FileTransfer(MySqlSession session, PacketSender sender)
{
    private bool _isOpen;
    private Task? _killing;

    /// <summary>
    /// Begins LOAD DATA LOCAL of bytes of ours, and waits until the server asks for them: by the name that the statement bears, at this moment and on a session that loads; any other
    /// wish for a file breaks the connection.
    /// </summary>
    /// <param name="sql">The statement.</param>
    /// <param name="file">The name of the file in it, which was made up for this statement.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server.</param>
    public async ValueTask BeginAsync(string sql, string file, string where, CancellationToken cancellationToken) => await session.RunAsync(
        async token =>
        {
            await session.BeginAsync(new PacketWriter().Byte((byte)Command.Query).Characters(sql).Content, token).ConfigureAwait(false);
            if (await session.TakeHeadAsync(token).ConfigureAwait(false) is not null)
            {
                throw new WireFormatException("LOAD DATA LOCAL ended before the server had asked for its bytes");
            }

            return session.Options.LoadsFiles && session.Responses.RequestedFile == file ? _isOpen = true : throw await session.RefuseFileAsync(where, token).ConfigureAwait(false);
        },
        where,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Sends a part of the file that the server asked for; it is not empty.</summary>
    /// <param name="packet">The part, with room for a packet's header before it.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server, between two parts.</param>
    public async ValueTask SendAsync(Memory<byte> packet, string where, CancellationToken cancellationToken) => await session.RunAsync(
        async token =>
        {
            token.ThrowIfCancellationRequested();
            // The server may wait for a lock and take nothing: it is told to give up, and takes the rest of the packet then.
            using (token.Register(KillBeside))
            {
                await sender.SendFilledAsync(packet).ConfigureAwait(false);
            }

            token.ThrowIfCancellationRequested();
            return true;
        },
        where,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Ends the file and waits for the server's word on it.</summary>
    public ValueTask<OkPacket> FinishAsync(string where, CancellationToken cancellationToken) => session.RunAsync(
        async token =>
        {
            await EndAsync(token).ConfigureAwait(false);
            session.Socket.WaitHere(token);
            ResultHead head = await session.HeadAsync(where, token).ConfigureAwait(false);
            return head.Ok ?? throw new WireFormatException("rows came where the end of LOAD DATA LOCAL was due");
        },
        where,
        cancellationToken);

    /// <summary>Ends the file, when the server waits for more of it.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (_isOpen)
        {
            _isOpen = false;
            await sender.SendAsync(default, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for a cancellation that runs beside the sending.</summary>
    public async ValueTask SettleAsync()
    {
        await (_killing ?? Task.CompletedTask).ConfigureAwait(false);
        _killing = null;
    }

    /// <summary>Begins anew with another statement.</summary>
    public void Forget() => _isOpen = false;

    // Ends the statement while this session's thread is busy with sending. Whether that worked shows when the session is brought to rest.
    private void KillBeside() => _killing ??= Task.Run(async () =>
    {
        using var limit = new CancellationTokenSource(session.Options.CancelTimeout);
        await QueryKiller.KillAsync(session.Options, session.Handshake.ConnectionId, limit.Token).ConfigureAwait(false);
    });
}
