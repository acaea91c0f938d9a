using System.Globalization;
using Hawser.Arrow;
using Npgsql;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>
/// The rows of a load into a table that refers to itself, all of them staged, moved into it when the load is committed. All are tried in one statement, at whose end the server looks at the
/// foreign key. Where it refuses them, rows whose parent is nowhere are rejected; if that was not all, the others go level by level, parents first, so that each bad row is refused alone and
/// leaves its descendants without a parent; rows that refer to each other in a ring go together.
/// </summary>
/// <param name="session">The load's session.</param>
/// <param name="target">The target.</param>
/// <param name="sink">Takes the rejected rows.</param>
/// <param name="rows">All rows as they came.</param>
internal sealed class StagedRows(LoadSession session, LoadTarget target, RejectSink sink, RowsSetAside rows)
{
    private const int RowsOfPage = 16_384;
    private const string Ready = "pg_temp.\"hawser_ready\"";
    private const string Savepoint = "SAVEPOINT hawser_move";
    private const string Release = "RELEASE SAVEPOINT hawser_move";
    private const string Undo = "ROLLBACK TO SAVEPOINT hawser_move";

    private readonly StagingTable _stage = target.Stage!;
    private readonly IReadOnlyList<SelfReference> _references = [.. target.SelfReferences.Where(reference => reference.IsAmong(target.ColumnNames))];
    private long _left;

