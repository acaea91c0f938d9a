namespace Hawser.Connections;

/// <summary>Lets a number of holders in and keeps the rest waiting in the order in which they came; nobody overtakes. Thread-safe.</summary>
internal sealed class FairGate
{
    private readonly Lock _lock = new();
    private readonly LinkedList<TaskCompletionSource> _waiting = new();
    private readonly TimeProvider _time;
    private int _free;
    private bool _closed;

    public FairGate(int capacity, TimeProvider time)
    {
        Capacity = capacity;
        _free = capacity;
        _time = time;
    }

    /// <summary>How many may be in at the same time.</summary>
    public int Capacity { get; }

    /// <summary>How many wait.</summary>
    public int WaitingCount
    {
        get
        {
            lock (_lock)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Goes in, at once or when it is this caller's turn.</summary>
    /// <exception cref="TimeoutException">It did not become this caller's turn in time.</exception>
    /// <exception cref="ObjectDisposedException">The gate was closed.</exception>
    public ValueTask EnterAsync(TimeSpan timeout, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, typeof(ConnectionPool));
            if (_free > 0)
            {
                _free--;
                return ValueTask.CompletedTask;
            }

            return WaitAsync(_waiting.AddLast(new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)), timeout, cancellationToken);
        }
    }

    /// <summary>Goes in if that needs no waiting.</summary>
    public bool TryEnter()
    {
        lock (_lock)
        {
            if (_closed || _free == 0)
            {
                return false;
            }

            _free--;
            return true;
        }
    }

    /// <summary>Goes out and lets the next one in.</summary>
    public void Leave()
    {
        lock (_lock)
        {
            if (_waiting.First is { } next)
            {
                _waiting.Remove(next);
                next.Value.SetResult();
            }
            else
            {
                _free++;
            }
        }
    }

    /// <summary>Sends everybody away who waits or comes later.</summary>
    public void Close()
    {
        lock (_lock)
        {
            _closed = true;
            foreach (var waiter in _waiting)
            {
                waiter.SetException(new ObjectDisposedException(nameof(ConnectionPool), "The pool was closed while a session was waited for."));
            }

            _waiting.Clear();
        }
    }

    private async ValueTask WaitAsync(LinkedListNode<TaskCompletionSource> place, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var entered = false;
        try
        {
            await place.Value.Task.WaitAsync(timeout, _time, cancellationToken).ConfigureAwait(false);
            entered = true;
        }
        finally
        {
            if (!entered)
            {
                GiveUp(place);
            }
        }
    }

    // Whose turn came in the moment of giving up passes it on.
    private void GiveUp(LinkedListNode<TaskCompletionSource> place)
    {
        lock (_lock)
        {
            if (place.List is not null)
            {
                _waiting.Remove(place);
                return;
            }
        }

        if (place.Value.Task.IsCompletedSuccessfully)
        {
            Leave();
        }
    }
}
