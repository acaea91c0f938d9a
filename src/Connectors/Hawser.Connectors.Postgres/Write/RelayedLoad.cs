using Hawser.Arrow;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// Loads from one PostgreSQL database into another by passing on the bytes of the source's COPY, where <see cref="RelayedTypes"/> holds for every column: one COPY on either side, in one
/// transaction. A row that the target refuses is not looked for here: everything is undone, and the usual way finds it.
/// </summary>
internal sealed class RelayedLoad
{
    private readonly PostgresTableLoad _load;
    private readonly LoadRequest _request;
    private readonly CopySession _source;
    private readonly PreparedScan _scan;
    private readonly string _where;
    private long _bytes;

    private RelayedLoad(PostgresTableLoad load, LoadRequest request, CopySession source, PreparedScan scan, string where) =>
        (_load, _request, _source, _scan, _where) = (load, request, source, scan, where);

    /// <summary>Loads; null when it cannot be done in this way, or was undone.</summary>
    public static async ValueTask<PushedDownLoad?> TryAsync(
        PostgresConnection writing, PostgresConnection reading, ScanRequest source, LoadRequest request, CancellationToken cancellationToken)
    {
        if (request is not { Target: TableName, Mode: not LoadMode.Upsert, RejectSink: null, Transaction: null })
        {
            return null;
        }

        PreparedScan scan = await RelationScan.PrepareAsync(reading, source, cancellationToken).ConfigureAwait(false);
        if (RelationScan.DetourOf(reading, scan) is not null)
        {
            return null;
        }

        PostgresTableLoad load = await PostgresTableLoad.BeginAsync(writing, request with { Writers = 1 }, cancellationToken).ConfigureAwait(false);
        await using (load.ConfigureAwait(false))
        {
            if (!RelayedTypes.Fit(scan.Columns, reading.Native.PostgreSqlVersion.Major, load.Target, writing.Native.PostgreSqlVersion.Major)
                || await reading.Bulk.TakeAsync(reading.SnapshotName, cancellationToken).ConfigureAwait(false) is not { } session)
            {
                return null;
            }

            try
            {
                var relay = new RelayedLoad(load, request, session, scan, $"reading {source.Relation.DisplayName}");
                return await relay.RunAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                await session.AbortAsync().ConfigureAwait(false);
                session.Messages.Buffer.Allocator = ArrowAllocator.Default;
                await reading.Bulk.GiveBackAsync(session).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<PushedDownLoad?> RunAsync(CancellationToken cancellationToken)
    {
        using var output = new CopyOutput(_request.Allocator);
        CopyOutResponse beginning = await _source.BeginCopyAsync(_scan.CopySql, _where, cancellationToken).ConfigureAwait(false);
        if (!beginning.IsBinary || beginning.ColumnCount != _scan.Columns.Count)
        {
            throw _source.Broken(new WireFormatException($"a COPY of {beginning.ColumnCount} columns began where {_scan.Columns.Count} in binary were due"), _where);
        }

        _source.Messages.Buffer.Allocator = _request.Allocator;
        CopyIn copy = await CopyIn.BeginAsync(_load.Session, _load.Target.CopyAtOnceSql, output, cancellationToken).ConfigureAwait(false);
        try
        {
            var relay = new CopyRelay(_source, _scan.Columns.Count, output);
            // The sessions are waited for on a thread of their own, as a reader's and a writer's are.
            await Task.Factory.StartNew(() => Pass(relay, copy, output, cancellationToken), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
            if (relay.Error is { } error)
            {
                throw await _source.FailAsync(error, _where, cancellationToken).ConfigureAwait(false);
            }

            return await EndAsync(relay, copy, output, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await copy.AbortAsync().ConfigureAwait(false);
        }
    }

    private void Pass(CopyRelay relay, CopyIn copy, CopyOutput output, CancellationToken cancellationToken)
    {
        long told = 0;
        while (!relay.IsAtEnd)
        {
            Fill(relay, cancellationToken);
            if (output.IsFull)
            {
                int bytes = output.Length;
                SyncPump.Run(() => copy.SendAsync(output, cancellationToken));
                _bytes += bytes;
                _request.Progress?.Report(new LoadProgress(relay.Rows - told, bytes));
                told = relay.Rows;
            }
        }
    }

    private void Fill(CopyRelay relay, CancellationToken cancellationToken)
    {
        _source.Socket.WaitToken = cancellationToken;
        try
        {
            while (!relay.Advance(out int neededBytes))
            {
                _source.Messages.Fill(neededBytes);
            }
        }
        catch (Exception error) when (WireErrors.IsFromWire(error))
        {
            throw _source.Broken(error, _where);
        }
        finally
        {
            _source.Socket.WaitToken = default;
        }
    }

    private async ValueTask<PushedDownLoad?> EndAsync(CopyRelay relay, CopyIn copy, CopyOutput output, CancellationToken cancellationToken)
    {
        _bytes += output.Length;
        try
        {
            await copy.CompleteAsync(output, cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException error) when (RowFault.IsOfRow(error))
        {
            ConnectorDetails.Tell(PostgresErrors.Connector, _load.Session.Where, $"again and row by row, as a row was refused: {error.MessageText}");
            return null;
        }
        catch (PostgresException error)
        {
            throw _load.Session.Translated(error, cancellationToken)!;
        }

        _load.Count(relay.Rows, 0);
        LoadResult result = await _load.CommitAsync(cancellationToken).ConfigureAwait(false);
        return new PushedDownLoad(relay.Rows, result with { Messages = [.. _source.TakeNotices(), .. result.Messages] }) { Bytes = _bytes };
    }
}
