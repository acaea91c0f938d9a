using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>What goes wrong between us and a server → the error that Hawser shows.</summary>
internal static class SessionErrors
{
    private const string Connector = MySqlErrors.Connector;

    /// <summary>What goes wrong on the way.</summary>
    public static WireErrors Wire { get; } = new(Connector, "a MySQL or MariaDB server", "ssl_mode");

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
}
