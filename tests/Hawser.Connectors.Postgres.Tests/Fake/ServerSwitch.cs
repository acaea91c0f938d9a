using System.Net;
using System.Net.Sockets;

namespace Hawser.Connectors.Postgres.Tests.Fake;

/// <summary>A port on loopback whose first connection goes to one server and every later one to another.</summary>
internal sealed class ServerSwitch : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _streams = [];
    private readonly Task _accepting;

    public ServerSwitch(DnsEndPoint first, DnsEndPoint later)
    {
        _listener.Start();
        _accepting = AcceptAsync(first, later);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_streams);
        _stop.Dispose();
    }

    private async Task AcceptAsync(DnsEndPoint first, DnsEndPoint later)
    {
        try
        {
            for (DnsEndPoint next = first; ; next = later)
            {
                Socket client = await _listener.AcceptSocketAsync(_stop.Token);
                _streams.Add(JoinAsync(client, next));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task JoinAsync(Socket client, DnsEndPoint server)
    {
        using var to = new TcpClient();
        await using var near = new NetworkStream(client, ownsSocket: true);
        try
        {
            await to.ConnectAsync(server.Host, server.Port, _stop.Token);
            NetworkStream far = to.GetStream();
            await Task.WhenAny(near.CopyToAsync(far, _stop.Token), far.CopyToAsync(near, _stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or IOException or SocketException)
        {
            // One of the two left.
        }
    }
}
