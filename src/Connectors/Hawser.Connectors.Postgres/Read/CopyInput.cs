using System.Runtime.CompilerServices;
using System.Buffers.Binary;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>
/// Decodes what a COPY in binary format sends, in place and as far as it has come. PostgreSQL sends each row as one message, the format's header before the first and its trailer alone.
/// </summary>
/// <remarks>Source: PostgreSQL documentation, "COPY", "Binary Format"; "Message Flow", "COPY Operations".</remarks>
internal sealed class CopyInput : WireRows
{
    private readonly CopySession _session;
    private readonly CopyRow _row;
    private bool _hasHeader;
    private bool _hasTrailer;
    private bool _isCopyDone;
    private bool _isAtEnd;
    private CommandTag? _tag;
    private ServerError? _error;

    public CopyInput(CopySession session, CopyDecoder[] decoders, ReadOptions options)
        : base(decoders, options) => (_session, _row) = (session, new CopyRow(decoders));

    public override int Column => _row.Column;

    public override bool IsAtEnd => _isAtEnd;

    /// <summary>The error that the server reported; null while there is none.</summary>
    public ServerError? Error => _error;

    public override bool Advance(out int neededBytes)
    {
        neededBytes = 0;
        while (!Gauge.IsFull && !IsAtEnd)
        {
            if (_hasHeader && !_hasTrailer)
            {
                DecodeRows();
                if (Gauge.IsFull)
                {
                    break;
                }
            }

            if (!_session.Messages.TryNext(out BackendMessage kind, out neededBytes))
            {
                return false;
            }

            Take(kind);
        }

        return true;
    }

    // The hot loop: whole messages that hold a row each, nothing else.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void DecodeRows()
    {
        _session.Messages.Release();
        ReceiveBuffer buffer = _session.Messages.Buffer;
        ReadOnlySpan<byte> unread = buffer.Unread;
        int taken = 0;
        try
        {
            while (!Gauge.IsFull && unread.Length - taken >= MessageFrame.HeaderBytes && unread[taken] == (byte)BackendMessage.CopyData)
            {
                int length = BinaryPrimitives.ReadInt32BigEndian(unread[(taken + 1)..]) - sizeof(int);
                int start = taken + MessageFrame.HeaderBytes;
                if ((uint)length > (uint)(unread.Length - start) || !_row.TryAppend(unread.Slice(start, length)))
                {
                    break;
                }

                taken = start + length;
                TotalRows++;
                Gauge.Add(length);
            }
        }
        finally
        {
            buffer.Consume(taken);
        }
    }

    private void Take(BackendMessage kind)
    {
        if (_session.TryHandleAside(kind))
        {
            return;
        }

        switch (kind)
        {
            case BackendMessage.CopyData when !_isCopyDone:
                TakeData(_session.Messages.Content);
                break;
            case BackendMessage.CopyDone when _hasTrailer && !_isCopyDone:
                _isCopyDone = true;
                break;
            case BackendMessage.CommandComplete when _isCopyDone && _tag is null:
                _tag = CommandTag.Parse(_session.Messages.Content);
                break;
            case BackendMessage.ReadyForQuery when _tag is not null:
                _session.Ready();
                CheckCount();
                _isAtEnd = true;
                break;
            case BackendMessage.ErrorResponse:
                _error = ServerError.Parse(_session.Messages.Content);
                _isAtEnd = true;
                break;
            default:
                throw new WireFormatException($"a message of the type {kind} came in a COPY {(_isCopyDone ? "that had ended" : _hasTrailer ? "after its last row" : "before its last row")}");
        }
    }

    private void TakeData(ReadOnlySpan<byte> content)
    {
        if (!_hasHeader)
        {
            content = content[CopyHeader.Check(content)..];
            _hasHeader = true;
            if (content.IsEmpty)
            {
                return;
            }
        }

        if (_hasTrailer)
        {
            throw new WireFormatException($"{content.Length} bytes came behind the end of a COPY");
        }

        if (_row.TryAppend(content))
        {
            TotalRows++;
            Gauge.Add(content.Length);
        }
        else
        {
            _hasTrailer = true;
        }
    }

    private void CheckCount()
    {
        if (_tag!.RowCount is { } count && count != TotalRows)
        {
            throw new WireFormatException($"the server counts {count} rows in a COPY of which {TotalRows} came");
        }
    }
}
