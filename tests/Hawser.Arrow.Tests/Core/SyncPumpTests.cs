namespace Hawser.Arrow.Tests.Core;

public sealed class SyncPumpTests
{
    [Fact]
    public void Work_that_captures_the_context_comes_back_to_the_calling_thread()
    {
        int caller = Environment.CurrentManagedThreadId;
        int[] threads = SyncPump.Run(async () =>
        {
            await Task.Delay(1);
            int first = Environment.CurrentManagedThreadId;
            await Task.Yield();
            return new ValueTask<int[]>([first, Environment.CurrentManagedThreadId]).Result;
        });
        Assert.Equal([caller, caller], threads);
    }

    [Fact]
    public void The_callers_context_is_restored_and_errors_keep_their_type()
    {
        SynchronizationContext? before = SynchronizationContext.Current;
        Assert.Throws<ArrowException>(() => SyncPump.Run<int>(async () =>
        {
            await Task.Yield();
            throw new ArrowException("x");
        }));
        Assert.Same(before, SynchronizationContext.Current);
    }

    [Fact]
    public async Task What_work_leaves_behind_still_runs()
    {
        var left = new TaskCompletionSource();
        Assert.Equal(1, SyncPump.Run(() =>
        {
            SynchronizationContext.Current!.Post(_ => left.SetResult(), null);
            return new ValueTask<int>(1);
        }));
        await left.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public void Many_pumps_at_once_all_end()
    {
        long sum = 0;
        Parallel.For(0, 500, new ParallelOptions { MaxDegreeOfParallelism = 8 }, i =>
            Interlocked.Add(ref sum, SyncPump.Run(async () =>
            {
                await Task.Yield();
                await Task.Run(() => { }).ConfigureAwait(false);
                return i;
            })));
        Assert.Equal(499 * 500 / 2, sum);
    }
}
