using System.Buffers.Binary;
using System.IO.Compression;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Packs what is sent and unpacks what comes by zlib, in frames that know nothing of the packets within.</summary>
/// <remarks>Source: MySQL source documentation, "Compressed Packet Header": the frame's length, its number, and the length before compression, 0 for bytes that were not compressed.</remarks>
internal sealed class CompressedStream(Stream inner) : Stream
{
    private const int HeaderBytes = 7;
    private const int MostFrameBytes = 0xFFFFFF;

    // Less is not worth it, and goes as it is.
    private const int LeastBytes = 64;

    private readonly byte[] _header = new byte[HeaderBytes];
    private readonly MemoryStream _outgoing = new();
    private byte[] _frame = [];
    private byte[] _plain = [];
    private int _plainAt;
    private int _plainEnd;
    private byte _number;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Counts frames from 0 again.</summary>
    public void BeginCommand() => _number = 0;

    public override int Read(Span<byte> buffer)
    {
        while (_plainAt == _plainEnd)
        {
            int first = inner.Read(_header);
            if (first == 0)
            {
                return 0;
            }

            inner.ReadExactly(_header.AsSpan(first));
            Memory<byte> room = BeginFrame();
            inner.ReadExactly(room.Span);
            EndFrame(room.Length);
        }

        return Take(buffer);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (_plainAt == _plainEnd)
        {
            int first = await inner.ReadAsync(_header, cancellationToken).ConfigureAwait(false);
            if (first == 0)
            {
                return 0;
            }

            await inner.ReadExactlyAsync(_header.AsMemory(first), cancellationToken).ConfigureAwait(false);
            Memory<byte> room = BeginFrame();
            await inner.ReadExactlyAsync(room, cancellationToken).ConfigureAwait(false);
            EndFrame(room.Length);
        }

        return Take(buffer.Span);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    /// <summary>Keeps bytes until <see cref="Flush"/>, or until they fill a frame.</summary>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Keep(buffer)..];
            if (_outgoing.Length == MostFrameBytes)
            {
                Flush();
            }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Keeps bytes until <see cref="FlushAsync"/>, or until they fill a frame.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        while (!buffer.IsEmpty)
        {
            buffer = buffer[Keep(buffer.Span)..];
            if (_outgoing.Length == MostFrameBytes)
            {
                await FlushAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (_outgoing.Length > 0)
        {
            await inner.WriteAsync(TakeFrame(), cancellationToken).ConfigureAwait(false);
        }

        await inner.FlushAsync(cancellationToken).ConfigureAwait(false);
    }

    public override void Flush()
    {
        if (_outgoing.Length > 0)
        {
            inner.Write(TakeFrame());
        }

        inner.Flush();
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
            _outgoing.Dispose();
        }

        base.Dispose(disposing);
    }

    private static int UInt24(ReadOnlySpan<byte> bytes) => bytes[0] | (bytes[1] << 8) | (bytes[2] << 16);

    // Up to a full frame.
    private int Keep(ReadOnlySpan<byte> buffer)
    {
        int length = (int)Math.Min(buffer.Length, MostFrameBytes - _outgoing.Length);
        _outgoing.Write(buffer[..length]);
        return length;
    }

    private byte[] TakeFrame()
    {
        byte[] frame = Pack(_outgoing.GetBuffer().AsSpan(0, (int)_outgoing.Length));
        _outgoing.SetLength(0);
        return frame;
    }

    private Memory<byte> BeginFrame()
    {
        int length = UInt24(_header);
        if (_frame.Length < length)
        {
            _frame = GC.AllocateUninitializedArray<byte>(length);
        }

        return _frame.AsMemory(0, length);
    }

    private void EndFrame(int length)
    {
        int plainBytes = UInt24(_header.AsSpan(4));
        _number = (byte)(_header[3] + 1);
        if (plainBytes == 0)
        {
            (_plain, _frame) = (_frame, _plain);
            (_plainAt, _plainEnd) = (0, length);
            return;
        }

        if (_plain.Length < plainBytes)
        {
            _plain = GC.AllocateUninitializedArray<byte>(plainBytes);
        }

        Unpack(length, plainBytes);
        (_plainAt, _plainEnd) = (0, plainBytes);
    }

    private void Unpack(int length, int plainBytes)
    {
        using var packed = new MemoryStream(_frame, 0, length, writable: false);
        using var zlib = new ZLibStream(packed, CompressionMode.Decompress);
        try
        {
            zlib.ReadExactly(_plain, 0, plainBytes);
            if (zlib.ReadByte() >= 0)
            {
                throw new WireFormatException($"a compressed frame holds more than the {plainBytes} bytes that it announces");
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw new WireFormatException($"a compressed frame of {length} bytes cannot be unpacked to the {plainBytes} bytes that it announces", e);
        }
    }

    private int Take(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _plainEnd - _plainAt);
        _plain.AsSpan(_plainAt, count).CopyTo(buffer);
        _plainAt += count;
        return count;
    }

    private byte[] Pack(ReadOnlySpan<byte> plain)
    {
        using var packed = new MemoryStream(HeaderBytes + plain.Length);
        packed.Write(stackalloc byte[HeaderBytes]);
        if (plain.Length >= LeastBytes)
        {
            using var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true);
            zlib.Write(plain);
        }

        bool isPacked = packed.Length > HeaderBytes && packed.Length < HeaderBytes + plain.Length;
        byte[] frame = isPacked ? packed.ToArray() : [.. new byte[HeaderBytes], .. plain];
        BinaryPrimitives.WriteUInt32LittleEndian(frame, (uint)(frame.Length - HeaderBytes) | ((uint)_number++ << 24));
        int announced = isPacked ? plain.Length : 0;
        (frame[4], frame[5], frame[6]) = ((byte)announced, (byte)(announced >> 8), (byte)(announced >> 16));
        return frame;
    }
}
