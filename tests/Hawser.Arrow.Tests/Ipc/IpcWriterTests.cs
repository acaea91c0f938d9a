using Hawser.Arrow.Ipc;

namespace Hawser.Arrow.Tests.Ipc;

public sealed class IpcWriterTests
{
    private static readonly Schema Schema = new([new Field("a", ArrowType.Int32), new Field("s", ArrowType.Utf8)]);

    [Fact]
    public void Output_that_was_not_finished_is_recognised()
    {
        using RecordBatch batch = RandomRows.MakeBatch(Schema, 10, 1);
        MemoryStream stream = new(), file = new();
        using (var writer = new IpcStreamWriter(stream, Schema))
        {
            writer.Write(batch);
        }

        using (var writer = new IpcFileWriter(file, Schema))
        {
            writer.Write(batch);
        }

        using var allocator = new ArrowAllocator();
        Assert.Contains("end marker", Assert.Throws<ArrowException>(() => IpcBytes.ReadStream(stream.ToArray(), allocator)).Message, StringComparison.Ordinal);
        Assert.Contains("no footer", Assert.Throws<ArrowException>(() => IpcBytes.ReadFile(file.ToArray(), allocator)).Message, StringComparison.Ordinal);
        using var lenient = IpcStreamReader.Open(new MemoryStream(stream.ToArray()), new IpcReaderOptions { AllowMissingEnd = true });
        Assert.Single(IpcBytes.ReadAll(lenient)).Dispose();
    }

    [Fact]
    public void What_follows_the_end_marker_stays_in_the_stream()
    {
        using RecordBatch batch = RandomRows.MakeBatch(Schema, 10, 1);
        byte[] one = IpcBytes.WriteStream(Schema, [batch], ArrowAllocator.Default);
        var stream = new MemoryStream([.. one, .. one, 42]);
        for (int i = 0; i < 2; i++)
        {
            using var reader = IpcStreamReader.Open(stream, new IpcReaderOptions { LeaveOpen = true });
            Assert.Single(IpcBytes.ReadAll(reader)).Dispose();
            Assert.Null(reader.ReadNext());
        }

        Assert.Equal(42, stream.ReadByte());
    }

    [Fact]
    public void The_stream_is_disposed_unless_left_open()
    {
        foreach (bool leaveOpen in new[] { true, false })
        {
            MemoryStream first = new(), second = new();
            new IpcStreamWriter(first, Schema, new IpcWriterOptions { LeaveOpen = leaveOpen }).Dispose();
            new IpcFileWriter(second, Schema, new IpcWriterOptions { LeaveOpen = leaveOpen }).Dispose();
            var third = new MemoryStream(IpcBytes.WriteFile(Schema, [], ArrowAllocator.Default));
            IpcFileReader.Open(third, new IpcReaderOptions { LeaveOpen = leaveOpen }).Dispose();
            Assert.Equal([leaveOpen, leaveOpen, leaveOpen], [first.CanWrite, second.CanWrite, third.CanRead]);
        }
    }

    [Fact]
    public void Wrong_use_is_refused()
    {
        var writer = new IpcStreamWriter(new MemoryStream(), Schema);
        using RecordBatch batch = RandomRows.MakeBatch(Schema, 10, 1), other = RandomRows.MakeBatch(new Schema([new Field("b", ArrowType.Int32)]), 10, 1);
        Assert.Throws<ArgumentException>(() => writer.Write(other));
        writer.Finish();
        writer.Finish();
        Assert.Throws<InvalidOperationException>(() => writer.Write(batch));
        writer.Dispose();
        writer.Dispose();
        Assert.Throws<ObjectDisposedException>(() => writer.Write(batch));
        Assert.Throws<ArgumentException>(() => new IpcFileWriter(new MemoryStream(), Schema, new IpcWriterOptions { Alignment = 24 }));
        Assert.Throws<ArgumentException>(() => IpcFileReader.Open(new TricklingStream([], 1)));
    }

    [Fact]
    public async Task After_a_failed_write_nothing_more_is_written()
    {
        using RecordBatch batch = RandomRows.MakeBatch(Schema, 100_000, 1);
        await using var writer = new IpcStreamWriter(new FullDisk(1000), Schema);
        Assert.Throws<IOException>(() => writer.Write(batch));
        Assert.Throws<InvalidOperationException>(() => writer.Write(batch));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await writer.FinishAsync());
    }

    [Fact]
    public async Task Cancelled_work_stops_and_the_reader_says_so_afterwards()
    {
        using RecordBatch batch = RandomRows.MakeBatch(Schema, 10, 1);
        byte[] bytes = IpcBytes.WriteStream(Schema, [batch], ArrowAllocator.Default);
        using var cancel = new CancellationTokenSource();
        await using var reader = await IpcStreamReader.OpenAsync(new CancellingStream(bytes, cancel));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadNextAsync(cancel.Token));
        ArrowException error = await Assert.ThrowsAsync<ArrowException>(async () => await reader.ReadNextAsync());
        Assert.Contains("earlier read", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8)]
    [InlineData(64)]
    public void Buffers_are_aligned_as_asked(int alignment)
    {
        using RecordBatch batch = RandomRows.MakeBatch(Schema, 10, 1);
        var memory = new MemoryStream();
        using (var writer = new IpcFileWriter(memory, Schema, new IpcWriterOptions { Alignment = alignment }))
        {
            writer.Write(batch);
            writer.Finish();
            Assert.Equal(memory.Length, writer.BytesWritten);
        }

        List<RecordBatch> read = IpcBytes.ReadFile(memory.ToArray(), ArrowAllocator.Default);
        IpcBytes.AssertSame([batch], read);
        read.ForEach(b => b.Dispose());
    }

    private sealed class FullDisk(int room) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer)
        {
            if (Length + buffer.Length > room)
            {
                throw new IOException("No space left on device");
            }

            base.Write(buffer);
        }
    }

    private sealed class CancellingStream(byte[] bytes, CancellationTokenSource cancel) : MemoryStream(bytes)
    {
        private int _reads;

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            // The schema takes three reads; the batch's body is never reached.
            if (++_reads > 5)
            {
                cancel.Cancel();
            }

            cancellationToken.ThrowIfCancellationRequested();
            return base.ReadAsync(buffer, cancellationToken);
        }
    }
}
