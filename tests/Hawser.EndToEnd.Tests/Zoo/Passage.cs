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
internal sealed partial class Passage(ZooSource source, string from, string to, TempFolder folder, Func<CopySource, CopyTarget, CopyReport> copy)
{
    private const int MostMisfits = 12;
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
        foreach (Place table in source.Tables)
        {
            Describe(table.Table, there.GetValueOrDefault(table.Table), back.GetValueOrDefault(table.Table));
        }

        return _lines;
    }

    private void Go()
    {
        using Database reading = source.Tables[0].Open();
        using Database writing = Place.In(folder, to, "there", "any").Open();
        foreach (Place table in source.Tables)
        {
            Place target = Place.In(folder, to, "there", table.Table);
            _without[table.Table] = [];
            _remarks[table.Table] = [];
            if (Planned(reading, table, writing, target) && Moved(reading, table, writing, target))
            {
                _there.Add(target);
            }
        }
    }

    private bool Planned(Database reading, Place table, Database writing, Place target)
    {
        try
        {
            var job = new CopyJob(new CopySource(reading, [source.Item(table, [])]), CopyTarget.At(writing, target.Relation));
            TablePlan plan = job.PlanAsync().AsTask().GetAwaiter().GetResult().Tables[0];
            _plans[table.Table] = plan;
            _remarks[table.Table].AddRange(plan.Problems.Select(p => $"refused: {p}"));
            return plan.Problems.Count == 0;
        }
        catch (ConnectorException error)
        {
            _remarks[table.Table].Add($"not planned: {error.Message}");
            return false;
        }
    }

    /// <summary>Copies; leaves out row after row that the error names, as long as the plan said that values are checked.</summary>
    private bool Moved(Database reading, Place table, Database writing, Place target)
    {
        List<long> without = _without[table.Table];
        while (true)
        {
            try
            {
                copy(new CopySource(reading, [source.Item(table, without)]), CopyTarget.At(writing, target.Relation));
                return true;
            }
            catch (ConnectorException error)
            {
                if (Misfit(table, error) is not { } id || without.Count >= MostMisfits)
                {
                    _remarks[table.Table].Add($"failed: {Clean(error.Message)}");
                    Violations.Add($"{table.Table} is planned as {ColumnOf(table.Table).Fidelity} and failed: {error.Message}");
                    return false;
                }

                _remarks[table.Table].Add($"misfit {source.Judged[table.Table].Cells[id]}: {Clean(error.Message)}");
                without.Add(id);
            }
        }
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
        foreach (Place there in _there)
        {
            Place target = Place.In(folder, from, "back", there.Table);
            try
            {
                copy(there.AsSource(reading), CopyTarget.At(writing, target.Relation));
                _back.Add(target);
            }
            catch (ConnectorException error)
            {
                _remarks[there.Table].Add($"no way back: {Clean(error.Message)}");
                if (PlannedFidelity(there.AsSource(reading), CopyTarget.At(writing, target.Relation)) != Fidelity.Checked)
                {
                    Violations.Add($"{there.Table} does not come back: {error.Message}");
                }
            }
        }
    }

    private static Fidelity PlannedFidelity(CopySource reading, CopyTarget writing) =>
        new CopyJob(reading, writing).PlanAsync().AsTask().GetAwaiter().GetResult().Tables[0].Fidelity;

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
            if (ColumnOf(table).Fidelity is Fidelity.Exact && !IsSameKind(was.Type, back.Type))
            {
                Violations.Add($"{table} is planned as exact and comes back as {back.Type} instead of {was.Type}");
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

    [GeneratedRegex(@"[\w.]+:\d+/hawser_\d+_\d+")]
    private static partial Regex ServerDatabase();
}
