using System.Net.Sockets;
using System.Security.Authentication;
using Hawser.Connectors;

namespace Hawser.Connections;

/// <summary>From an error to its kind and to what can be done about it.</summary>
internal static class ConnectionDiagnosis
{
    /// <summary>The kind of an error.</summary>
    /// <param name="error">The error.</param>
    /// <param name="isTableAsked">Whether a table was looked at, so that what was not found is the table.</param>
    public static ConnectionProblem Of(ConnectorException error, bool isTableAsked)
    {
        for (Exception? cause = error.InnerException; cause is not null; cause = cause.InnerException)
        {
            if (OfCause(cause) is { } problem)
            {
                return problem;
            }
        }

        return OfSqlState(error.SqlState) ?? OfStatus(error.Status, isTableAsked);
    }

    /// <summary>What to do, when the connector says nothing more exact.</summary>
    public static string? HintOf(ConnectionProblem problem) => problem switch
    {
        ConnectionProblem.Refused => "The host answers, but nothing listens on that port: check that the server runs, its port, and that it listens on that address.",
        ConnectionProblem.UnknownHost => "The host's name has no address: check its spelling, and the network or VPN that knows it.",
        ConnectionProblem.Unreachable => "The host cannot be reached: check the network, VPN, firewall and port.",
        ConnectionProblem.Timeout => "No answer came in time: a firewall may drop the packets, or the server is overloaded.",
        ConnectionProblem.Tls => "Encryption could not be agreed on: check the TLS mode, the certificate authority and that the certificate names this host.",
        ConnectionProblem.Authentication => "The server refused the user or the password: check both, and the variable or file that holds the password.",
        ConnectionProblem.MissingDatabase => "The server has no such database, or there is no such file: check its name.",
        ConnectionProblem.Permission => "The user may not do this: ask for the privilege, or check the file's permissions.",
        ConnectionProblem.MissingTable => "The connection works; the table's name or schema does not: hawser schema lists what is there.",
        ConnectionProblem.Busy => "Someone else holds it: close it there, or try again later.",
        _ => null,
    };

    private static ConnectionProblem? OfCause(Exception cause) => cause switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => ConnectionProblem.Refused,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain or SocketError.NoRecovery } => ConnectionProblem.UnknownHost,
        SocketException { SocketErrorCode: SocketError.TimedOut } => ConnectionProblem.Timeout,
        SocketException { SocketErrorCode: SocketError.HostUnreachable or SocketError.NetworkUnreachable or SocketError.HostDown or SocketError.NetworkDown } => ConnectionProblem.Unreachable,
        AuthenticationException => ConnectionProblem.Tls,
        TimeoutException => ConnectionProblem.Timeout,
        _ => null,
    };

    // SQL:2016 part 2, "SQLSTATE class and subclass values", and those that servers agree on.
    private static ConnectionProblem? OfSqlState(string? state) => state switch
    {
        "28000" or "28P01" => ConnectionProblem.Authentication,
        "3D000" => ConnectionProblem.MissingDatabase,
        "42501" => ConnectionProblem.Permission,
        "42P01" or "42S02" => ConnectionProblem.MissingTable,
        "53300" => ConnectionProblem.Busy,
        _ => null,
    };

    private static ConnectionProblem OfStatus(ConnectorStatus status, bool isTableAsked) => status switch
    {
        ConnectorStatus.InvalidConfiguration => ConnectionProblem.Configuration,
        ConnectorStatus.NotFound => isTableAsked ? ConnectionProblem.MissingTable : ConnectionProblem.MissingDatabase,
        ConnectorStatus.Unavailable => ConnectionProblem.Unreachable,
        ConnectorStatus.Unauthenticated => ConnectionProblem.Authentication,
        ConnectorStatus.PermissionDenied => ConnectionProblem.Permission,
        ConnectorStatus.Busy => ConnectionProblem.Busy,
        ConnectorStatus.Timeout => ConnectionProblem.Timeout,
        _ => ConnectionProblem.Other,
    };
}
