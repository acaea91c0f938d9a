using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Session;

/// <summary>What a session can be asked for: statements as text or prepared, and commands without rows.</summary>
/// <remarks>Source: MySQL source documentation, "Command Phase".</remarks>
internal static class SessionCommands
{
    private const ushort MultiStatementsOn = 0;
    private const ushort MultiStatementsOff = 1;

    /// <summary>Begins a statement by COM_QUERY; rows come as text.</summary>
    /// <param name="session">The session, at rest.</param>
    /// <param name="sql">The statement.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server.</param>
    public static ValueTask<ResultHead> QueryAsync(this MySqlSession session, string sql, string where, CancellationToken cancellationToken) => session.RunAsync(
        async token =>
        {
            await session.BeginAsync(new PacketWriter().Byte((byte)Command.Query).Characters(sql).Content, token).ConfigureAwait(false);
            return await session.HeadAsync(where, token).ConfigureAwait(false);
        },
        where,
        cancellationToken);

    /// <summary>Prepares a statement.</summary>
    /// <inheritdoc cref="QueryAsync"/>
    public static ValueTask<PreparedStatement> PrepareAsync(this MySqlSession session, string sql, string where, CancellationToken cancellationToken) => session.RunAsync(
        async token =>
        {
            await session.BeginAsync(new PacketWriter().Byte((byte)Command.StatementPrepare).Characters(sql).Content, token).ConfigureAwait(false);
            PreparedStatement prepared = await session.Responses.PreparedAsync(sql, token).ConfigureAwait(false);
            session.Rest();
            return prepared;
        },
        where,
        cancellationToken);

    /// <summary>Begins a prepared statement with its values, of which rows come in binary.</summary>
    /// <param name="session">The session, at rest.</param>
    /// <param name="execution">The content of COM_STMT_EXECUTE, or of a COM_QUERY that is bytes already.</param>
    /// <param name="where">What it is for, in messages.</param>
    /// <param name="cancellationToken">Cancels the statement at the server.</param>
    public static ValueTask<ResultHead> ExecuteAsync(this MySqlSession session, ReadOnlyMemory<byte> execution, string where, CancellationToken cancellationToken) => session.RunAsync(
        async token =>
        {
            await session.BeginAsync(execution, token).ConfigureAwait(false);
            return await session.HeadAsync(where, token).ConfigureAwait(false);
        },
        where,
        cancellationToken);

    /// <summary>Sends a prepared statement with its values and does not wait: <see cref="AnswerAsync"/> does, before anything else is asked.</summary>
    /// <inheritdoc cref="ExecuteAsync"/>
    public static async ValueTask SendAsync(this MySqlSession session, ReadOnlyMemory<byte> execution, string where, CancellationToken cancellationToken) => await session.RunAsync(
        async token =>
        {
            await session.BeginAsync(execution, token).ConfigureAwait(false);
            return true;
        },
        where,
        cancellationToken).ConfigureAwait(false);

    /// <summary>Waits for the end of a statement without rows that was sent.</summary>
    public static async ValueTask<OkPacket> AnswerAsync(this MySqlSession session, string where, CancellationToken cancellationToken)
    {
        ResultHead head = await session.RunAsync(
            token =>
            {
                session.Socket.WaitHere(token);
                return session.HeadAsync(where, token);
            },
            where,
            cancellationToken).ConfigureAwait(false);
        return await session.FinishAsync(head.Ok, where, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a command that has neither rows nor a statement, and reads its end.</summary>
    public static ValueTask<OkPacket> CommandAsync(this MySqlSession session, PacketWriter command, string where, CancellationToken cancellationToken) => session.RunAsync(
        async token =>
        {
            await session.BeginAsync(command.Content, token).ConfigureAwait(false);
            OkPacket end = await session.Responses.EndAsync(token).ConfigureAwait(false);
            session.End(end);
            return end;
        },
        where,
        cancellationToken);

    /// <summary>Asks for a sign of life.</summary>
    public static async ValueTask PingAsync(this MySqlSession session, string where, CancellationToken cancellationToken) =>
        await session.CommandAsync(new PacketWriter().Byte((byte)Command.Ping), where, cancellationToken).ConfigureAwait(false);

    /// <summary>Allows several statements in one text, or forbids them again.</summary>
    public static async ValueTask SetMultiStatementsAsync(this MySqlSession session, bool isAllowed, string where, CancellationToken cancellationToken)
    {
        PacketWriter command = new PacketWriter().Byte((byte)Command.SetOption).UInt16(isAllowed ? MultiStatementsOn : MultiStatementsOff);
        await session.CommandAsync(command, where, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a statement for what it does; rows are dropped.</summary>
    /// <inheritdoc cref="QueryAsync"/>
    public static async ValueTask<OkPacket> RunAsync(this MySqlSession session, string sql, string where, CancellationToken cancellationToken)
    {
        ResultHead head = await session.QueryAsync(sql, where, cancellationToken).ConfigureAwait(false);
        return await session.FinishAsync(head.Ok, where, cancellationToken).ConfigureAwait(false);
    }
}
