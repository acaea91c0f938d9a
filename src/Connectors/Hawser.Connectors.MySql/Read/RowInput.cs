using System.Runtime.CompilerServices;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Decodes the rows of a result, and takes what ends them.</summary>
internal sealed class RowInput(MySqlSession session, CellDecoder[] decoders, bool isBinary, ReadOptions options) : WireRows(decoders, options)
{
    private readonly RowDecoder _row = new(decoders, isBinary);

    public override int Column => _row.Column;

    public override bool IsAtEnd => End is not null || Error is not null;

    /// <summary>How the result ended; null before.</summary>
    public OkPacket? End { get; private set; }

    /// <summary>The error that the server reported; null while there is none.</summary>
    public ErrorPacket? Error { get; private set; }

    public override bool Advance(out int neededBytes)
    {
        neededBytes = 0;
        while (!Gauge.IsFull && !IsAtEnd)
        {
            DecodeRows();
            if (Gauge.IsFull)
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
            while (!Gauge.IsFull && unread.Length - taken > PacketReader.HeaderBytes)
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
                Gauge.Add(length);
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
            Gauge.Add(content.Length);
        }
    }
}
