using System.Text;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Reads what a server answers to a command, up to its first row.</summary>
/// <remarks>Source: MySQL source documentation, "COM_QUERY Response", "COM_STMT_PREPARE Response".</remarks>
internal sealed class ResponseReader(PacketReader reader, ServerCapabilities capabilities)
{
    /// <summary>The first byte of a server's request for a file.</summary>
    private const byte FileRequest = PacketCursor.NullMark;

    private const int PrepareBytes = 12;
    private const int MostColumns = 4096;

    private bool _isInColumns;

    /// <summary>What both sides agreed upon.</summary>
    public ServerCapabilities Capabilities => capabilities;

    /// <summary>The file that the server asks for; null when the last answer was none.</summary>
    public string? RequestedFile { get; private set; }

    /// <summary>The head of the next result; null when the server asks for a file, which <see cref="RequestedFile"/> then names.</summary>
    /// <exception cref="ServerErrorException">The server reports an error.</exception>
    public async ValueTask<ResultHead?> HeadAsync(CancellationToken cancellationToken)
    {
        ThrowIfInColumns();
        RequestedFile = null;
        await NextAsync(cancellationToken).ConfigureAwait(false);
        switch (reader.Content[0])
        {
            case OkPacket.Mark:
                return new ResultHead([], OkPacket.Parse(reader.Content, capabilities));
            case FileRequest:
                RequestedFile = Encoding.UTF8.GetString(reader.Content[1..]);
                return null;
            default:
                return new ResultHead(await ColumnsAsync(CountOf(reader.Content), cancellationToken).ConfigureAwait(false), null);
        }
    }

    /// <summary>The answer to COM_STMT_PREPARE.</summary>
    /// <param name="sql">The statement's text.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ServerErrorException">The server reports an error.</exception>
    public async ValueTask<PreparedStatement> PreparedAsync(string sql, CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken).ConfigureAwait(false);
        (uint id, int columns, int parameters) = ParsePrepared(reader.Content);
        _isInColumns = true;
        await ColumnsAsync(parameters, cancellationToken).ConfigureAwait(false);
        var prepared = new PreparedStatement(sql, id, parameters, await ColumnsAsync(columns, cancellationToken).ConfigureAwait(false));
        _isInColumns = false;
        return prepared;
    }

    /// <summary>The answer to a command that only ends well or not.</summary>
    /// <exception cref="ServerErrorException">The server reports an error.</exception>
    public async ValueTask<OkPacket> EndAsync(CancellationToken cancellationToken)
    {
        await NextAsync(cancellationToken).ConfigureAwait(false);
        return reader.Content[0] switch
        {
            OkPacket.Mark => OkPacket.Parse(reader.Content, capabilities),
            OkPacket.EndMark => ParseEnd(reader.Content),
            var other => throw new WireFormatException($"a packet that begins with {other} came where the end of a command was due"),
        };
    }

    /// <summary>Whether a packet that came where a row was due ends the rows. Rows of text may begin with the same byte when their first value is huge.</summary>
    public bool IsEnd(ReadOnlySpan<byte> content) =>
        content is [OkPacket.EndMark, ..] && (capabilities.HasFlag(ServerCapabilities.NoEndOfFile) ? content.Length < PacketReader.PartBytes : content.Length < OkPacket.MostEndOfFileBytes);

    /// <summary>Reads a packet for which <see cref="IsEnd"/> holds.</summary>
    public OkPacket ParseEnd(ReadOnlySpan<byte> content) =>
        capabilities.HasFlag(ServerCapabilities.NoEndOfFile) ? OkPacket.Parse(content, capabilities) : OkPacket.ParseEndOfFile(content);

    private static int CountOf(ReadOnlySpan<byte> content)
    {
        var cursor = new PacketCursor(content);
        ulong count = cursor.Number();
        cursor.End();
        return count is > 0 and <= MostColumns ? (int)count : throw new WireFormatException($"a result of {count} columns is announced");
    }

    private static (uint Id, int Columns, int Parameters) ParsePrepared(ReadOnlySpan<byte> content)
    {
        if (content.Length < PrepareBytes || content[0] != OkPacket.Mark)
        {
            throw new WireFormatException($"the answer to a statement's preparation has {content.Length} bytes and begins with {content[0]}");
        }

        var cursor = new PacketCursor(content[1..]);
        uint id = cursor.UInt32();
        int columns = cursor.UInt16();
        return (id, columns, cursor.UInt16());
    }

    private async ValueTask<ColumnDefinition[]> ColumnsAsync(int count, CancellationToken cancellationToken)
    {
        if (count == 0)
        {
            return [];
        }

        _isInColumns = true;
        var columns = new ColumnDefinition[count];
        for (int i = 0; i < count; i++)
        {
            await NextAsync(cancellationToken).ConfigureAwait(false);
            columns[i] = ColumnDefinition.Parse(reader.Content, capabilities);
        }

        if (!capabilities.HasFlag(ServerCapabilities.NoEndOfFile))
        {
            await NextAsync(cancellationToken).ConfigureAwait(false);
            if (!IsEnd(reader.Content))
            {
                throw new WireFormatException($"more than the {count} columns that were announced came");
            }
        }

        _isInColumns = false;
        return columns;
    }

    // Who gave up amid columns has lost count of them.
    private void ThrowIfInColumns()
    {
        if (_isInColumns)
        {
            throw new WireFormatException("reading was given up amid the columns of a result");
        }
    }

    private async ValueTask NextAsync(CancellationToken cancellationToken)
    {
        await reader.NextAsync(cancellationToken).ConfigureAwait(false);
        switch (reader.Content)
        {
            case []:
                throw new WireFormatException("an empty packet came where an answer was due");
            case [ErrorPacket.Mark, ..]:
                throw new ServerErrorException(ErrorPacket.Parse(reader.Content));
        }
    }
}
