using System.Buffers;

namespace Hawser.Cli.Output;

/// <summary>Collects bytes and hands them to a stream in blocks, so that a value costs no system call. Takes values of any size.</summary>
internal sealed class StreamBuffer(Stream stream) : IBufferWriter<byte>, IDisposable
{
    private const int BlockBytes = 64 << 10;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(BlockBytes * 2);
    private int _count;

    public void Advance(int count)
    {
        _count += count;
        if (_count >= BlockBytes)
        {
            Flush();
        }
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(_count);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(_count);
    }

    public void Write(byte value)
    {
        Reserve(1);
        _bytes[_count++] = value;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > BlockBytes)
        {
            Flush();
            stream.Write(bytes);
            return;
        }

        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(_count));
        Advance(bytes.Length);
    }

    public void Flush()
    {
        if (_count > 0)
        {
            // Counted as gone first: a stream that fails must not be given the same bytes again.
            int count = _count;
            _count = 0;
            stream.Write(_bytes, 0, count);
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }

    private void Reserve(int size)
    {
        size = Math.Max(size, 256);
        if (_bytes.Length - _count >= size)
        {
            return;
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(_count + size);
        _bytes.AsSpan(0, _count).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
