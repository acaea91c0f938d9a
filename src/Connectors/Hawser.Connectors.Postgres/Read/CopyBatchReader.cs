using Hawser.Arrow;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Read;

/// <summary>Reads a COPY that a session of our own has begun.</summary>
internal sealed class CopyBatchReader : WireBatchReader, IReadOutcome
{
    private readonly CopySession _session;
    private readonly CopyInput _input;
    private readonly Func<CopySession, ValueTask>? _released;

    private CopyBatchReader(CopySession session, Schema schema, CopyInput input, ArrowAllocator allocator, string where, Func<CopySession, ValueTask>? released)
        : base(session, input, schema, allocator, SessionErrors.Wire, where) => (_session, _input, _released) = (session, input, released);

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
            return reader = new CopyBatchReader(
                session, new Schema(columns.Select(column => column.Field)), new CopyInput(session, [.. decoders], options), options.Allocator, where, released);
        }
        finally
        {
            if (reader is null)
            {
                decoders.ForEach(decoder => decoder.Dispose());
            }
        }
    }

    protected override async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (_input.Error is { } error)
        {
            throw await FailAsync(error, cancellationToken).ConfigureAwait(false);
        }

        Outcome.Messages = _session.TakeNotices();
    }

    protected override ValueTask ReleaseAsync() => _released?.Invoke(_session) ?? default;

    protected override string HintFor(Field field) => "Read the column in its encoded form (--encode), or cast it in a query.";

    private static async ValueTask CheckAsync(CopySession session, CopyOutResponse beginning, int columns, string where)
    {
        if (!beginning.IsBinary || beginning.ColumnCount != columns)
        {
            await session.AbortAsync().ConfigureAwait(false);
            throw SessionErrors.Wire.Create(
                ConnectorStatus.Internal, $"{where}: the server begins a COPY of {beginning.ColumnCount} columns{(beginning.IsBinary ? "" : " in text")} where {columns} in binary were due.");
        }
    }

    private async ValueTask<Exception> FailAsync(ServerError error, CancellationToken cancellationToken)
    {
        try
        {
            return await _session.FailAsync(error, Where, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (IsGivenUpFor(e))
        {
            return await GiveUpAsync(e).ConfigureAwait(false);
        }
    }
}
