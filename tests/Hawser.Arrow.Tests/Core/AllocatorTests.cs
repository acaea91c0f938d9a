namespace Hawser.Arrow.Tests.Core;

public sealed unsafe class AllocatorTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65)]
    [InlineData(4096)]
    [InlineData(100_000)]
    [InlineData((16 << 20) + 1)]
    public void A_block_is_aligned_holds_what_was_asked_and_is_counted(long length)
    {
        using var allocator = new ArrowAllocator();
        ArrowBuffer buffer = allocator.AllocateZeroed(length);
        Assert.Equal(0, (nint)buffer.Pointer % ArrowAllocator.Alignment);
        Assert.Equal(length, buffer.Length);
        Assert.True(buffer.Capacity >= length);
        Assert.Equal(buffer.Capacity, allocator.AllocatedBytes);
        Assert.Equal(1, allocator.LiveBuffers);
        Assert.False(buffer.Span.ContainsAnyExcept((byte)0));
        buffer.Release();
        Assert.Equal(0, allocator.AllocatedBytes);
        Assert.Equal(0, allocator.LiveBuffers);
        Assert.True(allocator.PeakBytes >= length);
    }

    [Fact]
    public void A_freed_block_is_used_again()
    {
        using var allocator = new ArrowAllocator();
        ArrowBuffer first = allocator.Allocate(50_000);
        nint address = (nint)first.Pointer;
        first.Release();
        ArrowBuffer second = allocator.Allocate(60_000);
        Assert.Equal(address, (nint)second.Pointer);
        second.Release();
    }

    [Fact]
    public void Kept_memory_has_a_bound()
    {
        using var allocator = new ArrowAllocator(keepBytes: 0);
        ArrowBuffer buffer = allocator.Allocate(50_000);
        buffer.Release();
        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void The_ceiling_is_not_passed_and_leaves_the_count_right()
    {
        using var allocator = new ArrowAllocator(limitBytes: 100_000);
        ArrowBuffer buffer = allocator.Allocate(60_000);
        long before = allocator.AllocatedBytes;
        Assert.Contains("100000 bytes", Assert.Throws<ArrowException>(() => allocator.Allocate(60_000)).Message, StringComparison.Ordinal);
        Assert.Equal(before, allocator.AllocatedBytes);
        Assert.Equal(1, allocator.LiveBuffers);
        buffer.Release();
        allocator.Allocate(60_000).Release();
    }

    [Fact]
    public void A_live_block_outlives_its_allocator()
    {
        var allocator = new ArrowAllocator();
        ArrowBuffer buffer = allocator.CopyOf("still here"u8);
        allocator.Dispose();
        Assert.Equal("still here"u8, buffer.Span);
        buffer.Release();
        Assert.Equal(0, allocator.AllocatedBytes);
    }

    [Fact]
    public void Many_threads_take_and_return_without_losing_count()
    {
        using var allocator = new ArrowAllocator();
        Parallel.For(0, 2000, i =>
        {
            ArrowBuffer buffer = allocator.Allocate(1 + (i * 37 % 100_000));
            *buffer.Pointer = (byte)i;
            Assert.Equal((byte)i, *buffer.Pointer);
            buffer.Release();
        });
        Assert.Equal(0, allocator.AllocatedBytes);
        Assert.Equal(0, allocator.LiveBuffers);
    }

    [Fact]
    public void A_buffer_builder_grows_hands_over_and_starts_anew()
    {
        using var allocator = new ArrowAllocator();
        using (var builder = new BufferBuilder(allocator))
        {
            ArrowBuffer empty = builder.Finish();
            Assert.Equal(0, empty.Length);
            for (int i = 0; i < 10_000; i++)
            {
                builder.Append(i);
            }

            builder.AppendZeros(3);
            builder.Append("end"u8);
            ArrowBuffer full = builder.Finish();
            Assert.Equal(40_006, full.Length);
            Assert.Equal(9_999, ((int*)full.Pointer)[9_999]);
            Assert.Equal("\0\0\0end"u8, full.Span[40_000..]);
            Assert.Equal(0, builder.Length);
            builder.Append((byte)1);
            builder.Clear();
            Assert.Equal(0, builder.Length);
            empty.Release();
            full.Release();
        }

        Assert.Equal(0, allocator.AllocatedBytes);
    }
}
