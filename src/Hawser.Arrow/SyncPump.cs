using System.Collections.Concurrent;

namespace Hawser.Arrow;

/// <summary>
/// Runs asynchronous work for a synchronous caller: the one place where async is waited for. The caller's synchronisation context is never asked;
/// continuations that capture the context run on the calling thread, those after <c>ConfigureAwait(false)</c> on the thread pool.
/// </summary>
public static class SyncPump
{
    /// <summary>Runs the work to its end on this thread and returns its result or throws its error.</summary>
    public static T Run<T>(Func<ValueTask<T>> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        SynchronizationContext? before = SynchronizationContext.Current;
        using var context = new PumpContext();
        SynchronizationContext.SetSynchronizationContext(context);
        try
        {
            ValueTask<T> task = work();
            if (task.IsCompleted)
            {
                return task.GetAwaiter().GetResult();
            }

            Task<T> running = task.AsTask();
            running.ContinueWith(static (_, state) => ((PumpContext)state!).Complete(), context, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            context.RunUntilComplete();
            return running.GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(before);
        }
    }

    /// <summary>Runs the work to its end on this thread or throws its error.</summary>
    public static void Run(Func<ValueTask> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        Run(async () =>
        {
            await work().ConfigureAwait(false);
            return true;
        });
    }

    private sealed class PumpContext : SynchronizationContext, IDisposable
    {
        private readonly BlockingCollection<(SendOrPostCallback Callback, object? State)> _queue = [];

        public override void Post(SendOrPostCallback d, object? state) => _queue.Add((d, state));

        public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The pump takes posted work only.");

        public void Complete() => _queue.CompleteAdding();

        public void RunUntilComplete()
        {
            foreach ((SendOrPostCallback callback, object? state) in _queue.GetConsumingEnumerable())
            {
                callback(state);
            }
        }

        public void Dispose() => _queue.Dispose();
    }
}
