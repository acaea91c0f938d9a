using Hawser.Arrow;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// Writes rows block by block: a savepoint, a COPY, and, where rows go through a staging table, the INSERT that moves them. When the server refuses a block it is undone and its rows
/// are sent again in ever smaller ranges, until each bad row is refused alone: so a row is never blamed on the server's word alone, and the good ones are all written.
/// </summary>
internal sealed class BlockWriter : IAsyncDisposable
{
    private const int MostRows = 524_288;
    private const int MostRowsOfPiece = 8192;
    private const long MostBytes = 32 << 20;

    /// <summary>A block is held in memory beside batches that are being read: it may take this share of the ceiling.</summary>
    private const int MemoryShare = 6;

    private const long RowsAfterReject = 64;
    private const string Savepoint = "SAVEPOINT hawser_block";
    private const string Release = "RELEASE SAVEPOINT hawser_block";
    private const string Undo = "ROLLBACK TO SAVEPOINT hawser_block";

    private readonly LoadSession _session;
    private readonly LoadTarget _target;
    private readonly RowRejects _rejects;
    private readonly string _chunkId;
    private readonly RowsSetAside? _aside;
    private readonly long _numberBefore;
    private readonly RowEncoder _encoder;
    private readonly CopyOutput _output;
    private readonly RowBlock _block = new();
    private readonly long _mostBytes;
    private CopyIn? _copy;
    private long _blockBytes;
    private bool _isBehindSavepoint;

    /// <param name="session">The session that it writes in.</param>
    /// <param name="target">What is written to.</param>
    /// <param name="request">The load.</param>
    /// <param name="chunkId">The chunk.</param>
    /// <param name="aside">Keeps all rows, whose numbers there are those of the staged rows, where staged rows are moved on when the load is committed; else null.</param>
    public BlockWriter(LoadSession session, LoadTarget target, LoadRequest request, string chunkId, RowsSetAside? aside)
    {
        (_session, _target, _chunkId, _aside, _numberBefore) = (session, target, chunkId, aside, aside?.Count ?? 0);
        _rejects = new RowRejects(session, target, request, chunkId);
        _encoder = new RowEncoder(target.Columns, isNumbered: target.Stage is not null);
        _output = new CopyOutput(request.Allocator);
        _mostBytes = Math.Min(MostBytes, request.Allocator.LimitBytes / MemoryShare) / Math.Max(1, request.Writers);
    }

    /// <summary>Rows that the server took.</summary>
    public long Written { get; private set; }

    /// <summary>Rows that the reject sink got.</summary>
    public long Rejected => _rejects.Count;

    private bool KeepsRows => !_target.IsOneStatement;

