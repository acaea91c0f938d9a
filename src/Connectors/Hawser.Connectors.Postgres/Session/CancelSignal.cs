using System.Net;
using System.Net.Sockets;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Postgres.Session.Tls;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>Asks a server, over a socket of its own, to cancel what a session does.</summary>
/// <remarks>Source: PostgreSQL documentation, "Canceling Requests in Progress".</remarks>
internal static class CancelSignal
{
    /// <summary>Sends the request and waits until the server has closed the socket: the signal is on its way then, and does not hit a later statement.</summary>
    /// <param name="address">Where the session went.</param>
    /// <param name="isEncrypted">Whether the session is encrypted; the request is then, too.</param>
    /// <param name="key">The session's key.</param>
    /// <param name="options">The session's options.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async ValueTask SendAsync(EndPoint address, bool isEncrypted, BackendKey key, SessionOptions options, CancellationToken cancellationToken)
    {
        Socket socket = await SocketOpener.OpenAsync(address, cancellationToken).ConfigureAwait(false);
        var plain = new SocketStream(socket, Timeout.InfiniteTimeSpan);
        Stream stream = plain;
        try
        {
            if (isEncrypted && await TlsHandshake.AskAsync(plain, cancellationToken).ConfigureAwait(false))
            {
                stream = await TlsHandshake.EncryptAsync(plain, options, cancellationToken).ConfigureAwait(false);
            }

            await stream.WriteAsync(FrontendMessage.CancelRequest(key), cancellationToken).ConfigureAwait(false);
            await WaitForEndAsync(stream, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask WaitForEndAsync(Stream stream, CancellationToken cancellationToken)
    {
        try
        {
            await stream.ReadExactlyAsync(new byte[1], cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or SocketException)
        {
            // Closed, in one way or the other: the server has read the request.
        }
    }
}
