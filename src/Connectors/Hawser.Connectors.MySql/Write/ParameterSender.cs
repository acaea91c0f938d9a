using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Sends rows as the parameters of one INSERT, many in a command, where MariaDB takes no files. Values are the same text as in a literal, so that the server makes the same of them; it parses the
/// statement once, which takes about half of the time that INSERT statements of many rows take.
/// </summary>
/// <remarks>Source: MariaDB documentation, "COM_STMT_BULK_EXECUTE".</remarks>
internal sealed class ParameterSender(LoadSession session, LoadTarget target, bool isOfStage) : RowSender(session, target.ColumnNames, isOfStage)
{
    private const ushort TypesFollow = 128;

    private PreparedStatement? _statement;
    private byte[] _head = [];
    private RowFault? _fault;

    public override RowForm Form => RowForm.Parameters;

    public override async ValueTask BeginAsync(LoadOutput output, CancellationToken cancellationToken)
    {
        _fault = null;
        _statement = await Session.Session.Statements.TakeAsync(target.ParameterSql, Session.Where, cancellationToken).ConfigureAwait(false);
        _head = Head(_statement.Id);
        Clear(output);
    }

    public override async ValueTask SendAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        if (rows > 0 && _fault is null)
        {
            ReadOnlyMemory<byte> content = output.Content;
            _fault = content.Length > Session.Facts.MostPacketBytes
                ? RowFault.TooLarge(content.Length, Session.Facts.MostPacketBytes)
                : await JudgeAsync(() => RunAsync(content, cancellationToken), rows, cancellationToken).ConfigureAwait(false);
        }

        Clear(output);
    }

    public override async ValueTask<RowFault?> EndAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        await SendAsync(output, rows, cancellationToken).ConfigureAwait(false);
        await Session.Session.Statements.GiveBackAsync(_statement!, Session.Where).ConfigureAwait(false);
        return _fault;
    }

    private async ValueTask<OkPacket> RunAsync(ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        ResultHead head = await Session.Session.ExecuteAsync(content, Session.Where, cancellationToken).ConfigureAwait(false);
        return await Session.Session.FinishAsync(head.Ok, Session.Where, cancellationToken).ConfigureAwait(false);
    }

    private byte[] Head(uint statement)
    {
        PacketWriter packet = new PacketWriter().Byte((byte)Command.MariaBulkExecute).UInt32(statement).UInt16(TypesFollow);
        if (target.Stage is not null)
        {
            packet.UInt16((ushort)ColumnType.VarString);
        }

        foreach (LoadColumn column in target.Columns)
        {
            packet.UInt16((ushort)(column.IsBytes ? ColumnType.Blob : ColumnType.VarString));
        }

        return packet.Content.ToArray();
    }

    private void Clear(LoadOutput output)
    {
        output.Clear();
        output.Bytes(_head);
    }
}