    /// <summary>Moves the rows.</summary>
    /// <param name="staged">How many there are.</param>
    /// <param name="cancellationToken">Gives up; nothing is moved then.</param>
    /// <returns>How many were rejected.</returns>
    public async ValueTask<long> MoveAsync(long staged, CancellationToken cancellationToken)
    {
        _left = staged;
        long rejected = 0;
        // The server would look at a deferred key when nothing can be rejected any more.
        if (target.SelfReferences.Any(reference => reference.IsDeferred))
        {
            rejected += await RejectOrphansAsync(cancellationToken).ConfigureAwait(false);
        }

        if (_left == 0 || await TryAsync("true", _left, cancellationToken).ConfigureAwait(false) is null)
        {
            return rejected;
        }

        await session.ExecuteAsync($"ANALYZE {StagingTable.FullName}", cancellationToken).ConfigureAwait(false);
        rejected += await RejectOrphansAsync(cancellationToken).ConfigureAwait(false);
        return _left == 0 || (rejected > 0 && await TryAsync("true", _left, cancellationToken).ConfigureAwait(false) is null)
            ? rejected
            : rejected + await MoveByLevelsAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<long> MoveByLevelsAsync(CancellationToken cancellationToken)
    {
        long rejected = 0;
        while (_left > 0)
        {
            long ready = await MakeReadyAsync(ReadySql(), cancellationToken).ConfigureAwait(false);
            if (ready > 0)
            {
                rejected += await MoveReadyAsync(ready, cancellationToken).ConfigureAwait(false);
                _left -= await session.ExecuteAsync($"DELETE FROM {StagingTable.FullName} s USING {Ready} r WHERE s.{_stage.Number} = r.number", cancellationToken).ConfigureAwait(false);
            }
            else if (await RejectOrphansAsync(cancellationToken).ConfigureAwait(false) is var orphans and > 0)
            {
                rejected += orphans;
            }
            else
            {
                rejected += await MoveRingAsync(cancellationToken).ConfigureAwait(false);
            }
        }

        await session.ExecuteAsync($"DROP TABLE IF EXISTS {Ready}", cancellationToken).ConfigureAwait(false);
        return rejected;
    }

    // A trigger may give a row another parent than the one that it came with, and a policy may hide one that is there: then the server's word alone counts.
    private async ValueTask<long> RejectOrphansAsync(CancellationToken cancellationToken)
    {
        long rejected = 0, before = -1;
        while (!target.HidesParents && _left > 0 && rejected != before)
        {
            before = rejected;
            foreach (SelfReference reference in _references)
            {
                List<long> orphans;
                do
                {
                    orphans = await session.ListAsync(OrphansSql(reference), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
                    foreach (long number in orphans.Order())
                    {
                        string text = $"the row refers to one that is neither there nor written, by the foreign key constraint \"{reference.Name}\"";
                        await RejectAsync(number, text, reference.Columns is [var column] ? column : null, cancellationToken).ConfigureAwait(false);
                    }

                    rejected += orphans.Count;
                    _left -= orphans.Count;
                }
                while (orphans.Count > 0);
            }
        }

        return rejected;
    }

    /// <summary>Moves the rows that are ready, in ever smaller ranges where some are refused.</summary>
    private async ValueTask<long> MoveReadyAsync(long count, CancellationToken cancellationToken)
    {
        long rejected = 0, size = count;
        for (long at = 0; at < count;)
        {
            long to = Math.Min(at + size, count);
            RowFault? fault = await TryAsync(Number($"{_stage.Number} IN (SELECT number FROM {Ready} WHERE place >= {at} AND place < {to})"), to - at, cancellationToken).ConfigureAwait(false);
            if (fault is not null && to - at > 1)
            {
                size = (to - at) / 2;
                continue;
            }

            if (fault is not null)
            {
                List<long> numbers = await session.ListAsync(Number($"SELECT number FROM {Ready} WHERE place = {at}"), row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
                await RejectAsync(numbers[0], fault.Text, fault.Column, cancellationToken).ConfigureAwait(false);
                rejected++;
            }

            (at, size) = (to, size * 2);
        }

        return rejected;
    }

    /// <summary>Moves the first row that is left together with all that it refers to, directly or not; rejects it where that is refused.</summary>
    private async ValueTask<long> MoveRingAsync(CancellationToken cancellationToken)
    {
        long ready = await MakeReadyAsync(RingSql(), cancellationToken).ConfigureAwait(false);
        if (await TryAsync($"{_stage.Number} IN (SELECT number FROM {Ready})", ready, cancellationToken).ConfigureAwait(false) is not { } fault)
        {
            _left -= await session.ExecuteAsync($"DELETE FROM {StagingTable.FullName} s USING {Ready} r WHERE s.{_stage.Number} = r.number", cancellationToken).ConfigureAwait(false);
            return 0;
        }

        List<long> numbers = await session.ListAsync($"SELECT min(number) FROM {Ready}", row => row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        string text = ready == 1 ? fault.Text : string.Create(CultureInfo.InvariantCulture, $"the row and the {ready - 1} that it refers to were refused together: {fault.Text}");
        await RejectAsync(numbers[0], text, ready == 1 ? fault.Column : null, cancellationToken).ConfigureAwait(false);
        _left -= await session.ExecuteAsync(Number($"DELETE FROM {StagingTable.FullName} WHERE {_stage.Number} = {numbers[0]}"), cancellationToken).ConfigureAwait(false);
        return 1;
    }

    private async ValueTask<RowFault?> TryAsync(string condition, long count, CancellationToken cancellationToken)
    {
        RowFault? fault;
        await session.ExecuteAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        try
        {
            fault = await session.TryExecuteAsync([_stage.MoveSql(condition)], cancellationToken).ConfigureAwait(false) == count ? null : RowFault.Dropped;
        }
        catch (PostgresException error) when (RowFault.IsOfRow(error))
        {
            fault = RowFault.Of(error, null, _stage, target.ColumnNames);
        }
        catch (PostgresException error)
        {
            throw session.Translated(error, cancellationToken)!;
        }

        await session.ExecuteAsync(fault is null ? [Release] : [Undo, Release], cancellationToken).ConfigureAwait(false);
        return fault;
    }

    private async ValueTask RejectAsync(long number, string text, string? column, CancellationToken cancellationToken)
    {
        (string chunk, long rowNumber) = rows.Locate(number);
        (RecordBatch batch, int row) = rows.Find(number);
        using RecordBatch rejected = batch.Slice(row, 1);
        string value = target.Columns.FirstOrDefault(at => at.Name == column) is { } found ? $"; the value is {ValueSnippet.Describe(batch.Schema[found.Source], batch[found.Source], row)}" : "";
        await sink.RejectAsync(new RejectedRow(rejected, rowNumber, column, text + value) { ChunkId = chunk }, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<long> MakeReadyAsync(string query, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync([$"DROP TABLE IF EXISTS {Ready}", $"CREATE TEMPORARY TABLE \"hawser_ready\" AS {query}", $"CREATE INDEX ON {Ready} (place)"], cancellationToken).ConfigureAwait(false);
        return (await session.ListAsync($"SELECT count(*) FROM {Ready}", row => row.GetInt64(0), cancellationToken).ConfigureAwait(false))[0];
    }

    private string ReadySql()
    {
        IEnumerable<string> conditions = _references.Select(reference => $"({reference.RefersToNothing(_stage)} OR {reference.IsItself(_stage)} OR {reference.IsInTarget(_stage)})");
        return $"SELECT row_number() OVER (ORDER BY s.{_stage.Number}) - 1 AS place, s.{_stage.Number} AS number FROM {StagingTable.FullName} s WHERE {string.Join(" AND ", conditions.DefaultIfEmpty("true"))}";
    }

    private string OrphansSql(SelfReference reference)
    {
        string orphans = $"SELECT s.{_stage.Number} FROM {StagingTable.FullName} s WHERE NOT {reference.RefersToNothing(_stage)} AND NOT {reference.IsStaged(_stage)} AND NOT {reference.IsInTarget(_stage)}";
        return Number($"DELETE FROM {StagingTable.FullName} WHERE {_stage.Number} IN ({orphans} ORDER BY 1 LIMIT {RowsOfPage}) RETURNING {_stage.Number}");
    }

    private string RingSql() =>
        $"WITH RECURSIVE up (number) AS (SELECT min({_stage.Number}) FROM {StagingTable.FullName} UNION SELECT p.{_stage.Number} FROM up JOIN {StagingTable.FullName} s ON s.{_stage.Number} = up.number "
            + $"JOIN {StagingTable.FullName} p ON {string.Join(" OR ", _references.Select(reference => $"({reference.Matches(_stage, "p")})"))}) SELECT 0::bigint AS place, number FROM up";

    private static string Number(FormattableString sql) => FormattableString.Invariant(sql);
}
