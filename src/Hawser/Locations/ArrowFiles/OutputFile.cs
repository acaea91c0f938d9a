using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Hawser.Locations;

/// <summary>
/// A new file that is written from its beginning to its end. One that nobody reads at once is written past the system's cache on Linux: it is flushed to the disk before it counts, and making room
/// in the cache costs more processor time than decoding what is written. Whole blocks go that way; the rest, and everything where a file system knows no other way, goes through the cache.
/// </summary>
internal sealed class OutputFile : Stream
{
    /// <summary>What is gathered before it is written.</summary>
    private const int BlockBytes = 1 << 20;

    /// <summary>What memory, places and lengths have to be multiples of: as much as any disk asks for.</summary>
    private const int BlockAlignment = 4096;

    private readonly SafeFileHandle _handle;
    private readonly Memory<byte> _block = AlignedBlock();
    private int _blockBytes;
    private long _written;
    private bool _bypassesCache;

    /// <summary>Makes the file.</summary>
    /// <param name="path">Where.</param>
    /// <param name="isReadBack">Whether it is read as soon as it is written.</param>
    /// <exception cref="IOException">It is there already, or cannot be made.</exception>
    public OutputFile(string path, bool isReadBack)
    {
        _handle = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        _bypassesCache = !isReadBack && CacheBypass.TrySet(_handle, bypass: true);
    }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => _written + _blockBytes;

    public override long Position
    {
        get => Length;
        set => throw new NotSupportedException();
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            int count = Math.Min(buffer.Length, BlockBytes - _blockBytes);
            buffer[..count].CopyTo(_block.Span[_blockBytes..]);
            buffer = buffer[count..];
            _blockBytes += count;
            if (_blockBytes == BlockBytes)
            {
                WriteBlock();
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Hands what is gathered to the system. A block that is not whole goes through the cache, and what is written behind it does too.</summary>
    public override void Flush()
    {
        if (_blockBytes > 0)
        {
            UseCache();
            WriteBlock();
        }
    }

    /// <summary>Waits until the disk has everything.</summary>
    public void FlushToDisk()
    {
        Flush();
        RandomAccess.FlushToDisk(_handle);
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _handle.Dispose();
        }

        base.Dispose(disposing);
    }

    private static Memory<byte> AlignedBlock()
    {
        byte[] memory = GC.AllocateUninitializedArray<byte>(BlockBytes + BlockAlignment, pinned: true);
        long address = Marshal.UnsafeAddrOfPinnedArrayElement(memory, 0);
        return memory.AsMemory((int)(-address & (BlockAlignment - 1)), BlockBytes);
    }

    private void WriteBlock()
    {
        ReadOnlySpan<byte> block = _block.Span[.._blockBytes];
        try
        {
            RandomAccess.Write(_handle, block, _written);
        }
        catch (IOException) when (_bypassesCache)
        {
            // A file system may take the wish and refuse the write; what is wrong otherwise is told by the second try.
            UseCache();
            RandomAccess.Write(_handle, block, _written);
        }

        _written += _blockBytes;
        _blockBytes = 0;
    }

    private void UseCache()
    {
        if (_bypassesCache)
        {
            CacheBypass.TrySet(_handle, bypass: false);
            _bypassesCache = false;
        }
    }
}