    /// <summary>Takes a batch.</summary>
    public async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        long zero = _block.End;
        _aside?.Add(batch, _chunkId, zero);
        for (int row = 0; row < batch.RowCount;)
        {
            if (_copy is null)
            {
                await _session.ExecuteAsync(_isBehindSavepoint ? [Release, Savepoint] : [Savepoint], cancellationToken).ConfigureAwait(false);
                _isBehindSavepoint = true;
                _copy = await CopyIn.BeginAsync(_session, _target.CopySql, _output, cancellationToken).ConfigureAwait(false);
            }

            int count = Math.Min(batch.RowCount - row, MostRowsOfPiece);
            _block.Add(batch, row, count, KeepsRows);
            await SendAsync(_copy, batch, row, row + count, zero, cancellationToken).ConfigureAwait(false);
            row += count;
            if (KeepsRows && (_block.End - _block.First >= MostRows || _blockBytes >= _mostBytes))
            {
                await EndBlockAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        // A batch that is not kept is gone when the call returns.
        if (!KeepsRows)
        {
            _encoder.End();
        }
    }

    /// <summary>Waits until the server has taken every row. The last block's savepoint goes with the writer's.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => _copy is null ? default : EndBlockAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_copy is not null)
            {
                await _copy.AbortAsync().ConfigureAwait(false);
            }
        }
        finally
        {
            _block.Dispose();
            ((IDisposable)_output).Dispose();
        }
    }

    private async ValueTask SendAsync(CopyIn copy, RecordBatch batch, int row, int end, long zero, CancellationToken cancellationToken)
    {
        _encoder.Begin(batch);
        while (row < end)
        {
            // Rows that were left out before lie in between.
            if (_block.IsDropped(zero + row))
            {
                row++;
                continue;
            }

            int before = _output.Length;
            int until = _block.HasDropped ? row + 1 : end;
            int misfit = _encoder.Write(ref row, until, _numberBefore + zero, _output);
            _blockBytes += _output.Length - before;
            if (misfit >= 0)
            {
                await RejectMisfitAsync(batch, row, zero, misfit, cancellationToken).ConfigureAwait(false);
                row++;
            }

            if (_output.IsFull)
            {
                await copy.SendAsync(_output, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask EndBlockAsync(CancellationToken cancellationToken)
    {
        CopyIn copy = _copy!;
        _copy = null;
        RowFault? fault = await FinishAsync(copy, _block.First, _block.End, cancellationToken).ConfigureAwait(false);
        if (fault is null)
        {
            Written += _block.LiveCount;
        }
        else if (!KeepsRows)
        {
            throw _rejects.Error(fault, _block, fault.Line is { } line ? _block.LiveRow(_block.First, _block.End, line - 1) : null);
        }
        else
        {
            await _session.ExecuteAsync(Undo, cancellationToken).ConfigureAwait(false);
            await FindBadRowsAsync(fault, cancellationToken).ConfigureAwait(false);
        }

        _encoder.End();
        _block.Clear();
        _blockBytes = 0;
    }

    /// <summary>Ends a COPY and moves its rows on; what the server says about a bad row among them, or null when it took them all.</summary>
    private async ValueTask<RowFault?> FinishAsync(CopyIn copy, long from, long to, CancellationToken cancellationToken)
    {
        string? copied = _target.CopiedName;
        try
        {
            await copy.CompleteAsync(_output, cancellationToken).ConfigureAwait(false);
            copied = null;
            if (_target.Stage is not { } stage)
            {
                return null;
            }

            if (_aside is not null)
            {
                if (stage.CheckSql(_numberBefore + from, _numberBefore + to) is { } check)
                {
                    await _session.TryExecuteAsync([check], cancellationToken).ConfigureAwait(false);
                }

                return null;
            }

            long moved = await _session.TryExecuteAsync([stage.MoveSql(from, to)], cancellationToken).ConfigureAwait(false);
            return moved == _block.CountLive(from, to) ? null : RowFault.Dropped;
        }
        catch (PostgresException error) when (RowFault.IsOfRow(error))
        {
            RowFault fault = RowFault.Of(error, copied, _target.Stage, _target.ColumnNames);
            return fault with { Text = _target.Named(fault.Text) };
        }
        catch (PostgresException error)
        {
            throw _session.Translated(error, cancellationToken)!;
        }
    }

    private async ValueTask FindBadRowsAsync(RowFault fault, CancellationToken cancellationToken)
    {
        long at = _block.First, end = _block.End;
        long rows = RowsBefore(fault, at, end), goodAt = at;
        while (at < end)
        {
            long to = Math.Min(at + rows, end);
            long live = _block.CountLive(at, to);
            RowFault? found = live == 0 ? null : await TryRangeAsync(at, to, cancellationToken).ConfigureAwait(false);
            if (found is null)
            {
                Written += live;
                goodAt = at = to;
                rows = Math.Min(rows * 2, MostRows);
            }
            else if (live == 1)
            {
                await _rejects.GiveAsync(found, _block, _block.LiveRow(at, to, 0)!.Value, cancellationToken).ConfigureAwait(false);
                // Bad rows often come in a row: then each is looked at alone, until one is good.
                rows = goodAt == at ? RowsAfterReject : 1;
                at = to;
            }
            else
            {
                rows = RowsBefore(found, at, to);
            }
        }
    }

    // As many rows as lie before the one that the server names, or that one alone, or half.
    private long RowsBefore(RowFault fault, long from, long to) => fault.Line is { } line && _block.LiveRow(from, to, line - 1) is { } named
        ? Math.Max(named - from, 1)
        : Math.Max((to - from) / 2, 1);

    private async ValueTask<RowFault?> TryRangeAsync(long from, long to, CancellationToken cancellationToken)
    {
        _copy = await CopyIn.BeginAsync(_session, _target.CopySql, _output, cancellationToken).ConfigureAwait(false);
        foreach ((RecordBatch batch, int start, int end, long zero) in _block.Pieces(from, to))
        {
            await SendAsync(_copy, batch, start, end, zero, cancellationToken).ConfigureAwait(false);
        }

        CopyIn copy = _copy;
        _copy = null;
        RowFault? fault = await FinishAsync(copy, from, to, cancellationToken).ConfigureAwait(false);
        await _session.ExecuteAsync(fault is null ? [Release, Savepoint] : [Undo], cancellationToken).ConfigureAwait(false);
        return fault;
    }

    private async ValueTask RejectMisfitAsync(RecordBatch batch, int row, long zero, int column, CancellationToken cancellationToken)
    {
        long number = zero + row;
        if (!_rejects.Continues)
        {
            // A row before it that the server refuses comes first.
            _block.CutAt(number);
            await EndBlockAsync(cancellationToken).ConfigureAwait(false);
            throw _rejects.MisfitError(batch, row, number, column);
        }

        _block.Drop(number);
        await _rejects.GiveMisfitAsync(batch, row, number, column, cancellationToken).ConfigureAwait(false);
    }
}
