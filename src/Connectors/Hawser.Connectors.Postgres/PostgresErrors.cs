using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using Npgsql;

namespace Hawser.Connectors.Postgres;

/// <summary>What PostgreSQL and Npgsql report → the error that Hawser shows.</summary>
/// <remarks>Source: https://www.postgresql.org/docs/current/errcodes-appendix.html</remarks>
internal static class PostgresErrors
{
    /// <summary>The connector's name in errors.</summary>
    public const string Connector = "postgres";

    /// <summary>The SQLSTATE of a statement that was cancelled, by us or by a timeout of the server.</summary>
    public const string QueryCanceled = "57014";

    /// <summary>Whether an exception comes from Npgsql or the network and is to be translated.</summary>
    public static bool IsForeign(Exception error) =>
        error is NpgsqlException or SocketException or IOException or TimeoutException or AuthenticationException or CryptographicException or NotSupportedException;

    /// <summary>Translates an exception for which <see cref="IsForeign"/> holds.</summary>
    /// <param name="error">What was thrown.</param>
    /// <param name="where">What was done, e.g. <c>the query</c> or the server's place.</param>
    public static ConnectorException Translate(Exception error, string where)
    {
        if (Find<PostgresException>(error) is { } reported)
        {
            return FromServer(reported, where);
        }

        if (Find<SocketException>(error) is { } socket)
        {
            return Unreachable(socket, where, error);
        }

        if (Find<AuthenticationException>(error) is not null || Find<CryptographicException>(error) is not null)
        {
            return new ConnectorException(ConnectorStatus.Unavailable, Connector, $"{where}: TLS failed: {Innermost(error)}.", error)
            {
                Hint = "Check sslmode, sslrootcert, and that the certificate names the host.",
            };
        }

        return error switch
        {
            { InnerException: TimeoutException } or TimeoutException => new ConnectorException(ConnectorStatus.Timeout, Connector, $"{where}: it took longer than allowed.", error) { IsTransient = true },
            NotSupportedException => new ConnectorException(ConnectorStatus.NotSupported, Connector, $"{where}: {Sentence(error.Message)}", error),
            _ when error.Message.Contains("No SSL enabled", StringComparison.Ordinal) => new ConnectorException(
                ConnectorStatus.Unavailable, Connector, $"{where}: the server does not encrypt, and sslmode asks for it.", new AuthenticationException(error.Message, error))
            {
                Hint = "Set ssl = on at the server, or choose sslmode prefer or disable.",
            },
            _ when error.Message.Contains("SSL", StringComparison.Ordinal) => new ConnectorException(
                ConnectorStatus.Unavailable, Connector, $"{where}: {Sentence(error.Message)}", new AuthenticationException(error.Message, error))
            {
                Hint = "Check sslmode: the server may not encrypt, or may insist on it.",
            },
            _ when error.Message.Contains("password", StringComparison.OrdinalIgnoreCase) => new ConnectorException(ConnectorStatus.Unauthenticated, Connector, $"{where}: the server asks for a password and none is given.", error)
            {
                Hint = "Give the option password.",
            },
            _ => new ConnectorException(ConnectorStatus.InputOutput, Connector, $"{where}: {Sentence(Innermost(error))}", error) { IsTransient = true },
        };
    }

