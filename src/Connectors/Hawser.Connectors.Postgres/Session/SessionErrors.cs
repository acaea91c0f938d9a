using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session.Messages;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>What goes wrong between us and a server → the error that Hawser shows.</summary>
internal static class SessionErrors
{
    private const string Connector = PostgresErrors.Connector;

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
            ConnectorStatus.InputOutput, $"{where}: the server breaks the protocol: {error.Message}.", "Check that a PostgreSQL server is behind this address and port.", error),
        EndOfStreamException => Lost(where, error.Message, error),
        TimeoutException => Create(ConnectorStatus.Timeout, $"{where}: {error.Message}.", null, error),
        AuthenticationException or CryptographicException => Create(
            ConnectorStatus.Unavailable, $"{where}: the TLS handshake failed: {Innermost(error)}.", "Check the TLS mode and the certificates of both sides.", error),
        ArrowException => Create(ConnectorStatus.ResourceExhausted, $"{where}: {error.Message}", null, error),
        { InnerException: TimeoutException stalled } => Create(ConnectorStatus.Timeout, $"{where}: {stalled.Message}.", null, error), // Through TLS.
        _ => Lost(where, $"the connection broke: {Innermost(error)}", error),
    };

    /// <summary>A server that cannot be reached.</summary>
    public static ConnectorException Unreachable(SocketException error, SessionOptions options)
    {
        (string what, string hint) = error.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => ("the connection was refused", "Check that the server runs and listens on this address and port."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => ("the host is not known", "Check the host's name."),
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => ("the host cannot be reached", "Check the address, and that no firewall is in between."),
            _ when options.IsUnixSocket => ($"the socket cannot be opened: {error.Message}", "Check that the server runs and keeps its socket in this folder."),
            _ => (error.Message, "Check that the server runs and can be reached."),
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
    /// <param name="error">Its fields.</param>
    /// <param name="where">The server or what is read.</param>
    public static ConnectorException FromServer(ServerError error, string where)
    {
        string detail = error.Detail is { Length: > 0 } more ? $" ({more.TrimEnd('.')})" : "";
        return new ConnectorException(PostgresErrors.StatusOf(error.SqlState), Connector, $"{where}: {error.Message.TrimEnd('.')}{detail}.")
        {
            SqlState = error.SqlState.Length > 0 ? error.SqlState : null,
            IsTransient = PostgresErrors.IsTransient(error.SqlState),
            Hint = PostgresErrors.HintFor(error.SqlState, error.Hint),
        };
    }

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
