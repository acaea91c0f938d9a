using System.Security.Cryptography;
using Hawser.Connectors.MySql.Session;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Sends rows as the file of a LOAD DATA LOCAL whose name is made up anew each time, so that no wish of the server for another one is answered. The server makes warnings of what would be
/// errors, and goes on: any of them is a fault.
/// </summary>
internal sealed class FileSender(LoadSession session, LoadTarget target, bool isOfStage) : RowSender(session, target.ColumnNames, isOfStage)
{
    private const int MostPacketBytes = 1 << 20;
    private const int RandomBytes = 12;

    private readonly int _packetBytes = (int)Math.Min(MostPacketBytes, session.Facts.MostPacketBytes / 2);
    private long _sent;

    public override RowForm Form => RowForm.File;

    public override async ValueTask BeginAsync(LoadOutput output, CancellationToken cancellationToken)
    {
        string file = "hawser-" + Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(RandomBytes));
        await Session.Session.File.BeginAsync(target.LoadSql(file), file, Session.Where, cancellationToken).ConfigureAwait(false);
        output.Clear();
        _sent = 0;
    }

    public override async ValueTask SendAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        for (int at = 0; at < output.Length; at += _packetBytes)
        {
            await Session.Session.File.SendAsync(output.Packet(at, Math.Min(_packetBytes, output.Length - at)), Session.Where, cancellationToken).ConfigureAwait(false);
        }

        _sent += rows;
        output.Clear();
    }

    public override async ValueTask<RowFault?> EndAsync(LoadOutput output, long rows, CancellationToken cancellationToken)
    {
        await SendAsync(output, rows, cancellationToken).ConfigureAwait(false);
        return await JudgeAsync(() => Session.Session.File.FinishAsync(Session.Where, cancellationToken), _sent, cancellationToken).ConfigureAwait(false);
    }
}
