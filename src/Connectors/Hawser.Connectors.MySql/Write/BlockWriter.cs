using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// Writes rows block by block: a savepoint, the rows, and, for an upsert, the INSERT that moves them on. When the server does not take a block as it was sent, the block is undone and its rows
/// are sent again in ever smaller ranges, until each bad row is refused alone by a strict INSERT: so a row is never blamed on a warning alone, and the good ones are all written. Beside other
/// writers each block is a transaction of its own: when two wait for each other for a key that both were given, the server undoes one's block, which is then sent again.
/// </summary>
internal sealed class BlockWriter : IAsyncDisposable
{
    private const int MostRows = 262_144;
    private const int MostRowsOfPiece = 8192;
    private const int FileBytes = 256 << 10;
    private const int StatementBytes = 1 << 20;
    private const long MostBytes = 8 << 20;

    /// <summary>A block is held in memory beside batches that are being read: it may take this share of the ceiling.</summary>
    private const int MemoryShare = 6;

    private const long RowsAfterReject = 64;

    /// <summary>So often a block is sent again that the server undid because of another writer.</summary>
    private const int MostRetries = 10;

    private const string Savepoint = "SAVEPOINT hawser_block";
    private const string Undo = "ROLLBACK TO SAVEPOINT hawser_block";

    private readonly LoadSession _session;
    private readonly LoadTarget _target;
    private readonly string _chunkId;
    private readonly RowsSetAside? _aside;
    private readonly bool _isBesideOthers;
    private readonly long _numberBefore;
    private readonly RowRejects _rejects;
    private readonly RowEncoder _encoder;
    private readonly LoadOutput _output;
    private readonly RowBlock _block = new();
    private readonly RowSender _one;
    private readonly FileSender? _file;
    private readonly long _mostBytes;
    private RowSender _many;
    private RowSender? _open;
    private long _blockBytes;
    private long _waiting;
    private long _writtenBefore;

    /// <param name="session">The session that it writes on.</param>
    /// <param name="target">What is written to.</param>
    /// <param name="request">The load.</param>
    /// <param name="chunkId">The chunk.</param>
    /// <param name="aside">Keeps all rows, whose numbers there are those of the staged rows, where staged rows are moved on when the load is committed; else null.</param>
    public BlockWriter(LoadSession session, LoadTarget target, LoadRequest request, string chunkId, RowsSetAside? aside)
    {
        (_session, _target, _chunkId, _aside, _numberBefore) = (session, target, chunkId, aside, aside?.Count ?? 0);
        _isBesideOthers = target.Beside is not null;
        _rejects = new RowRejects(session, target, request, chunkId);
        _encoder = new RowEncoder(target.Columns, isNumbered: target.Stage is not null);
        bool isOfStage = target.Stage is not null;
        _one = new ValuesSender(session, target, isOfStage);
        _file = session.SendsFiles ? new FileSender(session, target, isOfStage) : null;
        _many = session.TakesManyRows ? new ParameterSender(session, target, isOfStage, _encoder.BoundTypes) : (RowSender?)_file ?? _one;
        _mostBytes = Math.Min(MostBytes, request.Allocator.LimitBytes / MemoryShare);
        _output = new LoadOutput(request.Allocator, (int)Math.Min(ReferenceEquals(_many, _file) ? FileBytes : StatementBytes, Math.Min(session.Facts.MostPacketBytes / 2, _mostBytes / 2)));
    }

    /// <summary>Rows that the server took.</summary>
    public long Written { get; private set; }

    /// <summary>Rows that the reject sink got.</summary>
    public long Rejected => _rejects.Count;

    /// <summary>Whether rows are committed, in the table beside the target, which cannot be taken back alone.</summary>
    public bool HasCommitted { get; private set; }

