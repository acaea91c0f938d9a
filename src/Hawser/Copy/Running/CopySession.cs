using Hawser.Connectors;
using Hawser.Connections;

namespace Hawser.Copy;

/// <summary>One session of a copy, out of the database's pool where it has one; disposing gives it back or closes it.</summary>
internal sealed class CopySession(Connection connection, IAsyncDisposable owner) : IAsyncDisposable
{
    public Connection Connection => connection;

    public static async ValueTask<CopySession> OpenAsync(Database database, ConnectionPool? pool, CancellationToken cancellationToken)
    {
        if (pool is not null)
        {
            var rented = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
            return new CopySession(rented.Connection, rented);
        }

        Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        return new CopySession(connection, connection);
    }

    public ValueTask DisposeAsync() => owner.DisposeAsync();
}
