using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample.Http;

/// <summary>The requests that the depot answers. A real connector sends HTTP here; nothing outside this folder would change.</summary>
internal sealed class DepotClient(string endpoint, string token, TimeSpan pollInterval)
{
    public Task PingAsync(CancellationToken cancellationToken) => SendAsync(_ => true, cancellationToken);

    public Task<IReadOnlyList<DepotTable>> ListTablesAsync(CancellationToken cancellationToken) => SendAsync(s => s.ListTables(), cancellationToken);

    public Task<DepotTable> GetTableAsync(TableName table, CancellationToken cancellationToken) => SendAsync(s => s.GetTable(Write.LoadTarget.NameOf(table)), cancellationToken);

    public Task CreateTableAsync(DepotTable table, CancellationToken cancellationToken) => SendAsync(
        s =>
        {
            s.CreateTable(table);
            return true;
        },
        cancellationToken);

    public Task<DepotJob> GetJobAsync(string id, CancellationToken cancellationToken) => SendAsync(s => s.Job(id), cancellationToken);

    public Task<DepotFile> GetChunkAsync(string jobId, int index, CancellationToken cancellationToken) => SendAsync(s => s.GetChunk(jobId, index), cancellationToken);

    public Task PutChunkAsync(string stage, string chunk, IReadOnlyList<DepotFile> files, CancellationToken cancellationToken) => SendAsync(
        s =>
        {
            s.PutChunk(stage, chunk, files);
            return true;
        },
        cancellationToken);

    public Task<bool> HasChunkAsync(string stage, string chunk, CancellationToken cancellationToken) => SendAsync(s => s.HasChunk(stage, chunk), cancellationToken);

    public Task DropStageAsync(string stage) => SendAsync(
        s =>
        {
            s.DropStage(stage);
            return true;
        },
        CancellationToken.None);

    public Task<long> LoadAsync(DepotLoadJob job, CancellationToken cancellationToken) => SendAsync(s => s.Load(job), cancellationToken);

    /// <summary>Submits a job and asks about it until it is done. When the caller gives up or the time is over, the job is cancelled at the depot, too.</summary>
    public async Task<DepotJob> RunAsync(DepotCommand command, TimeSpan? timeout, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (timeout is { } limit)
        {
            patience.CancelAfter(limit);
        }

        string? id = null;
        try
        {
            id = await SendAsync(s => s.Submit(command), patience.Token).ConfigureAwait(false);
            DepotJob job = await GetJobAsync(id, patience.Token).ConfigureAwait(false);
            while (!job.Work.IsCompleted)
            {
                await Task.Delay(pollInterval, patience.Token).ConfigureAwait(false);
                job = await GetJobAsync(id, patience.Token).ConfigureAwait(false);
            }

            return job;
        }
        catch (OperationCanceledException)
        {
            if (id is not null)
            {
                (await GetJobAsync(id, CancellationToken.None).ConfigureAwait(false)).Cancel();
            }

            cancellationToken.ThrowIfCancellationRequested();
            throw DepotErrors.Create(ConnectorStatus.Timeout, $"the job took longer than {timeout} and was cancelled.");
        }
    }

    private async Task<T> SendAsync<T>(Func<DepotService, T> request, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            return request(DepotService.At(endpoint, token));
        }
        catch (DepotFault fault)
        {
            throw DepotErrors.Create(fault, HintFor(fault));
        }
    }

    private string? HintFor(DepotFault fault)
    {
        if (fault.Code != "no_such_table" || fault.Message.Split('"') is not [_, var given, _])
        {
            return null;
        }

        string? nearest = NearestName.Find(given, DepotService.At(endpoint, token).ListTables().Select(t => t.Name));
        return nearest is null ? null : $"Did you mean \"{nearest}\"?";
    }
}
