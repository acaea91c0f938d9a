using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Hawser.Arrow;

namespace Hawser.Connectors.Transport;

/// <summary>What goes wrong on the way between us and a server, of whatever engine → the error that Hawser shows.</summary>
/// <param name="connector">The connector's name.</param>
/// <param name="server">What should be at the other end, with its article: <c>a PostgreSQL server</c>.</param>
/// <param name="tlsOption">The option that chooses whether to encrypt.</param>
public sealed class WireErrors(string connector, string server, string tlsOption)
{
    /// <summary>An error that a session finds by itself.</summary>
    /// <param name="status">Its kind.</param>
    /// <param name="detail">The whole message.</param>
    /// <param name="hint">What to do about it; null for nothing.</param>
    /// <param name="cause">What was thrown; null for nothing.</param>
    public ConnectorException Create(ConnectorStatus status, string detail, string? hint = null, Exception? cause = null) => new(status, connector, detail, cause) { Hint = hint };

    /// <summary>Whether an exception comes from the wire and is to be translated.</summary>
    public static bool IsFromWire(Exception error) =>
        error is IOException or SocketException or TimeoutException or WireFormatException or AuthenticationException or CryptographicException
        || error is ArrowException { IsLimit: true } or ObjectDisposedException;

    /// <summary>Translates an exception for which <see cref="IsFromWire"/> holds.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="where">The server, or what is read.</param>
    public ConnectorException Translate(Exception error, string where) => error switch
    {
        WireFormatException => Create(ConnectorStatus.InputOutput, $"{where}: the server breaks the protocol: {error.Message}.", $"Check that {server} is behind this address and port.", error),
        EndOfStreamException => Lost(where, error.Message.TrimEnd('.'), error),
        TimeoutException => Create(ConnectorStatus.Timeout, $"{where}: {error.Message}.", null, error),
        AuthenticationException or CryptographicException => Create(
            ConnectorStatus.Unavailable, $"{where}: the TLS handshake failed: {Innermost(error)}.", $"Check {tlsOption} and the certificates of both sides.", error),
        ArrowException => Create(ConnectorStatus.ResourceExhausted, $"{where}: {error.Message}", null, error),
        { InnerException: TimeoutException stalled } => Create(ConnectorStatus.Timeout, $"{where}: {stalled.Message}.", null, error), // Through TLS.
        _ => Lost(where, $"the connection broke: {Innermost(error)}", error),
    };

    /// <summary>A server that cannot be reached.</summary>
    /// <param name="error">What the system says.</param>
    /// <param name="address">Where the server should be.</param>
    /// <param name="isUnixSocket">Whether the address is a socket's path.</param>
    public ConnectorException Unreachable(SocketException error, string address, bool isUnixSocket)
    {
        (string what, string hint) = error.SocketErrorCode switch
        {
            _ when isUnixSocket => ($"the socket cannot be opened: {error.Message.TrimEnd('.')}", "Check that the server runs and keeps its socket there."),
            SocketError.ConnectionRefused => ("the connection was refused", "Check that the server runs and listens on this address and port."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => ("the host is not known", "Check the host's name."),
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => ("the host cannot be reached", "Check the address, and that no firewall is in between."),
            _ => (error.Message.TrimEnd('.'), "Check that the server runs and can be reached."),
        };
        return new ConnectorException(ConnectorStatus.Unavailable, connector, $"{address}: {what}.", error) { Hint = hint, IsTransient = true };
    }

    /// <summary>Connecting took too long.</summary>
    /// <param name="address">The server.</param>
    /// <param name="limit">How long it may take.</param>
    public ConnectorException ConnectTimedOut(string address, TimeSpan limit) =>
        new(ConnectorStatus.Timeout, connector, $"{address}: connecting and logging in took longer than {limit.TotalSeconds:0.###} s.")
        {
            Hint = "Check the address, and that no firewall is in between, or wait longer.",
            IsTransient = true,
        };

    private ConnectorException Lost(string where, string what, Exception error) => new(ConnectorStatus.InputOutput, connector, $"{where}: {what}.", error) { IsTransient = true };

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.TrimEnd('.');
    }
}
