using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Reads a COPY that a session of our own has begun. Disposed early it cancels the COPY at the server, so that the session can be used again.</summary>
internal sealed class CopyBatchReader : RecordBatchReader, IReadOutcome
{
    private readonly CopySession _session;
    private readonly CopyDecoder[] _decoders;
    private readonly CopyInput _input;
    private readonly string _where;
    private readonly Func<CopySession, ValueTask>? _released;
    private bool _isDone;

    private CopyBatchReader(CopySession session, Schema schema, CopyDecoder[] decoders, ReadOptions options, string where, Func<CopySession, ValueTask>? released)
    {
        _session = session;
        _decoders = decoders;
        _input = new CopyInput(session, decoders, options);
        _where = where;
        _released = released;
        Schema = schema;
    }

    public override Schema Schema { get; }

    /// <summary>What the server says besides the rows; final at the end.</summary>
    public StatementOutcome Outcome { get; } = new();

    /// <summary>Begins the COPY.</summary>
    /// <param name="session">A session that does nothing else until the reader is disposed.</param>
    /// <param name="sql">COPY (…) TO STDOUT (FORMAT BINARY).</param>
    /// <param name="columns">The columns with their types.</param>
    /// <param name="options">The batches' size and memory.</param>
    /// <param name="where">What is read, in messages, e.g. <c>reading sales.orders</c>.</param>
    /// <param name="released">Gets the session back when the reader is disposed; null: the session stays with the caller.</param>
    /// <param name="cancellationToken">Ends the wait for the beginning.</param>
    public static async ValueTask<CopyBatchReader> OpenAsync(
        CopySession session,
        string sql,
        IReadOnlyList<CopyColumn> columns,
        ReadOptions options,
        string where,
        Func<CopySession, ValueTask>? released,
        CancellationToken cancellationToken)
    {
        var decoders = new List<CopyDecoder>(columns.Count);
        CopyBatchReader? reader = null;
        try
        {
            decoders.AddRange(columns.Select(column => CopyDecoders.Create(column.Type, column.Field, options.Allocator)));
            CopyOutResponse beginning = await session.BeginCopyAsync(sql, where, cancellationToken).ConfigureAwait(false);
            await CheckAsync(session, beginning, columns.Count, where).ConfigureAwait(false);
            session.Messages.Buffer.Allocator = options.Allocator;
            return reader = new CopyBatchReader(session, new Schema(columns.Select(column => column.Field)), [.. decoders], options, where, released);
        }
        finally
        {
            if (reader is null)
            {
                decoders.ForEach(decoder => decoder.Dispose());
            }
        }
    }

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
                _session.Messages.Fill(neededBytes);
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

        return _input.Error is { } error ? throw SyncPump.Run(() => FailAsync(error, cancellationToken)) : Finish();
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
                await _session.Messages.FillAsync(neededBytes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsOurs(e))
        {
            throw await GiveUpAsync(e).ConfigureAwait(false);
        }

        return _input.Error is { } error ? throw await FailAsync(error, cancellationToken).ConfigureAwait(false) : Finish();
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        Array.ForEach(_decoders, decoder => decoder.Dispose());
        await _session.AbortAsync().ConfigureAwait(false);
        _session.Messages.Buffer.Allocator = ArrowAllocator.Default;
        if (_released is not null)
        {
            await _released(_session).ConfigureAwait(false);
        }
    }

    private static async ValueTask CheckAsync(CopySession session, CopyOutResponse beginning, int columns, string where)
    {
        if (!beginning.IsBinary || beginning.ColumnCount != columns)
        {
            await session.AbortAsync().ConfigureAwait(false);
            throw SessionErrors.Wire.Create(
                ConnectorStatus.Internal, $"{where}: the server begins a COPY of {beginning.ColumnCount} columns{(beginning.IsBinary ? "" : " in text")} where {columns} in binary were due.");
        }
    }

    private static bool IsOurs(Exception error) =>
        error is CellMisfitException or OperationCanceledException or ArrowException || WireErrors.IsFromWire(error);

    private RecordBatch? Finish()
    {
        if (_input.IsAtEnd)
        {
            _isDone = true;
            Outcome.Messages = _session.TakeNotices();
        }

        int rows = _input.BatchRows;
        _input.NextBatch();
        return rows == 0 ? null : new RecordBatch(Schema, rows, Array.ConvertAll(_decoders, decoder => decoder.Builder.Finish()));
    }

    /// <summary>Ends the COPY because of an error on our side, or a broken wire, and makes what is thrown.</summary>
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

    private async ValueTask<Exception> FailAsync(ServerError error, CancellationToken cancellationToken)
    {
        _isDone = true;
        try
        {
            return await _session.FailAsync(error, _where, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsOurs(e))
        {
            return await GiveUpAsync(e).ConfigureAwait(false);
        }
    }

    private ConnectorException Misfit(string what, Exception cause) => SessionErrors.Wire.Create(
        ConnectorStatus.InvalidData,
        $"{_where}: {what.TrimEnd('.')}, in column \"{Schema[_input.Column].Name}\", row {_input.TotalRows}.",
        "Read the column in its encoded form (--encode), or cast it in a query.",
        cause);
}
