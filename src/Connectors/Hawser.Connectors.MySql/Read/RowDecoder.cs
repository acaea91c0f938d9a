using System.Runtime.CompilerServices;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Hands the values of one row to the columns' decoders.</summary>
/// <remarks>Source: MySQL source documentation, "Text Resultset Row", "Binary Protocol Resultset Row".</remarks>
internal sealed class RowDecoder(CellDecoder[] decoders, bool isBinary)
{
    // The first two bits of the bitmap of NULL stand for nothing.
    private const int BitmapOffset = 2;

    /// <summary>The first byte of every row of binary.</summary>
    public const byte BinaryMark = 0x00;

    /// <summary>The column at which decoding is.</summary>
    public int Column { get; private set; }

    /// <summary>Whether rows are of binary.</summary>
    public bool IsBinary => isBinary;

    /// <summary>Appends a whole row.</summary>
    /// <exception cref="WireFormatException">The bytes are no row of these columns.</exception>
    public void Append(ReadOnlySpan<byte> row)
    {
        if (isBinary)
        {
            AppendBinary(row);
        }
        else
        {
            AppendText(row);
        }
    }

    // Compiled at its best from the start: a copy of a million rows would be half done before the runtime has seen that it is worth it.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AppendBinary(ReadOnlySpan<byte> row)
    {
        CellDecoder[] columns = decoders;
        var cursor = new PacketCursor(row);
        Column = 0;
        if (cursor.Byte() != BinaryMark)
        {
            throw new WireFormatException($"a row begins with {row[0]}");
        }

        ReadOnlySpan<byte> bitmap = cursor.Bytes((columns.Length + 7 + BitmapOffset) / 8);
        bool hasNull = bitmap.ContainsAnyExcept((byte)0);
        for (int i = 0; i < columns.Length; i++)
        {
            Column = i;
            int bit = i + BitmapOffset;
            if (hasNull && (bitmap[bit >> 3] & (1 << (bit & 7))) != 0)
            {
                columns[i].AppendNull();
            }
            else
            {
                columns[i].AppendBinary(ref cursor);
            }
        }

        cursor.End();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AppendText(ReadOnlySpan<byte> row)
    {
        CellDecoder[] columns = decoders;
        var cursor = new PacketCursor(row);
        for (int i = 0; i < columns.Length; i++)
        {
            Column = i;
            if (cursor.Peek == PacketCursor.NullMark)
            {
                cursor.Byte();
                columns[i].AppendNull();
            }
            else
            {
                columns[i].AppendText(cursor.Text());
            }
        }

        cursor.End();
    }
}
