using System.Globalization;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>
/// The rows of a load into a table that refers to itself, all of them staged, moved into it when the load is committed. The server looks at each row at once, so that a row's parent must be there
/// before it: all are tried in the order in which they came; where the server refuses that, they go level by level, those first whose parents are in the target. What never gets a parent is
/// refused by the server in the end. Each bad row is refused alone.
/// </summary>
/// <param name="session">The load's session.</param>
/// <param name="stage">Holds the rows.</param>
/// <param name="rejects">Takes those that are refused, by their number in the stage, or ends the load.</param>
internal sealed class StagedRows(LoadSession session, StagingTable stage, Func<RowFault, long, CancellationToken, ValueTask> rejects)
{
    private const string Savepoint = "SAVEPOINT hawser_move";
    private const string Undo = "ROLLBACK TO SAVEPOINT hawser_move";

    // The server cannot open a temporary table twice in a statement: one holds a level, the other the next.
    private readonly string[] _levels = ["hawser_level_0", "hawser_level_1"];
    private readonly string[] _keys = [.. stage.SelfReferences.SelectMany(reference => reference.ReferencedColumns).Distinct()];

    private static MySqlDialect Dialect => MySqlDialect.Instance;

    private string Number => Dialect.QuoteName(stage.NumberColumn);

    /// <summary>Moves the rows.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="cancellationToken">Gives up; what was moved is undone with the load.</param>
    /// <returns>How many were rejected.</returns>
    public async ValueTask<long> MoveAsync(long count, CancellationToken cancellationToken)
    {
        if (count == 0 || await TryAsync("1 = 1", count, cancellationToken).ConfigureAwait(false) is null)
        {
            return 0;
        }

        foreach (string level in _levels)
        {
            await session.ExecuteAsync($"DROP TEMPORARY TABLE IF EXISTS {Named(level)}", cancellationToken).ConfigureAwait(false);
            string names = string.Join(", ", _keys.Select(Dialect.QuoteName).Prepend(Number));
            await session.ExecuteAsync($"CREATE TEMPORARY TABLE {Named(level)} (PRIMARY KEY ({Number})) ENGINE = InnoDB SELECT {names} FROM {stage.FullName} LIMIT 0", cancellationToken).ConfigureAwait(false);
        }

        long rejected = 0;
        await FillAsync(0, FromStage(), cancellationToken).ConfigureAwait(false);
        for (int level = 0; await CountAsync(level, cancellationToken).ConfigureAwait(false) is { Count: > 0 } ready; level = 1 - level)
        {
            rejected += await MoveAsync(Named(_levels[level]), ready, cancellationToken).ConfigureAwait(false);
            await session.ExecuteAsync($"DELETE s FROM {stage.FullName} s JOIN {Named(_levels[level])} r ON r.{Number} = s.{Number}", cancellationToken).ConfigureAwait(false);
            foreach (ForeignKeyModel reference in stage.SelfReferences)
            {
                await FillAsync(1 - level, FromLevel(level, reference), cancellationToken).ConfigureAwait(false);
            }

            await session.ExecuteAsync($"DELETE FROM {Named(_levels[level])}", cancellationToken).ConfigureAwait(false);
        }

        rejected += await MoveAsync(stage.FullName, await CountAsync(stage.FullName, "1 = 1", cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        foreach (string level in _levels)
        {
            await session.ExecuteAsync($"DROP TEMPORARY TABLE {Named(level)}", cancellationToken).ConfigureAwait(false);
        }

        return rejected;
    }

    /// <summary>Moves the rows whose numbers a table has, in ever smaller ranges where some are refused.</summary>
    private async ValueTask<long> MoveAsync(string numbers, Range whole, CancellationToken cancellationToken)
    {
        long rejected = 0;
        var waiting = new Stack<Range>();
        waiting.Push(whole);
        while (waiting.TryPop(out Range range))
        {
            RowFault? fault = range.Count == 0 ? null : await TryAsync(Condition(numbers, range), range.Count, cancellationToken).ConfigureAwait(false);
            if (fault is not null && range.Count == 1)
            {
                await rejects(fault, range.First, cancellationToken).ConfigureAwait(false);
                rejected++;
            }
            else if (fault is not null)
            {
                long middle = range.First + ((range.Last - range.First) / 2);
                waiting.Push(await CountAsync(numbers, Between(middle + 1, range.Last), cancellationToken).ConfigureAwait(false));
                waiting.Push(await CountAsync(numbers, Between(range.First, middle), cancellationToken).ConfigureAwait(false));
            }
        }

        return rejected;
    }

    private async ValueTask<RowFault?> TryAsync(string condition, long count, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(Savepoint, cancellationToken).ConfigureAwait(false);
        RowFault? fault = await stage.MoveAsync(session, condition, count, cancellationToken).ConfigureAwait(false);
        if (fault is not null)
        {
            await session.ExecuteAsync(Undo, cancellationToken).ConfigureAwait(false);
        }

        return fault;
    }

    private ValueTask<Range> CountAsync(int level, CancellationToken cancellationToken) => CountAsync(Named(_levels[level]), "1 = 1", cancellationToken);

    private async ValueTask<Range> CountAsync(string numbers, string condition, CancellationToken cancellationToken)
    {
        List<Range> ranges = await session.ListAsync(
            $"SELECT min({Number}), max({Number}), count(*) FROM {numbers} s WHERE {condition}", row => new Range(Parse(row[0] ?? "0"), Parse(row[1] ?? "0"), Parse(row[2]!)), cancellationToken).ConfigureAwait(false);
        return ranges[0];
    }

    private async ValueTask FillAsync(int level, string query, CancellationToken cancellationToken) =>
        await session.ExecuteAsync($"INSERT IGNORE INTO {Named(_levels[level])} {query}", cancellationToken).ConfigureAwait(false);

    private string FromStage() => $"SELECT {Staged()} FROM {stage.FullName} s WHERE {AreReady()}";

    private string FromLevel(int level, ForeignKeyModel reference) => $"SELECT {Staged()} FROM {Named(_levels[level])} r JOIN {stage.FullName} s ON {Pairs(reference, "r")} WHERE {AreReady()}";

    private string Staged() => string.Join(", ", _keys.Select(Dialect.QuoteName).Prepend(Number).Select(name => $"s.{name}"));

    // A row may be its own parent.
    private string AreReady() => string.Join(" AND ", stage.SelfReferences.Select(reference =>
        $"({string.Join(" OR ", reference.Columns.Select(column => $"s.{Dialect.QuoteName(column)} IS NULL"))} OR ({Pairs(reference, "s")}) OR EXISTS (SELECT 1 FROM {stage.Target} t WHERE {Pairs(reference, "t")}))"));

    private static string Pairs(ForeignKeyModel reference, string parent) =>
        string.Join(" AND ", reference.Columns.Select((column, i) => $"{parent}.{Dialect.QuoteName(reference.ReferencedColumns[i])} = s.{Dialect.QuoteName(column)}"));

    private string Condition(string numbers, Range range) => numbers == stage.FullName
        ? Between(range.First, range.Last)
        : $"s.{Number} IN (SELECT r.{Number} FROM {numbers} r WHERE r.{Number} BETWEEN {Text(range.First)} AND {Text(range.Last)})";

    private string Between(long first, long last) => $"s.{Number} BETWEEN {Text(first)} AND {Text(last)}";

    private string Named(string level) => stage.FullNameOf(level);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static long Parse(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    /// <summary>Rows by the first and last of their numbers, of which some may be missing.</summary>
    private readonly record struct Range(long First, long Last, long Count);
}
