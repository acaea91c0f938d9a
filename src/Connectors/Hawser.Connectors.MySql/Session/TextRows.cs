using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Reads small results of our own statements, as of the catalog, row by row as texts.</summary>
internal static class TextRows
{
    /// <summary>The rows of a statement without parameters, each made into something.</summary>
    public static ValueTask<List<T>> ListAsync<T>(MySqlSession session, string sql, string where, Func<IReadOnlyList<string?>, T> read, CancellationToken cancellationToken) => session.RunAsync(
        async token =>
        {
            ResultHead head = await session.QueryAsync(sql, where, token).ConfigureAwait(false);
            var rows = new List<T>();
            var cells = new string?[head.Columns.Count];
            while (head.Ok is null)
            {
                await session.Packets.NextAsync(token).ConfigureAwait(false);
                if (session.Packets.Content is [ErrorPacket.Mark, ..])
                {
                    throw new ServerErrorException(ErrorPacket.Parse(session.Packets.Content));
                }

                if (session.Responses.IsEnd(session.Packets.Content))
                {
                    session.End(session.Responses.ParseEnd(session.Packets.Content));
                    break;
                }

                Read(session.Packets.Content, cells);
                rows.Add(read(cells));
            }

            return rows;
        },
        where,
        cancellationToken);

    private static void Read(ReadOnlySpan<byte> content, string?[] cells)
    {
        var cursor = new PacketCursor(content);
        for (int i = 0; i < cells.Length; i++)
        {
            if (cursor.Peek == PacketCursor.NullMark)
            {
                cursor.Byte();
                cells[i] = null;
            }
            else
            {
                cells[i] = cursor.String();
            }
        }

        cursor.End();
    }
}
