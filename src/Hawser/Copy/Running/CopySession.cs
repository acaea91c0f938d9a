using Hawser.Connections;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>One session of a copy, out of the database's pool where it has one; disposing gives it back or closes it.</summary>
internal sealed class CopySession(Connection connection, int writers, params IAsyncDisposable[] owners) : IAsyncDisposable
{
    public Connection Connection => connection;

    /// <summary>How many writers a load of the session may have: as many as were asked for, or as the pool has places for where each is a session.</summary>
    public int Writers => writers;

    public static async ValueTask<CopySession> OpenAsync(Database database, ConnectionPool? pool, int writers, CancellationToken cancellationToken)
    {
        if (pool is null)
        {
            Connection connection = await database.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
            return new CopySession(connection, writers, connection);
        }

        PooledConnection rented = await pool.RentAsync(cancellationToken).ConfigureAwait(false);
        if (writers == 1 || database.SuggestedWriters == 1)
        {
            return new CopySession(rented.Connection, writers, rented);
        }

        ReservedPlaces places = await pool.ReserveAsync(writers - 1).ConfigureAwait(false);
        return new CopySession(rented.Connection, places.Count + 1, places, rented);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (IAsyncDisposable owner in owners)
        {
            await owner.DisposeAsync().ConfigureAwait(false);
        }
    }
}
