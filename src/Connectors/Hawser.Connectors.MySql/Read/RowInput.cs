using System.Runtime.CompilerServices;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Decodes the rows of a result in place and as far as they have come.</summary>
internal sealed class RowInput(MySqlSession session, CellDecoder[] decoders, bool isBinary, ReadOptions options)
{
    private readonly RowDecoder _row = new(decoders, isBinary);
    private readonly BatchGauge _gauge = new([.. decoders.Select(decoder => decoder.Builder)], options);

    /// <summary>Rows decoded so far, in all batches.</summary>
    public long TotalRows { get; private set; }

    /// <summary>Rows of the batch that is being filled.</summary>
    public int BatchRows => _gauge.Rows;

    /// <summary>The column at which decoding is, for messages.</summary>
    public int Column => _row.Column;

    /// <summary>How the result ended; null before.</summary>
    public OkPacket? End { get; private set; }

    /// <summary>The error that the server reported; null while there is none.</summary>
    public ErrorPacket? Error { get; private set; }

    private bool IsAtEnd => End is not null || Error is not null;

    /// <summary>Begins the next batch.</summary>
    public void NextBatch() => _gauge.Reset();

    /// <summary>Decodes as far as it can: to the batch's end, the result's, or what has come. True when no more bytes are needed now.</summary>
    /// <param name="neededBytes">How many bytes the next packet needs at least, when false.</param>
    /// <exception cref="CellMisfitException">A value has no form in its column.</exception>
    /// <exception cref="WireFormatException">The bytes are not what the protocol allows.</exception>
    public bool Advance(out int neededBytes)
    {
        neededBytes = 0;
        while (!_gauge.IsFull && !IsAtEnd)
        {
            DecodeRows();
            if (_gauge.IsFull)
            {
                break;
            }

            if (!session.Packets.TryNext(out neededBytes))
            {
                return false;
            }

            Take(session.Packets.Content);
        }

        return true;
    }

    // The hot loop: whole packets of one part that hold a row each, nothing else.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DecodeRows()
    {
        PacketReader packets = session.Packets;
        packets.Release();
        if (!packets.IsAtHeader)
        {
            return;
        }

        ReceiveBuffer buffer = packets.Buffer;
        ReadOnlySpan<byte> unread = buffer.Unread;
        byte sequence = packets.Sequence;
        int taken = 0;
        try
        {
            while (!_gauge.IsFull && unread.Length - taken > PacketReader.HeaderBytes)
            {
                int length = PacketReader.LengthOf(unread[taken..]);
                int start = taken + PacketReader.HeaderBytes;
                byte first = unread[start];
                if (length == 0 || length > unread.Length - start || length == PacketReader.PartBytes || unread[start - 1] != sequence || first >= OkPacket.EndMark)
                {
                    break;
                }

                _row.Append(unread.Slice(start, length));
                taken = start + length;
                sequence++;
                TotalRows++;
                _gauge.Add(length);
            }
        }
        finally
        {
            packets.Sequence = sequence;
            buffer.Consume(taken);
        }
    }

    private void Take(ReadOnlySpan<byte> content)
    {
        if (content is [ErrorPacket.Mark, ..])
        {
            Error = ErrorPacket.Parse(content);
        }
        else if (session.Responses.IsEnd(content))
        {
            End = session.Responses.ParseEnd(content);
            session.End(End.Value);
        }
        else
        {
            _row.Append(content);
            TotalRows++;
            _gauge.Add(content.Length);
        }
    }
}