    /// <summary>The status that a SQLSTATE stands for.</summary>
    public static ConnectorStatus StatusOf(string sqlState) => sqlState switch
    {
        "28000" or "28P01" => ConnectorStatus.Unauthenticated,
        "3D000" or "3F000" or "42P01" or "42704" => ConnectorStatus.NotFound,
        "42P04" or "42P06" or "42P07" or "42710" => ConnectorStatus.AlreadyExists,
        "42501" => ConnectorStatus.PermissionDenied,
        "25006" => ConnectorStatus.PermissionDenied,
        QueryCanceled or "25P03" or "57P05" => ConnectorStatus.Timeout,
        "57P03" or "57P01" or "57P02" => ConnectorStatus.Unavailable,
        "55P03" or "55006" => ConnectorStatus.Busy,
        "08P01" => ConnectorStatus.InvalidStatement,
        "XX001" or "XX002" or "58030" => ConnectorStatus.InputOutput,
        ['4', '0', ..] => ConnectorStatus.Busy,
        ['0', '8', ..] => ConnectorStatus.InputOutput,
        ['2', '2', ..] => ConnectorStatus.InvalidData,
        ['2', '3', ..] => ConnectorStatus.ConstraintViolation,
        ['5', '3', ..] or ['5', '4', ..] => ConnectorStatus.ResourceExhausted,
        ['0', 'A', ..] => ConnectorStatus.NotSupported,
        ['4', '2', ..] or ['2', '6', ..] or ['3', '4', ..] or ['2', '5', ..] or ['0', '3', ..] or ['2', 'D', ..] or ['3', 'B', ..] => ConnectorStatus.InvalidStatement,
        _ => ConnectorStatus.Internal,
    };

    /// <summary>Whether the same statement may well work when it is tried again.</summary>
    public static bool IsTransient(string sqlState) => sqlState is ['4', '0', ..] or ['5', '3', ..] or "57P01" or "57P02" or "57P03" or "55P03" or "08006" or "08001";

    /// <summary>What to do about an error; null when nothing is known.</summary>
    public static string? HintFor(string sqlState, string? serverHint) => serverHint is { Length: > 0 } ? serverHint : sqlState switch
    {
        "28P01" => "Check user and password.",
        "28000" => "Check the user's name, and pg_hba.conf at the server: it may ask for TLS (sslmode) or another way to log in.",
        "3D000" => "Check the database's name; psql -l lists them.",
        "42501" => "Ask the table's owner for the privilege (GRANT).",
        "42P01" => "Check the table's name and schema; hawser schema lists the tables.",
        "42883" => "A type without a binary form can be read as text: cast it, as in column::text.",
        "53300" => "The server has as many connections as it allows; use fewer, or raise max_connections.",
        "57P03" => "The server is starting or stopping; try again soon.",
        "25006" => "The transaction or the server only reads.",
        _ => null,
    };

    private static ConnectorException FromServer(PostgresException error, string where)
    {
        string detail = error.Detail is { Length: > 0 } more ? $" ({more.TrimEnd('.')})" : "";
        string position = error.Position > 0 ? $", at character {error.Position}" : "";
        return new ConnectorException(StatusOf(error.SqlState), Connector, $"{where}: {error.MessageText.TrimEnd('.')}{detail}{position}.", error)
        {
            SqlState = error.SqlState,
            IsTransient = IsTransient(error.SqlState),
            Hint = HintFor(error.SqlState, error.Hint),
        };
    }

    private static ConnectorException Unreachable(SocketException socket, string where, Exception error)
    {
        (string what, string hint) = socket.SocketErrorCode switch
        {
            SocketError.ConnectionRefused => ("the connection was refused", "Check that the server runs and listens on this address and port."),
            SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => ("the host is not known", "Check the host's name."),
            SocketError.TimedOut or SocketError.HostUnreachable or SocketError.NetworkUnreachable => ("the host cannot be reached", "Check the address, and that no firewall is in between."),
            SocketError.ConnectionReset or SocketError.ConnectionAborted => ("the connection broke", "The server may have been restarted, or a firewall closed it."),
            _ => (socket.Message.TrimEnd('.'), "Check that the server runs and can be reached."),
        };
        return new ConnectorException(ConnectorStatus.Unavailable, Connector, $"{where}: {what}.", error) { Hint = hint, IsTransient = true };
    }

    private static T? Find<T>(Exception? error)
        where T : Exception
    {
        for (; error is not null; error = error.InnerException)
        {
            if (error is T found)
            {
                return found;
            }
        }

        return null;
    }

    private static string Innermost(Exception error)
    {
        while (error.InnerException is { } inner)
        {
            error = inner;
        }

        return error.Message.TrimEnd('.');
    }

    private static string Sentence(string text) => text.TrimEnd('.') + ".";
}
