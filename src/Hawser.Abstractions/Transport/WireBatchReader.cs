using Hawser.Arrow;

namespace Hawser.Connectors.Transport;

/// <summary>Reads rows that a session has begun to receive. Disposed early it ends the statement at the server, so that the session can be used again.</summary>
public abstract class WireBatchReader : RecordBatchReader
{
    private readonly WireSession _session;
    private readonly WireRows _rows;
    private readonly WireErrors _errors;
    private bool _isDone;

    /// <summary>Takes over the rows.</summary>
    /// <param name="session">The session; it does nothing else until the reader is disposed.</param>
    /// <param name="rows">What decodes them, which the reader disposes.</param>
    /// <param name="schema">The columns.</param>
    /// <param name="allocator">Where memory for huge rows comes from.</param>
    /// <param name="errors">What goes wrong on the wire.</param>
    /// <param name="where">What is read, in messages, e.g. <c>reading sales.orders</c>.</param>
    protected WireBatchReader(WireSession session, WireRows rows, Schema schema, ArrowAllocator allocator, WireErrors errors, string where)
    {
        ArgumentNullException.ThrowIfNull(session);
        (_session, _rows, _errors, Schema, Where) = (session, rows, errors, schema, where);
        session.Frames.Buffer.Allocator = allocator;
    }

    /// <inheritdoc/>
    public sealed override Schema Schema { get; }

    /// <summary>What is read, in messages.</summary>
    protected string Where { get; }

    /// <inheritdoc/>
    protected sealed override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        _session.Socket.WaitToken = cancellationToken;
        try
        {
            while (!_rows.Advance(out int neededBytes))
            {
                _session.Frames.Fill(neededBytes);
            }
        }
        catch (Exception e) when (IsGivenUpFor(e))
        {
            throw SyncPump.Run(() => GiveUpAsync(e));
        }
        finally
        {
            _session.Socket.WaitToken = default;
        }

        return _rows.IsAtEnd ? SyncPump.Run(() => FinishAsync(cancellationToken)) : _rows.TakeBatch(Schema);
    }

    /// <inheritdoc/>
    protected sealed override async ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        if (_isDone)
        {
            return null;
        }

        try
        {
            while (!_rows.Advance(out int neededBytes))
            {
                await _session.Frames.FillAsync(neededBytes, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (Exception e) when (IsGivenUpFor(e))
        {
            throw await GiveUpAsync(e).ConfigureAwait(false);
        }

        return _rows.IsAtEnd ? await FinishAsync(cancellationToken).ConfigureAwait(false) : _rows.TakeBatch(Schema);
    }

    /// <inheritdoc/>
    protected sealed override async ValueTask DisposeCoreAsync()
    {
        _rows.Dispose();
        await _session.AbortAsync().ConfigureAwait(false);
        _session.Frames.Buffer.Allocator = ArrowAllocator.Default;
        await ReleaseAsync().ConfigureAwait(false);
    }

    /// <summary>Takes what the server says at the end of the rows.</summary>
    /// <exception cref="ConnectorException">It says that the statement failed.</exception>
    protected abstract ValueTask EndAsync(CancellationToken cancellationToken);

    /// <summary>Gives back what the reader held besides the session; the statement has ended.</summary>
    protected virtual ValueTask ReleaseAsync() => default;

    /// <summary>What to do about a value that has no form in its column.</summary>
    protected abstract string HintFor(Field field);

    /// <summary>Whether an exception while rows are read ends the statement, by <see cref="GiveUpAsync"/>.</summary>
    protected static bool IsGivenUpFor(Exception error) => error is CellMisfitException or OperationCanceledException or ArrowException || WireErrors.IsFromWire(error);

    /// <summary>Ends the statement because of an error on our side, or a broken wire, and makes what is thrown.</summary>
    protected async ValueTask<Exception> GiveUpAsync(Exception error)
    {
        _isDone = true;
        if (error is CellMisfitException or ArrowException or OperationCanceledException)
        {
            await _session.AbortAsync().ConfigureAwait(false);
        }

        return error switch
        {
            CellMisfitException => Misfit(error),
            ArrowException { IsLimit: false } => Misfit(error),
            ArrowException => _errors.Translate(error, Where),
            OperationCanceledException => error,
            _ => _session.Broken(error, Where),
        };
    }

    private async ValueTask<RecordBatch?> FinishAsync(CancellationToken cancellationToken)
    {
        _isDone = true;
        await EndAsync(cancellationToken).ConfigureAwait(false);
        return _rows.TakeBatch(Schema);
    }

    private ConnectorException Misfit(Exception cause) => _errors.Create(
        ConnectorStatus.InvalidData,
        $"{Where}: {cause.Message.TrimEnd('.')}, in column \"{Schema[_rows.Column].Name}\", row {_rows.TotalRows}.",
        HintFor(Schema[_rows.Column]),
        cause);
}
