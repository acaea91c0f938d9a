using System.Globalization;
using System.Text.RegularExpressions;
using Hawser.Connectors;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing;

namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>
/// The zoo from one kind of place through another and back: what was planned, what the other's own program then sees, which values were refused and where, and whether what came
/// back is what had been there.
/// </summary>
internal sealed partial class Passage(ZooSource source, string from, string to, TempFolder folder, Func<CopySource, CopyTarget, IProgress<CopyProgress>, CopyReport> copy)
{
    private const int MostMisfits = 12;
    private readonly IReadOnlyList<Place> _tables = source.To(to);
    private readonly List<string> _lines = [];
    private readonly Dictionary<string, TablePlan> _plans = [];
    private readonly Dictionary<string, List<long>> _without = [];
    private readonly Dictionary<string, List<string>> _remarks = [];
    private readonly List<Place> _there = [];
    private readonly List<Place> _back = [];

    /// <summary>What the plan promised and was not kept.</summary>
    public List<string> Violations { get; } = [];

    /// <summary>Everything found, as text to be approved.</summary>
    public IReadOnlyList<string> Run()
    {
        Go();
        IReadOnlyDictionary<string, Judged> there = Judge.Read(_there);
        Return();
        IReadOnlyDictionary<string, Judged> back = Judge.Read(_back);
        foreach (Place table in _tables)
        {
            Describe(table.Table, there.GetValueOrDefault(table.Table), back.GetValueOrDefault(table.Table));
        }

        return _lines;
    }

    private void Go()
    {
        using Database reading = _tables[0].Open();
        using Database writing = Place.In(folder, to, "there", "any").Open();
        Relation At(string table) => Place.In(folder, to, "there", table).Relation;
        foreach ((Place table, TablePlan plan) in _tables.Zip(PlansOf(reading, _tables.Select(t => source.Item(t, [])), writing, At)))
        {
            _plans[table.Table] = plan;
            _without[table.Table] = [];
            _remarks[table.Table] = [.. plan.Problems.Select(p => $"refused: {Clean(p)}")];
        }

        IEnumerable<Place> planned = _tables.Where(t => _plans[t.Table].Problems.Count == 0);
        IEnumerable<Place> moved = Copied(reading, planned, table => source.Item(table, _without[table.Table]), writing, At, IsWithoutMisfit);
        _there.AddRange(moved.Select(t => Place.In(folder, to, "there", t.Table)));
    }

    /// <summary>Copies tables in one job after another: where one fails it is asked whether to try it again, and the job goes on from there.</summary>
    private List<Place> Copied(Database reading, IEnumerable<Place> tables, Func<Place, SourceItem> item, Database writing, Func<string, Relation> at, Func<Place, ConnectorException, bool> again)
    {
        var left = new Queue<Place>(tables);
        var done = new List<Place>();
        while (left.Count > 0)
        {
            var finished = new FinishedTables();
            try
            {
                copy(new CopySource(reading, [.. left.Select(item)]), new CopyTarget(writing, i => at(i.Name)), finished);
                done.AddRange(left);
                return done;
            }
            catch (ConnectorException error)
            {
                while (finished.Has(left.Peek().Table))
                {
                    done.Add(left.Dequeue());
                }

                if (!again(left.Peek(), error))
                {
                    left.Dequeue();
                }
            }
        }

        return done;
    }

    /// <summary>Leaves out the row that an error names, as long as the plan said that values are checked.</summary>
    private bool IsWithoutMisfit(Place table, ConnectorException error)
    {
        List<long> without = _without[table.Table];
        if (Misfit(table, error) is not { } id || without.Count >= MostMisfits)
        {
            _remarks[table.Table].Add($"failed: {Clean(error.Message)}");
            Violations.Add($"{table.Table} is planned as {ColumnOf(table.Table).Fidelity} and failed: {error.Message}");
            return false;
        }

        _remarks[table.Table].Add($"misfit {source.Judged[table.Table].Cells[id]}: {Clean(error.Message)}");
        without.Add(id);
        return true;
    }

    /// <summary>The id of the row that an error names; null when it names none, or the plan did not say that values are checked.</summary>
    private long? Misfit(Place table, ConnectorException error)
    {
        Match row = RowNumber().Match(error.Message);
        if (ColumnOf(table.Table).Fidelity != Fidelity.Checked || error.Status != ConnectorStatus.InvalidData || !row.Success || !error.Message.Contains("\"v\"", StringComparison.Ordinal))
        {
            return null;
        }

        long number = long.Parse(row.Groups["row"].Value, CultureInfo.InvariantCulture) - (row.Groups["rowid"].Success ? 1 : 0);
        long[] left = [.. source.Judged[table.Table].Cells.Keys.Order().Where(id => row.Groups["rowid"].Success || !_without[table.Table].Contains(id))];
        return number >= 0 && number < left.Length && !_without[table.Table].Contains(left[number]) ? left[number] : null;
    }

    private void Return()
    {
        if (to == "csv")
        {
            return;
        }

        using Database reading = Place.In(folder, to, "there", "any").Open();
        using Database writing = Place.In(folder, from, "back", "any").Open();
        static SourceItem Item(Place place) => new(place.Table, place.Relation);
        Relation At(string table) => Place.In(folder, from, "back", table).Relation;
        Dictionary<string, TablePlan> plans = PlansOf(reading, _there.Select(Item), writing, At).ToDictionary(p => p.Item.Name);
        foreach (Place refused in _there.Where(t => plans[t.Table].Problems.Count > 0))
        {
            _remarks[refused.Table].AddRange(plans[refused.Table].Problems.Select(p => $"no way back: {Clean(p)}"));
        }

        IEnumerable<Place> back = Copied(reading, _there.Where(t => plans[t.Table].Problems.Count == 0), Item, writing, At, Fail);
        _back.AddRange(back.Select(t => Place.In(folder, from, "back", t.Table)));

        bool Fail(Place there, ConnectorException error)
        {
            _remarks[there.Table].Add($"no way back: {Clean(error.Message)}");
            if (plans[there.Table].Fidelity != Fidelity.Checked)
            {
                Violations.Add($"{there.Table} does not come back: {error.Message}");
            }

            return false;
        }
    }

