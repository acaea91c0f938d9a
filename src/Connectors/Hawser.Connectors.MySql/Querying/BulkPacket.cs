using Hawser.Arrow;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Querying;

/// <summary>The content of MariaDB's COM_STMT_BULK_EXECUTE: a statement's number and many rows of values, column types once.</summary>
/// <remarks>Source: MariaDB documentation, "COM_STMT_BULK_EXECUTE".</remarks>
internal static class BulkPacket
{
    private const ushort TypesFollow = 128;
    private const byte ValueFollows = 0;
    private const byte IsNull = 1;
    private const int EnoughBytes = 1 << 20;

    private static readonly string[] Changes = ["INSERT", "REPLACE", "UPDATE", "DELETE"];

    /// <summary>Whether a server runs a statement so: MariaDB, and one that changes rows and gives none.</summary>
    public static bool Takes(MySqlConnection connection, PreparedStatement statement) =>
        connection.Session.Capabilities.HasFlag(ServerCapabilities.MariaBulk) && statement is { ParameterCount: > 0, Columns.Count: 0 }
        && Array.Exists(Changes, word => statement.Sql.AsSpan().TrimStart().StartsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>Makes the content of as many rows as one packet should have, one at least.</summary>
    /// <param name="statement">The statement's number.</param>
    /// <param name="values">A batch with a column per parameter.</param>
    /// <param name="first">The first row of it.</param>
    /// <param name="mostBytes">The longest packet that the server takes.</param>
    /// <returns>The content, and how many rows are in it.</returns>
    public static (ReadOnlyMemory<byte> Content, int Rows) Create(uint statement, RecordBatch values, int first, long mostBytes)
    {
        PacketWriter packet = new PacketWriter().Byte((byte)Command.MariaBulkExecute).UInt32(statement).UInt16(TypesFollow);
        int columns = values.Schema.Fields.Count;
        for (int i = 0; i < columns; i++)
        {
            packet.UInt16(ParameterPacket.TypeOf(values[i].Type));
        }

        int row = first;
        long enough = Math.Min(EnoughBytes, mostBytes / 2);
        do
        {
            for (int i = 0; i < columns; i++)
            {
                if (values[i].IsNull(row))
                {
                    packet.Byte(IsNull);
                }
                else
                {
                    ParameterPacket.Append(packet.Byte(ValueFollows), values.Schema[i], values[i], row);
                }
            }

            row++;
        }
        while (row < values.RowCount && packet.Content.Length < enough);
        return (packet.Content, row - first);
    }
}
