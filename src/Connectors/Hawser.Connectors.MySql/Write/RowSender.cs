using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Brings encoded rows to the server, and tells what it says about them.</summary>
/// <param name="session">The session.</param>
/// <param name="columns">The names of the columns, for finding them in messages.</param>
/// <param name="isOfStage">Whether the rows go into the staging table of an upsert.</param>
internal abstract class RowSender(LoadSession session, IReadOnlyList<string> columns, bool isOfStage)
{
    /// <summary>What the server adds to a packet when it measures it.</summary>
    protected const int PacketReserve = 64;

    /// <summary>What stands around values.</summary>
    public abstract RowForm Form { get; }

    /// <summary>The session.</summary>
    protected LoadSession Session => session;

    /// <summary>Begins a run of rows.</summary>
    public abstract ValueTask BeginAsync(LoadOutput output, CancellationToken cancellationToken);

    /// <summary>Sends what waits, which ends with a row's end, and begins the output anew.</summary>
    /// <param name="output">The rows.</param>
    /// <param name="rows">How many they are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public abstract ValueTask SendAsync(LoadOutput output, long rows, CancellationToken cancellationToken);

    /// <summary>Sends the rest and waits for the server's word on all rows of the run.</summary>
    /// <param name="output">The rest.</param>
    /// <param name="rows">How many rows of it there are.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What is wrong with one of them; null when they are all there as they were sent.</returns>
    /// <exception cref="ConnectorException">The server refuses for another reason than a row.</exception>
    public abstract ValueTask<RowFault?> EndAsync(LoadOutput output, long rows, CancellationToken cancellationToken);

    /// <summary>Gives back what it holds at the server, where the session is at rest.</summary>
    public virtual ValueTask CloseAsync() => default;

    /// <summary>Waits for a statement's end.</summary>
    protected async ValueTask<RowFault?> JudgeAsync(Func<ValueTask<OkPacket>> end, long rows, CancellationToken cancellationToken)
    {
        try
        {
            return await session.FindFaultAsync(await end().ConfigureAwait(false), (rows, rows), columns, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException error) when (RowFault.IsOfRow(error) && session.Session.IsUsable)
        {
            return RowFault.Of(error, session, columns, isOfStage);
        }
    }
}
