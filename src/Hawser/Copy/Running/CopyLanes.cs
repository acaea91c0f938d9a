using System.Globalization;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>The ways of a load's writers, opened one by one as they are needed. Disposing closes the writers; the load's commit comes after.</summary>
internal sealed class CopyLanes(TableLoad load, int count, bool isOneReader, BatchConverter converter, CopyProof proof, CopyRejects? rejects) : IAsyncDisposable
{
    private readonly List<TableWriter> _writers = [];
    private readonly CopyLane?[] _lanes = new CopyLane?[count];

    /// <summary>How many there may be.</summary>
    public int Count => count;

    /// <summary>Those that are open.</summary>
    public IEnumerable<CopyLane> Open => _lanes.OfType<CopyLane>();

    /// <summary>The lane at a place, which was opened.</summary>
    public CopyLane this[int index] => _lanes[index]!;

    private bool NamesByOrigin => count > 1 && isOneReader && rejects is null;

    /// <summary>Opens a lane; for one beyond the first false when the engine has no room for a further writer.</summary>
    public async ValueTask<bool> TryOpenAsync(int index, CancellationToken cancellationToken)
    {
        // Where rows are named by their place in what was read, it is of no account by which writer they went.
        string chunk = count == 1 || NamesByOrigin ? "" : index.ToString(CultureInfo.InvariantCulture);
        try
        {
            TableWriter writer = await load.OpenWriterAsync(chunk, cancellationToken).ConfigureAwait(false);
            lock (_writers)
            {
                _writers.Add(writer);
            }

            _lanes[index] = new CopyLane(writer, chunk, converter, proof.OpenHasher(), rejects, NamesByOrigin ? new RowOrigins() : null);
            return true;
        }
        catch (ConnectorException error) when (index > 0 && error.Status == ConnectorStatus.ResourceExhausted)
        {
            ConnectorDetails.Tell(error.Connector, "the load", $"with fewer writers than asked for: {error.Message}");
            return false;
        }
    }

    /// <summary>Completes the writers, at the same time where they wait for a server, and returns the rows that they took.</summary>
    public async ValueTask<long> CompleteAsync(CancellationToken cancellationToken)
    {
        long written = 0;
        foreach (Task<long> lane in Open.Select(lane => lane.CompleteAsync(cancellationToken).AsTask()).ToList())
        {
            written += await lane.ConfigureAwait(false);
        }

        foreach (CopyLane lane in Open)
        {
            proof.AddSource(lane.Sums);
        }

        return written;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (TableWriter writer in _writers)
        {
            await writer.DisposeAsync().ConfigureAwait(false);
        }
    }
}
