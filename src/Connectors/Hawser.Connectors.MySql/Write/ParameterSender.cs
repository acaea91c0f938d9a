using System.Buffers.Binary;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Sends rows as the parameters of a prepared INSERT, many in one command, as MariaDB takes them: it reads no text then but what is text, and in the strict mode a row that does not fit ends the
/// statement. While the server works on a command the next one is encoded.
/// </summary>
/// <param name="session">The session.</param>
/// <param name="target">What is written to.</param>
/// <param name="isOfStage">Whether the rows go into the staging table of an upsert.</param>
/// <param name="types">The types of a row's values.</param>
/// <remarks>Source: MariaDB documentation, "COM_STMT_BULK_EXECUTE".</remarks>
internal sealed class ParameterSender(LoadSession session, LoadTarget target, bool isOfStage, IEnumerable<BoundType> types) : RowSender(session, target.ColumnNames, isOfStage)
{
    private const ushort TypesFollow = 128;
    private const int IdPosition = 1;

    private readonly byte[] _head = Head(types);
    private PreparedStatement? _statement;
    private RowFault? _fault;
    private long _underWay;
    private long _taken;

    public override RowForm Form => RowForm.Parameters;

    public override async ValueTask BeginAsync(LoadOutput output, CancellationToken cancellationToken)
    {
        (_fault, _underWay, _taken) = (null, 0, 0);
        if (_statement is null)
        {
            _statement = await Session.Session.Statements.TakeAsync(target.ParameterSql, Session.Where, cancellationToken).ConfigureAwait(false);
            BinaryPrimitives.WriteUInt32LittleEndian(_head.AsSpan(IdPosition), _statement.Id);
        }

        Clear(output);
    }

    public override async ValueTask SendAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        if (rows > 0 && _fault is null)
        {
            long most = Session.Facts.MostPacketBytes - PacketReserve;
            if (output.Content.Length > most)
            {
                _fault = RowFault.TooLarge(output.Content.Length, most);
            }
            else
            {
                await Session.Session.SendAsync(output.Content, Session.Where, cancellationToken).ConfigureAwait(false);
                _underWay = rows;
            }
        }

        Clear(output);
    }

    public override async ValueTask<RowFault?> EndAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        await SendAsync(output, rows, cancellationToken).ConfigureAwait(false);
        await WaitAsync(cancellationToken).ConfigureAwait(false);
        return _fault;
    }

    public override async ValueTask CloseAsync()
    {
        if (_statement is { } statement)
        {
            _statement = null;
            await Session.Session.Statements.GiveBackAsync(statement, Session.Where).ConfigureAwait(false);
        }
    }

    // The statement's number is known when it is prepared.
    private static byte[] Head(IEnumerable<BoundType> types)
    {
        PacketWriter head = new PacketWriter().Byte((byte)Command.MariaBulkExecute).UInt32(0).UInt16(TypesFollow);
        foreach (BoundType type in types)
        {
            head.UInt16((ushort)type);
        }

        return head.Content.ToArray();
    }

    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        long rows = _underWay;
        if (rows == 0)
        {
            return;
        }

        _underWay = 0;
        RowFault? fault = await JudgeAsync(() => Session.Session.AnswerAsync(Session.Where, cancellationToken), rows, cancellationToken).ConfigureAwait(false);
        // The server counts from each command's first row.
        _fault = fault is { Line: { } line } ? fault with { Line = _taken + line } : fault;
        _taken += rows;
    }

    private void Clear(LoadOutput output)
    {
        output.Clear();
        output.Bytes(_head);
    }
}
