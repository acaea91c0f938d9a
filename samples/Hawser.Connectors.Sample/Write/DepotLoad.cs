using System.Globalization;
using Hawser.Connectors.Sample.Http;
using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample.Write;

/// <summary>
/// A load: any number of writers put files on a stage, and one job takes them all. A load with an id keeps its stage when it breaks off, so that the next run finds the chunks that were
/// completed, and its job's id is the same, so that a commit whose answer was lost can be repeated.
/// </summary>
internal sealed class DepotLoad(DepotClient client, LoadRequest request, DepotTable target) : TableLoad
{
    private readonly string _id = request.LoadId is { } id ? $"load-{id}" : $"load-{Guid.NewGuid():N}";
    private int _unnamedChunks;

    public override int MaxWriters => 8;

    protected override ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken)
    {
        string chunk = chunkId.Length > 0 ? chunkId : string.Create(CultureInfo.InvariantCulture, $"#{Interlocked.Increment(ref _unnamedChunks)}");
        return new(new DepotWriter(client, _id, chunk, request.Schema, target));
    }

    protected override async ValueTask<bool> IsChunkDoneCoreAsync(string chunkId, CancellationToken cancellationToken) =>
        request.LoadId is not null && await client.HasChunkAsync(_id, chunkId, cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken) =>
        new(await client.LoadAsync(new DepotLoadJob(_id, _id, target, request.Mode), cancellationToken).ConfigureAwait(false), RowsRejected: 0);

    protected override async ValueTask DisposeCoreAsync(bool committed)
    {
        if (!committed && request.LoadId is null)
        {
            await client.DropStageAsync(_id).ConfigureAwait(false);
        }
    }
}
