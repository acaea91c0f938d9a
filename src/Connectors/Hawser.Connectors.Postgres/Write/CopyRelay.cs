using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// Passes the rows of a COPY … TO STDOUT (FORMAT BINARY) on as those of a COPY … FROM STDIN. Values are not looked at, but each message must be exactly one row of as many fields as there are
/// columns: so the rows that are counted here are the rows that the target gets, whatever the source sends.
/// </summary>
/// <remarks>Source: PostgreSQL documentation, "COPY", "Binary Format"; "Message Flow", "COPY Operations".</remarks>
internal sealed class CopyRelay(CopySession source, int columns, CopyOutput output)
{
    private const int TrailerFields = -1;

    private bool _hasHeader;
    private bool _hasTrailer;
    private bool _isCopyDone;
    private CommandTag? _tag;

    /// <summary>Rows that were passed on.</summary>
    public long Rows { get; private set; }

    /// <summary>Whether the source's statement has come to its end.</summary>
    public bool IsAtEnd { get; private set; }

    /// <summary>The error that the source reported; null while there is none.</summary>
    public ServerError? Error { get; private set; }

    /// <summary>Passes on what has come, until the output is full or all is read; false when more bytes are needed.</summary>
    /// <param name="neededBytes">How many bytes the next message needs at least, when false.</param>
    /// <exception cref="WireFormatException">The bytes are not what the protocol or the format allows.</exception>
    public bool Advance(out int neededBytes)
    {
        neededBytes = 0;
        while (!output.IsFull && !IsAtEnd)
        {
            if (_hasHeader && !_hasTrailer)
            {
                PassRows();
                if (output.IsFull)
                {
                    break;
                }
            }

            if (!source.Messages.TryNext(out BackendMessage kind, out neededBytes))
            {
                return false;
            }

            Take(kind);
        }

        return true;
    }

    // The hot loop: whole messages that hold a row each, nothing else.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void PassRows()
    {
        source.Messages.Release();
        ReceiveBuffer buffer = source.Messages.Buffer;
        ReadOnlySpan<byte> unread = buffer.Unread;
        int taken = 0;
        try
        {
            while (!output.IsFull && unread.Length - taken >= MessageFrame.HeaderBytes && unread[taken] == (byte)BackendMessage.CopyData)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(unread[(taken + 1)..]) - sizeof(int);
                int start = taken + MessageFrame.HeaderBytes;
                if ((uint)length > (uint)(unread.Length - start) || !TryPass(unread.Slice(start, length)))
                {
                    break;
                }

                taken = start + length;
            }
        }
        finally
        {
            buffer.Consume(taken);
        }
    }

    // False for the trailer that ends all rows.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryPass(ReadOnlySpan<byte> row)
    {
        var cursor = new MessageCursor(row);
        int count = cursor.Int16();
        if (count != columns)
        {
            if (count == TrailerFields)
            {
                cursor.End();
                return false;
            }

            throw new WireFormatException($"a row of {count} fields came where {columns} were due");
        }

        for (int i = 0; i < count; i++)
        {
            int length = cursor.Int32();
            if (length != -1)
            {
                cursor.Bytes(length);
            }
        }

        cursor.End();
        output.Bytes(row);
        Rows++;
        return true;
    }

    private void Take(BackendMessage kind)
    {
        if (source.TryHandleAside(kind))
        {
            return;
        }

        switch (kind)
        {
            case BackendMessage.CopyData when !_hasTrailer:
                TakeData(source.Messages.Content);
                break;
            case BackendMessage.CopyDone when _hasTrailer && !_isCopyDone:
                _isCopyDone = true;
                break;
            case BackendMessage.CommandComplete when _isCopyDone && _tag is null:
                _tag = CommandTag.Parse(source.Messages.Content);
                break;
            case BackendMessage.ReadyForQuery when _tag is not null:
                source.Ready();
                CheckCount();
                IsAtEnd = true;
                break;
            case BackendMessage.ErrorResponse:
                Error = ServerError.Parse(source.Messages.Content);
                IsAtEnd = true;
                break;
            default:
                throw new WireFormatException($"a message of the type {kind} came in a COPY {(_hasTrailer ? "after" : "before")} its last row");
        }
    }

    private void TakeData(ReadOnlySpan<byte> content)
    {
        if (!_hasHeader)
        {
            content = content[CopyHeader.Check(content)..];
            _hasHeader = true;
        }

        _hasTrailer = !content.IsEmpty && !TryPass(content);
    }

    private void CheckCount()
    {
        if (_tag!.RowCount is { } count && count != Rows)
        {
            throw new WireFormatException($"the server counts {count} rows in a COPY of which {Rows} came");
        }
    }
}
