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
        var context = new PumpContext();
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
            context.HandOverTheRest();
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

    private sealed class PumpContext : SynchronizationContext
    {
        private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
        private bool _completed;

        public override void Post(SendOrPostCallback d, object? state)
        {
            lock (_queue)
            {
                if (!_completed)
                {
                    _queue.Enqueue((d, state));
                    Monitor.Pulse(_queue);
                    return;
                }
            }

            ToThreadPool(d, state);
        }

        public override void Send(SendOrPostCallback d, object? state) => throw new InvalidOperationException("The pump takes posted work only.");

        public void Complete()
        {
            lock (_queue)
            {
                _completed = true;
                Monitor.Pulse(_queue);
            }
        }

        public void RunUntilComplete()
        {
            while (TryTake(out (SendOrPostCallback Callback, object? State) work))
            {
                work.Callback(work.State);
            }
        }

        /// <summary>What work left behind has no thread to wait for once the work is over: it goes to the thread pool.</summary>
        public void HandOverTheRest()
        {
            Complete();
            while (TryTake(out (SendOrPostCallback Callback, object? State) work))
            {
                ToThreadPool(work.Callback, work.State);
            }
        }

        private static void ToThreadPool(SendOrPostCallback callback, object? state) =>
            ThreadPool.QueueUserWorkItem(static work => work.Callback(work.State), (Callback: callback, State: state), preferLocal: false);

        private bool TryTake(out (SendOrPostCallback Callback, object? State) work)
        {
            lock (_queue)
            {
                while (_queue.Count == 0 && !_completed)
                {
                    Monitor.Wait(_queue);
                }

                return _queue.TryDequeue(out work);
            }
        }
    }
}
