using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Session;

/// <summary>What goes wrong between us and a server → the error that Hawser shows.</summary>
internal static class SessionErrors
{
    private const string Connector = MySqlErrors.Connector;

    /// <summary>An error that the session finds by itself.</summary>
    public static ConnectorException Create(ConnectorStatus status, string detail, string? hint = null, Exception? cause = null) =>
        new(status, Connector, detail, cause) { Hint = hint };

    /// <summary>Whether an exception comes from the wire and is to be translated.</summary>
    public static bool IsFromWire(Exception error) =>
        error is IOException or SocketException or TimeoutException or WireFormatException or AuthenticationException or CryptographicException
        || error is ArrowException { IsLimit: true } or ObjectDisposedException;

    /// <summary>Translates an exception for which <see cref="IsFromWire"/> holds.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="where">The server or what is read.</param>
    public static ConnectorException Translate(Exception error, string where) => error switch
    {
        WireFormatException => Create(
            ConnectorStatus.InputOutput, $"{where}: the server breaks the protocol: {error.Message}.", "Check that a MySQL or MariaDB server is behind this address and port.", error),
        EndOfStreamException => Lost(where, error.Message.TrimEnd('.'), error),
        TimeoutException => Create(ConnectorStatus.Timeout, $"{where}: {error.Message}.", null, error),
        AuthenticationException or CryptographicException => Create(
            ConnectorStatus.Unavailable, $"{where}: the TLS handshake failed: {Innermost(error)}.", "Check ssl_mode and the certificates of both sides.", error),
        ArrowException => Create(ConnectorStatus.ResourceExhausted, $"{where}: {error.Message}", null, error),
        _ => Lost(where, $"the connection broke: {Innermost(error)}", error),
    };

    /// <summary>A server that cannot be reached.</summary>
    public static ConnectorException Unreachable(SocketException error, SessionOptions options)
    {
        (string what, string hint) = error.SocketErrorCode switch
        {
            _ when options.IsUnixSocket => ($"the socket cannot be opened: {error.Message.TrimEnd('.')}", "Check that the server runs and keeps its socket at this path."),
            SocketError.ConnectionRefused => ("the connection was refused", "Check that the server runs and listens on this address and port."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => ("the host is not known", "Check the host's name."),
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => ("the host cannot be reached", "Check the address, and that no firewall is in between."),
            _ => (error.Message.TrimEnd('.'), "Check that the server runs and can be reached."),
        };
        return new ConnectorException(ConnectorStatus.Unavailable, Connector, $"{options}: {what}.", error) { Hint = hint, IsTransient = true };
    }

    /// <summary>Connecting took too long.</summary>
    public static ConnectorException ConnectTimedOut(SessionOptions options) => new(
        ConnectorStatus.Timeout, Connector, $"{options}: connecting and logging in took longer than {options.ConnectTimeout.TotalSeconds:0.###} s.")
    {
        Hint = "Check the address, and that no firewall is in between, or wait longer.",
        IsTransient = true,
    };

    /// <summary>An error that the server reported.</summary>
    /// <param name="error">Its packet.</param>
    /// <param name="where">The server or what is read.</param>
    public static ConnectorException FromServer(ErrorPacket error, string where) => new(MySqlErrors.StatusOf(error.Code, error.SqlState), Connector, $"{where}: {error.Message.TrimEnd('.')}.")
    {
        SqlState = error.SqlState.Length > 0 ? error.SqlState : null,
        VendorCode = error.Code,
        IsTransient = MySqlErrors.IsTransient(error.Code),
        Hint = MySqlErrors.HintFor(error.Code),
    };

    private static ConnectorException Lost(string where, string what, Exception error) =>
        new(ConnectorStatus.InputOutput, Connector, $"{where}: {what}.", error) { IsTransient = true };

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.TrimEnd('.');
    }
}
