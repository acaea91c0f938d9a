namespace Hawser.Connectors.Sample.Service;

/// <summary>A job: running until its work ends, then done with chunks, failed or cancelled.</summary>
internal sealed class DepotJob(string id, DepotCommand command) : IDisposable
{
    private readonly CancellationTokenSource _cancelled = new();

    public string Id { get; } = id;

    public DepotCommand Command { get; } = command;

    public Task Work { get; private set; } = Task.CompletedTask;

    public IReadOnlyList<DepotColumn> Columns { get; set; } = [];

    public IReadOnlyList<DepotFile> Chunks { get; set; } = [];

    public void Start(Func<CancellationToken, Task> work) => Work = work(_cancelled.Token);

    public void Cancel() => _cancelled.Cancel();

    public void Dispose() => _cancelled.Dispose();
}
