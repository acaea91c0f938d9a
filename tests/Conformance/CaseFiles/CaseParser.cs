namespace Hawser.Conformance.CaseFiles;

/// <summary>
/// Reads case files. A line <c># name</c> begins a case; <c>for: duckdb sqlite</c> right below names the connectors; <c>-- head</c> begins a section, which runs to the next head; lines that
/// begin with <c>--- </c> are remarks; blank lines count for nothing at a section's ends.
/// </summary>
internal static class CaseParser
{
    private static readonly string[] Heads = ["setup", "query", "schema", "rows", "error", "input", "unordered"];
    private static readonly string[] HeadsWithName = ["catalog", "judge"];

    public static IReadOnlyList<TextCase> Parse(string file, string text)
    {
        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        var cases = new List<TextCase>();
        for (int at = 0; at < lines.Length;)
        {
            if (lines[at].StartsWith("# ", StringComparison.Ordinal))
            {
                cases.Add(ParseCase(file, lines, ref at));
            }
            else if (lines[at].Trim().Length > 0 && !IsRemark(lines[at]))
            {
                throw Wrong(file, at, $"\"{lines[at]}\" stands before the first case, which begins with \"# name\"");
            }
            else
            {
                at++;
            }
        }

        return cases.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new FormatException($"{twice.Last().Place}: the name \"{twice.Key}\" is taken by {twice.First().Place}.")
            : cases;
    }

    private static TextCase ParseCase(string file, string[] lines, ref int at)
    {
        string name = lines[at][2..].Trim(), place = $"{file}:{at + 1}";
        string[] connectors = [];
        var sections = new List<(string, IReadOnlyList<string>)>();
        at++;
        if (at < lines.Length && lines[at].StartsWith("for: ", StringComparison.Ordinal))
        {
            connectors = lines[at++][5..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }

        while (at < lines.Length && !lines[at].StartsWith("# ", StringComparison.Ordinal))
        {
            if (lines[at].StartsWith("-- ", StringComparison.Ordinal))
            {
                string head = CheckedHead(file, at, lines[at][3..].Trim());
                at++;
                sections.Add((head, ParseLines(lines, ref at)));
            }
            else if (lines[at].Trim().Length > 0 && !IsRemark(lines[at]))
            {
                throw Wrong(file, at, $"\"{lines[at]}\" stands in no section; sections begin with one of {Known}");
            }
            else
            {
                at++;
            }
        }

        return sections.Count > 0 ? new TextCase(name, place, connectors, sections) : throw new FormatException($"{place}: the case \"{name}\" has no sections.");
    }

    private static List<string> ParseLines(string[] lines, ref int at)
    {
        var section = new List<string>();
        for (; at < lines.Length && !lines[at].StartsWith("# ", StringComparison.Ordinal) && !lines[at].StartsWith("-- ", StringComparison.Ordinal); at++)
        {
            if (!IsRemark(lines[at]))
            {
                section.Add(lines[at]);
            }
        }

        while (section.Count > 0 && section[^1].Trim().Length == 0)
        {
            section.RemoveAt(section.Count - 1);
        }

        return section;
    }

    private static string CheckedHead(string file, int at, string head)
    {
        string[] words = head.Split(' ', 2);
        bool known = words.Length == 1 ? Heads.Contains(head) : HeadsWithName.Contains(words[0]) || words[0] == "error";
        return known ? head : throw Wrong(file, at, $"\"-- {head}\" is no section; known are {Known}");
    }

    private static string Known => string.Join(", ", Heads.Concat(HeadsWithName.Select(h => h + " NAME")).Select(h => $"\"-- {h}\""));

    private static bool IsRemark(string line) => line.StartsWith("--- ", StringComparison.Ordinal);

    private static FormatException Wrong(string file, int at, string what) => new($"{file}:{at + 1}: {what}.");
}
