using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>What goes wrong between us and a server → the error that Hawser shows.</summary>
internal static class SessionErrors
{
    private const string Connector = PostgresErrors.Connector;

    /// <summary>What goes wrong on the way.</summary>
    public static WireErrors Wire { get; } = new(Connector, "a PostgreSQL server", "sslmode");

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
}
