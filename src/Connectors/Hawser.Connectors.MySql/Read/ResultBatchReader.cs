using Hawser.Arrow;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Read;

/// <summary>Reads a result that a session has begun. Disposed early it ends the statement at the server, so that the session can be used again.</summary>
internal sealed class ResultBatchReader : RecordBatchReader
{
    private readonly MySqlSession _session;
    private readonly PreparedStatement? _statement;
    private readonly CellDecoder[] _decoders;
    private readonly RowInput _input;
    private readonly string _where;
    private bool _isDone;

    /// <summary>Takes over a result of which the head was read.</summary>
    /// <param name="session">The session; it does nothing else until the reader is disposed.</param>
    /// <param name="statement">The prepared statement that runs, given back at the end; null for rows of text.</param>
    /// <param name="columns">The columns.</param>
    /// <param name="decoders">Their decoders, which the reader disposes.</param>
    /// <param name="options">The batches' size and memory.</param>
    /// <param name="where">What is read, in messages, e.g. <c>reading sales.orders</c>.</param>
    public ResultBatchReader(MySqlSession session, PreparedStatement? statement, IReadOnlyList<ResultColumn> columns, CellDecoder[] decoders, ReadOptions options, string where)
    {
        (_session, _statement, _decoders, _where) = (session, statement, decoders, where);
        _input = new RowInput(session, decoders, isBinary: statement is not null, options);
        session.Packets.Buffer.Allocator = options.Allocator;
        Schema = new Schema(columns.Select(column => column.Field));
    }

    public override Schema Schema { get; }

    /// <summary>What the server says besides the rows; final when the reader has given null.</summary>
    public StatementOutcome Outcome { get; } = new();

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        _session.Socket.WaitToken = cancellationToken;
        try
        {
            while (!_input.Advance(out int neededBytes))
            {
                _session.Packets.Fill(neededBytes);
            }
        }
        catch (Exception e) when (IsOurs(e))
        {
            throw SyncPump.Run(() => GiveUpAsync(e));
        }
        finally
        {
            _session.Socket.WaitToken = default;
        }

        return IsAtEnd ? SyncPump.Run(() => EndAsync(cancellationToken)) : Finish();
    }

    protected override async ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        try
        {
            while (!_input.Advance(out int neededBytes))
            {
                await _session.Packets.FillAsync(neededBytes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsOurs(e))
        {
            throw await GiveUpAsync(e).ConfigureAwait(false);
        }

        return IsAtEnd ? await EndAsync(cancellationToken).ConfigureAwait(false) : Finish();
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        Array.ForEach(_decoders, decoder => decoder.Dispose());
        await _session.AbortAsync().ConfigureAwait(false);
        _session.Packets.Buffer.Allocator = ArrowAllocator.Default;
        if (_statement is not null && _session.IsUsable)
        {
            await _session.Statements.GiveBackAsync(_statement, _where).ConfigureAwait(false);
        }
    }

    private bool IsAtEnd => _input.End is not null || _input.Error is not null;

    private static bool IsOurs(Exception error) =>
        error is CellMisfitException or OperationCanceledException or ArrowException || WireErrors.IsFromWire(error);

    private RecordBatch? Finish()
    {
        int rows = _input.BatchRows;
        _input.NextBatch();
        return rows == 0 ? null : new RecordBatch(Schema, rows, Array.ConvertAll(_decoders, decoder => decoder.Builder.Finish()));
    }

    private async ValueTask<RecordBatch?> EndAsync(CancellationToken cancellationToken)
    {
        _isDone = true;
        if (_input.Error is { } error)
        {
            throw _session.Failed(error, _where);
        }

        OkPacket end = _input.End!.Value;
        var messages = new List<ServerMessage>();
        if (end.HasMore)
        {
            OkPacket last = await _session.FinishAsync(end, _where, cancellationToken).ConfigureAwait(false);
            messages.Add(new ServerMessage(MessageSeverity.Warning, "The statement gave further results, which were not read."));
            end = end with { WarningCount = last.WarningCount };
        }

        if (end.WarningCount > 0)
        {
            messages.AddRange(await ServerWarnings.ReadAsync(_session, _where, cancellationToken).ConfigureAwait(false));
        }

        AddNulled(messages);
        Outcome.Messages = messages;
        return Finish();
    }

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

    /// <summary>Ends the statement because of an error on our side, or a broken wire, and makes what is thrown.</summary>
    private async ValueTask<Exception> GiveUpAsync(Exception error)
    {
        _isDone = true;
        if (error is CellMisfitException or ArrowException or OperationCanceledException)
        {
            await _session.AbortAsync().ConfigureAwait(false);
        }

        return error switch
        {
            CellMisfitException => Misfit(error.Message, error),
            ArrowException { IsLimit: false } => Misfit(error.Message, error),
            ArrowException => SessionErrors.Wire.Translate(error, _where),
            OperationCanceledException => error,
            _ => _session.Broken(error, _where),
        };
    }

    private ConnectorException Misfit(string what, Exception cause) => SessionErrors.Wire.Create(
        ConnectorStatus.InvalidData,
        $"{_where}: {what.TrimEnd('.')}, in column \"{Schema[_input.Column].Name}\", row {_input.TotalRows}.",
        Schema[_input.Column].Type.Id is ArrowTypeId.Date32 or ArrowTypeId.Timestamp ? "Set zero_dates to null or text, or leave such rows out by a filter." : "Cast the column in a query.",
        cause);
}
