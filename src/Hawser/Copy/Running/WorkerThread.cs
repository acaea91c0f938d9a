namespace Hawser.Copy;

/// <summary>Runs blocking work on a thread of its own, so that readers and writers never wait for the thread pool.</summary>
internal static class WorkerThread
{
    /// <summary>Starts the work; when it fails, the others are cancelled.</summary>
    public static Task Start(Action work, CancellationTokenSource others) => Task.Factory.StartNew(
        () =>
        {
            try
            {
                work();
            }
            catch
            {
                others.Cancel();
                throw;
            }
        },
        CancellationToken.None,
        TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
        TaskScheduler.Default);

    /// <summary>Waits for all, then throws the first error that is not a mere consequence of another's.</summary>
    public static async Task WhenAllAsync(CancellationToken cancellationToken, params Task[] workers)
    {
        await Task.WhenAll(workers).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        Task? failed = workers.FirstOrDefault(w => w.Exception is { } e && e.InnerException is not OperationCanceledException) ?? workers.FirstOrDefault(w => !w.IsCompletedSuccessfully);
        if (failed is not null)
        {
            await failed.ConfigureAwait(false);
        }
    }
}
