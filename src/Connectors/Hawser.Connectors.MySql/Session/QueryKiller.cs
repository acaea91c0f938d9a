using System.Globalization;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Ends what a session does, over a connection of its own.</summary>
internal static class QueryKiller
{
    private const int NoSuchThread = 1094;

    /// <summary>Kills the running statement of a session; the session stays.</summary>
    /// <exception cref="ConnectorException">The server cannot be reached or refuses.</exception>
    public static async ValueTask KillAsync(SessionOptions options, uint connectionId, CancellationToken cancellationToken)
    {
        MySqlSession other = await SessionOpener.OpenAsync(options, cancellationToken).ConfigureAwait(false);
        await using (other.ConfigureAwait(false))
        {
            try
            {
                await other.RunAsync(string.Create(CultureInfo.InvariantCulture, $"KILL QUERY {connectionId}"), options.ToString(), cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException e) when (e.VendorCode == NoSuchThread)
            {
                // It has ended already.
                return;
            }
        }
    }
}
