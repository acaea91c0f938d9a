using System.Runtime.CompilerServices;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Hands the fields of one row to the columns' decoders.</summary>
internal sealed class CopyRow(CopyDecoder[] decoders)
{
    private const int TrailerFields = -1;

    /// <summary>The column at which decoding is.</summary>
    public int Column { get; private set; }

    // As every method that runs for each row or value of most tables: a copy of a million rows would be half done before the runtime has seen that these are worth its best.
    /// <summary>Appends a whole row; false when the bytes are the trailer that ends all rows.</summary>
    /// <exception cref="WireFormatException">The bytes are no row of these columns.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryAppend(ReadOnlySpan<byte> row)
    {
        CopyDecoder[] columns = decoders;
        var cursor = new MessageCursor(row);
        Column = 0;
        int count = cursor.Int16();
        if (count != columns.Length)
        {
            if (count == TrailerFields)
            {
                cursor.End();
                return false;
            }

            throw new WireFormatException($"a row of {count} fields came where {columns.Length} were due");
        }

        for (int i = 0; i < columns.Length; i++)
        {
            Column = i;
            int length = cursor.Int32();
            if (length == -1)
            {
                columns[i].AppendNull();
            }
            else
            {
                columns[i].Append(cursor.Bytes(length));
            }
        }

        cursor.End();
        return true;
    }
}
