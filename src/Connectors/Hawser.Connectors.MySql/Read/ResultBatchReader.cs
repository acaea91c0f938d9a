using Hawser.Arrow;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Reads a result that a session has begun.</summary>
internal sealed class ResultBatchReader : WireBatchReader
{
    private readonly MySqlSession _session;
    private readonly PreparedStatement? _statement;
    private readonly CellDecoder[] _decoders;
    private readonly RowInput _rows;

    /// <summary>Takes over a result of which the head was read.</summary>
    /// <param name="session">The session; it does nothing else until the reader is disposed.</param>
    /// <param name="statement">The prepared statement that runs, given back at the end; null for rows of text.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="decoders">Their decoders, which the reader disposes.</param>
    /// <param name="options">The batches' size and memory.</param>
    /// <param name="where">What is read, in messages, e.g. <c>reading sales.orders</c>.</param>
    public ResultBatchReader(MySqlSession session, PreparedStatement? statement, IReadOnlyList<ResultColumn> columns, CellDecoder[] decoders, ReadOptions options, string where)
        : this(session, statement, columns, decoders, new RowInput(session, decoders, isBinary: statement is not null, options), options, where)
    {
    }

    private ResultBatchReader(
        MySqlSession session, PreparedStatement? statement, IReadOnlyList<ResultColumn> columns, CellDecoder[] decoders, RowInput rows, ReadOptions options, string where)
        : base(session, rows, new Schema(columns.Select(column => column.Field)), options.Allocator, SessionErrors.Wire, where) =>
        (_session, _statement, _decoders, _rows) = (session, statement, decoders, rows);

    /// <summary>What the server says besides the rows; final when the reader has given null.</summary>
    public StatementOutcome Outcome { get; } = new();

    protected override async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (_rows.Error is { } error)
        {
            throw _session.Failed(error, Where);
        }

        OkPacket end = _rows.End!.Value;
        var messages = new List<ServerMessage>();
        if (end.HasMore)
        {
            OkPacket last = await _session.FinishAsync(end, Where, cancellationToken).ConfigureAwait(false);
            messages.Add(new ServerMessage(MessageSeverity.Warning, "The statement gave further results, which were not read."));
            end = end with { WarningCount = last.WarningCount };
        }

        if (end.WarningCount > 0)
        {
            messages.AddRange(await ServerWarnings.ReadAsync(_session, Where, cancellationToken).ConfigureAwait(false));
        }

        AddNulled(messages);
        Outcome.Messages = messages;
    }

    protected override async ValueTask ReleaseAsync()
    {
        if (_statement is not null && _session.IsUsable)
        {
            await _session.Statements.GiveBackAsync(_statement, Where).ConfigureAwait(false);
        }
    }

    protected override string HintFor(Field field) => field.Type.Id is ArrowTypeId.Date32 or ArrowTypeId.Timestamp
        ? "Set zero_dates to null or text, or leave such rows out by a filter."
        : "Cast the column in a query.";

    private void AddNulled(List<ServerMessage> messages)
    {
        for (int i = 0; i < _decoders.Length; i++)
        {
            if (_decoders[i].NulledCount is > 0 and var count)
            {
                messages.Add(new ServerMessage(MessageSeverity.Warning, $"{count} dates in column \"{Schema[i].Name}\" that no calendar has were read as NULL, as zero_dates asks."));
            }
        }
    }
}
