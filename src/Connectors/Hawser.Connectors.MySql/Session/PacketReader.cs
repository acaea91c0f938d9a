using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Brings whole packets into the receive buffer, one after the other. A content of 16 MiB and more comes in parts, which are joined in place.</summary>
/// <remarks>Source: MySQL source documentation, "MySQL Packets".</remarks>
internal sealed class PacketReader(ReceiveBuffer buffer) : FrameReader(buffer)
{
    /// <summary>Bytes before the content: three of its length, one that counts.</summary>
    public const int HeaderBytes = 4;

    /// <summary>The length that says that a further part follows.</summary>
    public const int PartBytes = 0xFFFFFF;

    // A row has at most max_allowed_packet, which is 1 GiB at most.
    private const int MostBytes = (1 << 30) + PartBytes;
    private const int MostLoginBytes = 1 << 20;

    private int _joinedBytes;
    private int _partBytes = -1;
    private int _contentBytes;
    private bool _hasCurrent;

    /// <summary>The number that the next packet of either side bears.</summary>
    public byte Sequence { get; set; }

    /// <summary>Whether no part of the next packet was taken yet, so that the buffer begins with its header.</summary>
    public bool IsAtHeader => !_hasCurrent && _partBytes < 0 && _joinedBytes == 0;

    /// <summary>What the current packet holds; valid until the next one is asked for.</summary>
    public ReadOnlySpan<byte> Content => Buffer.Unread.Slice(HeaderBytes, _contentBytes);

    /// <summary>Takes the next packet when it is whole. What it needs at least, otherwise.</summary>
    /// <exception cref="WireFormatException">The packet bears another number than is due, or is longer than it can be.</exception>
    public bool TryNext(out int neededBytes)
    {
        Release();
        while (true)
        {
            int headerAt = _joinedBytes == 0 ? 0 : HeaderBytes + _joinedBytes;
            if (_partBytes < 0 && !TryTakeHeader(headerAt))
            {
                neededBytes = headerAt + HeaderBytes;
                return false;
            }

            neededBytes = HeaderBytes + _joinedBytes + _partBytes;
            if (Buffer.Unread.Length < neededBytes)
            {
                return false;
            }

            _joinedBytes += _partBytes;
            bool isWhole = _partBytes < PartBytes;
            _partBytes = -1;
            if (isWhole)
            {
                (_contentBytes, _joinedBytes, _hasCurrent) = (_joinedBytes, 0, true);
                return true;
            }
        }
    }

    /// <summary>Waits for the next packet; its content is then <see cref="Content"/>.</summary>
    public async ValueTask NextAsync(CancellationToken cancellationToken)
    {
        while (!TryNext(out int neededBytes))
        {
            await FillAsync(neededBytes, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for the next packet that is no larger than the buffer is by itself; larger ones, which can only be rows, are dropped as they come.</summary>
    public async ValueTask NextShortAsync(CancellationToken cancellationToken)
    {
        while (!TryNext(out int neededBytes))
        {
            if (neededBytes > ReceiveBuffer.NormalBytes)
            {
                await DropAsync(cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await FillAsync(neededBytes, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Counts the current packet as read.</summary>
    public void Release()
    {
        if (_hasCurrent)
        {
            _hasCurrent = false;
            Buffer.Consume(HeaderBytes + _contentBytes);
        }
    }

    /// <summary>Forgets what came.</summary>
    public override void Clear()
    {
        (_hasCurrent, _joinedBytes, _partBytes) = (false, 0, -1);
        base.Clear();
    }

    /// <summary>The length of the content behind a header.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int LengthOf(ReadOnlySpan<byte> header) => BinaryPrimitives.ReadInt32LittleEndian(header) & PartBytes;

    // The packet that has begun, with all its parts.
    private async ValueTask DropAsync(CancellationToken cancellationToken)
    {
        bool isAtPart = _partBytes < 0;
        bool goesOn = _partBytes is < 0 or PartBytes;
        long left = HeaderBytes + _joinedBytes + (isAtPart ? 0 : (long)_partBytes);
        (_joinedBytes, _partBytes) = (0, -1);
        while (true)
        {
            left = await DropAsync(left, cancellationToken).ConfigureAwait(false);
            if (!goesOn)
            {
                return;
            }

            while (!TryTakeHeader(0))
            {
                await FillAsync(HeaderBytes, cancellationToken).ConfigureAwait(false);
            }

            goesOn = _partBytes == PartBytes;
            left = HeaderBytes + (long)_partBytes;
            _partBytes = -1;
        }
    }

    private async ValueTask<long> DropAsync(long left, CancellationToken cancellationToken)
    {
        while (left > 0)
        {
            if (Buffer.Unread.IsEmpty)
            {
                await FillAsync(1, cancellationToken).ConfigureAwait(false);
            }

            int taken = (int)Math.Min(left, Buffer.Unread.Length);
            Buffer.Consume(taken);
            left -= taken;
        }

        return left;
    }

    private bool TryTakeHeader(int at)
    {
        ReadOnlySpan<byte> unread = Buffer.Unread;
        if (unread.Length < at + HeaderBytes)
        {
            return false;
        }

        ReadOnlySpan<byte> header = unread.Slice(at, HeaderBytes);
        int length = LengthOf(header);
        byte number = header[HeaderBytes - 1];
        if (Stream is CompressedStream)
        {
            // A server numbers the packets within compressed frames as it numbers the frames; those are what counts.
            Sequence = number;
        }
        else if (number != Sequence)
        {
            throw new WireFormatException($"a packet bears the number {number} where {Sequence} was due");
        }

        if (_joinedBytes > (IsLoggedIn ? MostBytes : MostLoginBytes) - length)
        {
            throw new WireFormatException($"a packet of more than {_joinedBytes + (long)length - 1} bytes is announced");
        }

        if (at > 0)
        {
            Buffer.Cut(at, HeaderBytes);
        }

        Sequence++;
        _partBytes = length;
        return true;
    }
}
