using System.Text;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Sends rows as the values of INSERT statements: where the server takes no files, and for a row alone, of which the strict mode then tells exactly what is wrong.</summary>
internal sealed class ValuesSender(LoadSession session, LoadTarget target, bool isOfStage) : RowSender(session, target.ColumnNames, isOfStage)
{
    private readonly byte[] _head = [(byte)Command.Query, .. Encoding.UTF8.GetBytes(target.InsertSql)];
    private RowFault? _fault;

    public override RowForm Form => RowForm.Literals;

    public override ValueTask BeginAsync(LoadOutput output, CancellationToken cancellationToken)
    {
        _fault = null;
        Clear(output);
        return default;
    }

    public override async ValueTask SendAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        if (rows > 0 && _fault is null)
        {
            // Without the comma behind the last row.
            ReadOnlyMemory<byte> statement = output.Content[..^1];
            long most = Session.Facts.MostPacketBytes - PacketReserve;
            _fault = statement.Length > most
                ? RowFault.TooLarge(statement.Length, most)
                : await JudgeAsync(() => RunAsync(statement, cancellationToken), rows, cancellationToken).ConfigureAwait(false);
        }

        Clear(output);
    }

    public override async ValueTask<RowFault?> EndAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        await SendAsync(output, rows, cancellationToken).ConfigureAwait(false);
        return _fault;
    }

    private async ValueTask<OkPacket> RunAsync(ReadOnlyMemory<byte> statement, CancellationToken cancellationToken)
    {
        ResultHead head = await Session.Session.ExecuteAsync(statement, Session.Where, cancellationToken).ConfigureAwait(false);
        return await Session.Session.FinishAsync(head.Ok, Session.Where, cancellationToken).ConfigureAwait(false);
    }

    private void Clear(LoadOutput output)
    {
        output.Clear();
        output.Bytes(_head);
    }
}
