using System.Net;
using System.Net.Sockets;

namespace Hawser.Connectors.Transport;

/// <summary>Opens sockets to a server: each of its addresses in turn, or a Unix socket.</summary>
public static class SocketOpener
{
    private const int KeepAliveSeconds = 60;
    private const int KeepAliveIntervalSeconds = 10;
    private const int KeepAliveProbes = 6;

    private static readonly TimeSpan SendTimeout = TimeSpan.FromSeconds(30);

    /// <summary>Connects to a host by name or address. The error is the last address's.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="port">The port.</param>
    /// <param name="connectTimeout">The time for all addresses together; the caller sees to its end.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SocketException">No address answers, or the name is not known.</exception>
    public static async ValueTask<Socket> OpenAsync(string host, int port, TimeSpan connectTimeout, CancellationToken cancellationToken)
    {
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(host, cancellationToken).ConfigureAwait(false);
        for (int i = 0; i < addresses.Length - 1; i++)
        {
            // A share of the time each, so that an address that swallows packets leaves some for the others.
            using var share = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            share.CancelAfter(connectTimeout / (addresses.Length + 1));
            try
            {
                return await OpenAsync(new IPEndPoint(addresses[i], port), share.Token).ConfigureAwait(false);
            }
            catch (Exception e) when (e is SocketException || (e is OperationCanceledException && !cancellationToken.IsCancellationRequested))
            {
                // The next address is tried, and the last one's error is told.
            }
        }

        return addresses.Length == 0
            ? throw new SocketException((int)SocketError.HostNotFound)
            : await OpenAsync(new IPEndPoint(addresses[^1], port), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Connects to one address, or to a Unix socket.</summary>
    /// <exception cref="SocketException">It does not answer.</exception>
    public static async ValueTask<Socket> OpenAsync(EndPoint address, CancellationToken cancellationToken)
    {
        bool isTcp = address is IPEndPoint;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, isTcp ? ProtocolType.Tcp : ProtocolType.Unspecified);
        try
        {
            socket.SendTimeout = (int)SendTimeout.TotalMilliseconds;
            if (isTcp)
            {
                socket.NoDelay = true;
                KeepAlive(socket);
            }

            await ConnectAsync(socket, address, cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // A thread of the pool waits, once per session: an asynchronous connect would tie the socket to the runtime's event loop for ever (see SocketStream).
    private static async ValueTask ConnectAsync(Socket socket, EndPoint address, CancellationToken cancellationToken)
    {
        CancellationTokenRegistration giveUp = cancellationToken.Register(static state => ((Socket)state!).Dispose(), socket);
        try
        {
            await Task.Run(() => socket.Connect(address), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested && e is SocketException or ObjectDisposedException)
        {
            throw new OperationCanceledException("Connecting was given up.", e, cancellationToken);
        }
        finally
        {
            await giveUp.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static void KeepAlive(Socket socket)
    {
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, KeepAliveIntervalSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, KeepAliveProbes);
    }
}