    private static IReadOnlyList<TablePlan> PlansOf(Database reading, IEnumerable<SourceItem> items, Database writing, Func<string, Relation> at) =>
        new CopyJob(new CopySource(reading, [.. items]), new CopyTarget(writing, item => at(item.Name))).PlanAsync().AsTask().GetAwaiter().GetResult().Tables;

    private void Describe(string table, Judged? there, Judged? back)
    {
        Judged was = source.Judged[table];
        string plan = _plans.TryGetValue(table, out TablePlan? planned) && planned.Columns.FirstOrDefault(c => c.TargetName == "v") is { } column
            ? $"{column.TargetNativeType}, {column.Fidelity.ToString().ToLowerInvariant()}{(column.Note is null ? "" : $" ({column.Note})")}"
            : "nothing";
        _lines.Add($"{table}: {was.Type} -> {plan}");
        _lines.AddRange(_remarks[table].Select(r => $"  {r}"));
        if (there is not null)
        {
            Compare(table, was, there);
        }

        if (back is not null)
        {
            CompareBack(table, was, back);
        }
    }

    private void Compare(string table, Judged was, Judged there)
    {
        string[] cells = [.. Kept(table, was).Where(c => there.Cells.GetValueOrDefault(c.Key) != c.Value).Select(c => $"    {Short(c.Value)}  =>  {Short(there.Cells.GetValueOrDefault(c.Key) ?? "nothing")}")];
        _lines.AddRange(cells);
        if (from == to && Kept(table, was).Any(c => !IsSame(c.Value, there.Cells.GetValueOrDefault(c.Key))))
        {
            Violations.Add($"{table} differs: {string.Join("; ", cells)}");
        }

        if (there.Cells.Count != was.Cells.Count - _without[table].Count)
        {
            Violations.Add($"{table} had {was.Cells.Count} rows, {_without[table].Count} were refused, and {there.Cells.Count} arrived");
        }
    }

    private void CompareBack(string table, Judged was, Judged back)
    {
        if (back.Type != was.Type)
        {
            _lines.Add($"  comes back as {back.Type}");
            if (ColumnOf(table) is { Fidelity: Fidelity.Exact or Fidelity.Encoded } plan && plan.Note?.Contains("is not kept", StringComparison.Ordinal) != true && !IsSameKind(was.Type, back.Type))
            {
                Violations.Add($"{table} is planned as {plan.Fidelity} and comes back as {back.Type} instead of {was.Type}");
            }
        }

        string[] cells = [.. Kept(table, was).Where(c => !IsSame(c.Value, back.Cells.GetValueOrDefault(c.Key))).Select(c => $"{Short(c.Value)} comes back as {Short(back.Cells.GetValueOrDefault(c.Key) ?? "nothing")}")];
        _lines.AddRange(cells.Select(c => $"  {c}"));
        if (cells.Length > 0 && ColumnOf(table).Fidelity != Fidelity.Lossy && ColumnOf(table).Note?.Contains("is not kept", StringComparison.Ordinal) != true)
        {
            Violations.Add($"{table} is planned as {ColumnOf(table).Fidelity}; {string.Join("; ", cells)}");
        }
    }

    private IEnumerable<KeyValuePair<long, string>> Kept(string table, Judged was) => was.Cells.Where(c => !_without[table].Contains(c.Key)).OrderBy(c => c.Key);

    /// <summary>Exact means the same values in the same kind of type: 32- or 64-bit offsets, and where a file has no NOT NULL, whether nulls are allowed, are not told apart.</summary>
    private static bool IsSameKind(string was, string back)
    {
        static string Kind(string type) => type.Replace(" not null", "", StringComparison.Ordinal) switch { "U" => "u", "Z" => "z", var other => other };
        return Kind(was) == Kind(back);
    }

    /// <summary>Numbers in a CSV file may be written in another way, and a NUMERIC column of SQLite may keep a whole number as a real.</summary>
    private bool IsSame(string was, string? back) => was == back
        || (from is "csv" or "sqlite" && Number(was) is { } one && one == Number(back));

    private static double? Number(string? cell) => double.TryParse(cell?.Trim('\'').TrimEnd('e'), CultureInfo.InvariantCulture, out double number) ? number : null;

    private ColumnPlan ColumnOf(string table) => _plans[table].Columns.First(c => c.TargetName == "v");

    private string Clean(string message) => ServerDatabase().Replace(message, "…").Replace(folder.Path, "…", StringComparison.Ordinal).Replace(Path.GetDirectoryName(source.Tables[0].Path)!, "…", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Short(string text) => text.Length <= 160 ? text : $"{text[..24]}… ({text.Length} characters, SHA-256 {Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(text)))[..12]})";

    [GeneratedRegex(@"row(?<rowid>id)?\s+(?<row>\d+)")]
    private static partial Regex RowNumber();

    [GeneratedRegex(@"([\w.]+:\d+/)?hawser_\d+_\d+")]
    private static partial Regex ServerDatabase();
}
