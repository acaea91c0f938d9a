using System.Diagnostics;
using System.Net.Sockets;

namespace Hawser.Connectors.Transport;

/// <summary>
/// A connected socket as a stream, for sessions that receive much. Only calls that .NET hands straight to the system are used: a socket that was once waited for asynchronously is watched by
/// the runtime's event loop for ever, which is then woken by each piece that arrives and costs as much as decoding. A wait is a short turn in the kernel, and between two turns an asynchronous
/// caller's thread is given back. Once a transfer is large, a reader that is faster than the server rests for a moment, instead of being woken for each small piece, which costs the server more
/// than the client.
/// </summary>
public sealed class SocketStream(Socket socket, TimeSpan stallTimeout) : Stream
{
    /// <summary>From this many bytes on a transfer counts as large.</summary>
    private const long LargeTransferBytes = 1 << 20;

    /// <summary>With fewer bytes waiting than this a reader of a large transfer rests.</summary>
    private const int FewBytes = 64 << 10;

    /// <summary>What is sent in one call: less than the room that a socket has when it says that it has some, so that no call waits on a server that takes its time.</summary>
    private const int PieceBytes = 32 << 10;

    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan ShortTurn = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(16);
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(1);

    private long _received;

    /// <summary>Ends a synchronous wait.</summary>
    public CancellationToken WaitToken { get; set; }

    /// <inheritdoc/>
    public override bool CanRead => true;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc/>
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Whether bytes came that nobody has read.</summary>
    public bool HasUnread => socket.Available > 0;

    /// <summary>Whether bytes came that nobody has read, or the other side has closed.</summary>
    public bool HasUnreadOrEnded => socket.Poll(TimeSpan.Zero, SelectMode.SelectRead);

    /// <summary>Begins to count anew: what follows is small until shown otherwise.</summary>
    public void BeginTransfer() => _received = 0;

    /// <summary>
    /// Waits on the calling thread until something comes: for an answer that is due soon, behind much that was sent on that thread. Between two turns of an asynchronous wait the answer would lie
    /// unread for up to 16 ms.
    /// </summary>
    /// <exception cref="OperationCanceledException">The wait was cancelled.</exception>
    /// <exception cref="TimeoutException">The server sent nothing for too long.</exception>
    public void WaitHere(CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            ThrowIfStalled(began);
        }
        while (!socket.Poll(Turn, SelectMode.SelectRead));
    }

    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        if (IsFasterThanServer())
        {
            Thread.Sleep(Rest);
        }

        if (!socket.Poll(TimeSpan.Zero, SelectMode.SelectRead))
        {
            WaitForBytes();
        }

        return Receive(buffer);
    }

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    /// <inheritdoc/>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (IsFasterThanServer())
        {
            await Task.Delay(Rest, cancellationToken).ConfigureAwait(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (!socket.Poll(ShortTurn, SelectMode.SelectRead))
        {
            await WaitForBytesAsync(cancellationToken).ConfigureAwait(false);
        }

        return Receive(buffer.Span);
    }

    /// <inheritdoc/>
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            WaitForRoom();
            buffer = buffer[socket.Send(buffer[..Math.Min(buffer.Length, PieceBytes)])..];
        }
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Sends on the calling thread, piece by piece as the system has room for them.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Write(buffer.Span);
        return default;
    }

    /// <inheritdoc/>
    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <inheritdoc/>
    public override void Flush()
    {
        // Nothing is kept back.
    }

    /// <inheritdoc/>
    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void SetLength(long value) => throw new NotSupportedException();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            socket.Dispose();
        }

        base.Dispose(disposing);
    }

    // A Unix socket holds about a hundred kilobytes: the server would wait for us while we rest.
    private bool IsFasterThanServer() => _received > LargeTransferBytes && socket.AddressFamily != AddressFamily.Unix && socket.Available < FewBytes;

    private int Receive(Span<byte> buffer)
    {
        int count = socket.Receive(buffer);
        _received += count;
        return count;
    }

    private void WaitForRoom()
    {
        if (socket.Poll(TimeSpan.Zero, SelectMode.SelectWrite))
        {
            return;
        }

        long began = Stopwatch.GetTimestamp();
        do
        {
            ThrowIfStalled(began, "took");
        }
        while (!socket.Poll(Turn, SelectMode.SelectWrite));
    }

    private void WaitForBytes()
    {
        long began = Stopwatch.GetTimestamp();
        do
        {
            WaitToken.ThrowIfCancellationRequested();
            ThrowIfStalled(began);
        }
        while (!socket.Poll(Turn, SelectMode.SelectRead));
    }

    private async ValueTask WaitForBytesAsync(CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        TimeSpan pause = ShortTurn;
        do
        {
            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            ThrowIfStalled(began);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
        while (!socket.Poll(TimeSpan.Zero, SelectMode.SelectRead));
    }

    private void ThrowIfStalled(long began, string did = "sent")
    {
        if (stallTimeout > TimeSpan.Zero && Stopwatch.GetElapsedTime(began) > stallTimeout)
        {
            throw new TimeoutException($"the server {did} nothing for {stallTimeout.TotalSeconds:0.###} s");
        }
    }
}
