using System.Text;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Asks for the warnings of the last statement.</summary>
internal static class ServerWarnings
{
    private const int Most = 100;

    /// <summary>The warnings; at most the first hundred.</summary>
    public static async ValueTask<IReadOnlyList<ServerMessage>> ReadAsync(MySqlSession session, string where, CancellationToken cancellationToken) =>
        await TextRows.ListAsync(
            session,
            $"SHOW WARNINGS LIMIT {Most}",
            where,
            row => new ServerMessage(row[0] == "Note" ? MessageSeverity.Notice : MessageSeverity.Warning, row[2] ?? "", row[1]),
            cancellationToken).ConfigureAwait(false);
}