    /// <summary>Takes a batch.</summary>
    public async ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken)
    {
        long zero = _block.End;
        _aside?.Add(batch, _chunkId, zero);
        for (int row = 0; row < batch.RowCount;)
        {
            if (_open is null)
            {
                await BeginBlockAsync(cancellationToken).ConfigureAwait(false);
            }

            int count = Math.Min(batch.RowCount - row, MostRowsOfPiece);
            _block.Add(batch, row, count, isKept: true);
            try
            {
                await SendAsync(_open!, batch, row, row + count, zero, cancellationToken).ConfigureAwait(false);
            }
            catch (ConnectorException error) when (CanRetry(error))
            {
                await RetryAsync(cancellationToken).ConfigureAwait(false);
                await CloseBlockAsync(cancellationToken).ConfigureAwait(false);
            }

            row += count;
            if (_block.End - _block.First >= MostRows || _blockBytes >= _mostBytes)
            {
                await EndBlockAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Waits until the server has taken every row.</summary>
    public ValueTask CompleteAsync(CancellationToken cancellationToken) => _open is null ? default : EndBlockAsync(cancellationToken);

    public async ValueTask DisposeAsync()
    {
        if (_open is not null)
        {
            await _session.Session.AbortAsync().ConfigureAwait(false);
        }

        await _many.CloseAsync().ConfigureAwait(false);
        _block.Dispose();
        ((IDisposable)_output).Dispose();
    }

    private async ValueTask BeginBlockAsync(CancellationToken cancellationToken)
    {
        if (_isBesideOthers)
        {
            await _session.ExecuteAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
        }

        // A savepoint of the same name takes the place of the one before.
        await _session.ExecuteAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        await BeginAsync(_many, cancellationToken).ConfigureAwait(false);
        _writtenBefore = Written;
    }

    private async ValueTask CloseBlockAsync(CancellationToken cancellationToken)
    {
        if (_isBesideOthers)
        {
            await _session.ExecuteAsync("COMMIT", cancellationToken).ConfigureAwait(false);
            HasCommitted = true;
        }

        _encoder.End();
        _block.Clear();
        _blockBytes = 0;
    }

    private bool CanRetry(ConnectorException error) => _isBesideOthers && error.VendorCode == MySqlErrors.Deadlock && _session.Session.IsUsable;

    /// <summary>Sends the block again whose transaction the server undid, without the rows that were rejected before.</summary>
    private async ValueTask RetryAsync(CancellationToken cancellationToken)
    {
        for (int retries = 1; ; retries++)
        {
            (_open, Written) = (null, _writtenBefore);
            try
            {
                await _session.ExecuteAsync("START TRANSACTION", cancellationToken).ConfigureAwait(false);
                await FindBadRowsAsync(_block.End - _block.First, cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (ConnectorException again) when (CanRetry(again))
            {
                if (retries == MostRetries)
                {
                    throw BetweenWriters(again);
                }
            }
        }
    }

    private static ConnectorException BetweenWriters(ConnectorException error) => new(error.Status, MySqlErrors.Connector, error.Detail, error)
    {
        SqlState = error.SqlState,
        VendorCode = error.VendorCode,
        Hint = "Two writers were given rows of the same keys; with one writer (--workers 1) each such row is found.",
    };

    private async ValueTask BeginAsync(RowSender sender, CancellationToken cancellationToken)
    {
        _output.IsEscaping = !sender.Form.IsBound;
        await sender.BeginAsync(_output, cancellationToken).ConfigureAwait(false);
        (_open, _waiting) = (sender, 0);
    }

    private async ValueTask SendAsync(RowSender sender, RecordBatch batch, int row, int end, long zero, CancellationToken cancellationToken)
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

            int before = _output.Length, first = row;
            int misfit = _encoder.Write(ref row, _block.HasDropped ? row + 1 : end, _numberBefore + zero, sender.Form, _output);
            _blockBytes += _output.Length - before;
            _waiting += row - first;
            if (misfit >= 0)
            {
                await RejectMisfitAsync(batch, row, zero, misfit, cancellationToken).ConfigureAwait(false);
                row++;
            }

            if (_output.IsFull)
            {
                long waiting = _waiting;
                _waiting = 0;
                await sender.SendAsync(_output, waiting, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask EndBlockAsync(CancellationToken cancellationToken)
    {
        try
        {
            RowFault? fault = await FinishAsync(_block.First, _block.End, cancellationToken).ConfigureAwait(false);
            if (fault is null)
            {
                Written += _block.LiveCount;
            }
            else
            {
                await _session.ExecuteAsync(Undo, cancellationToken).ConfigureAwait(false);
                await FindBadRowsAsync(RowsBefore(fault, _block.First, _block.End), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConnectorException error) when (CanRetry(error))
        {
            await RetryAsync(cancellationToken).ConfigureAwait(false);
        }

        await CloseBlockAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a run of rows and moves them on; what is wrong with one of them, or null when they are all there.</summary>
    private async ValueTask<RowFault?> FinishAsync(long from, long to, CancellationToken cancellationToken)
    {
        RowSender sender = _open!;
        _open = null;
        RowFault? fault = await sender.EndAsync(_output, _waiting, cancellationToken).ConfigureAwait(false);
        return fault is null && _aside is null && _target.Stage is { } stage
            ? await stage.MoveAsync(_session, from, to, _block.CountLive(from, to), cancellationToken).ConfigureAwait(false)
            : fault;
    }

    private async ValueTask FindBadRowsAsync(long rows, CancellationToken cancellationToken)
    {
        long at = _block.First, end = _block.End, goodAt = at;
        while (at < end)
        {
            long to = Math.Min(at + rows, end);
            long live = _block.CountLive(at, to);
            RowFault? found = live == 0 ? null : await TryRangeAsync(at, to, live == 1 ? _one : _many, cancellationToken).ConfigureAwait(false);
            if (live == 1 && found is { IsTooLarge: true } && _file is not null)
            {
                // A file may be longer than a packet; so may be the rows behind this one.
                await UseFilesAsync().ConfigureAwait(false);
                found = await TryRangeAsync(at, to, _file, cancellationToken).ConfigureAwait(false);
            }

            if (found is null)
            {
                Written += live;
                goodAt = at = to;
                rows = Math.Min(rows * 2, MostRows);
            }
            else if (live == 1)
            {
                long number = _block.LiveRow(at, to, 0)!.Value;
                await _rejects.GiveAsync(found, _block, number, cancellationToken).ConfigureAwait(false);
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

    private async ValueTask UseFilesAsync()
    {
        if (!ReferenceEquals(_many, _file))
        {
            await _many.CloseAsync().ConfigureAwait(false);
            _many = _file!;
        }
    }

    private async ValueTask<RowFault?> TryRangeAsync(long from, long to, RowSender sender, CancellationToken cancellationToken)
    {
        await _session.ExecuteAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        await BeginAsync(sender, cancellationToken).ConfigureAwait(false);
        foreach ((RecordBatch batch, int start, int end, long zero) in _block.Pieces(from, to))
        {
            await SendAsync(_open!, batch, start, end, zero, cancellationToken).ConfigureAwait(false);
        }

        RowFault? fault = await FinishAsync(from, to, cancellationToken).ConfigureAwait(false);
        if (fault is not null)
        {
            await _session.ExecuteAsync(Undo, cancellationToken).ConfigureAwait(false);
        }

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
            throw _rejects.MisfitError(batch, row, number, column, _encoder.MisfitReason);
        }

        _block.Drop(number);
        await _rejects.GiveMisfitAsync(batch, row, number, column, _encoder.MisfitReason, cancellationToken).ConfigureAwait(false);
    }
}
