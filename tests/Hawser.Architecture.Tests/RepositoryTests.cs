using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Hawser.Architecture.Tests;

public sealed partial class RepositoryTests
{
    private static readonly string[] TextEndings =
        [".cs", ".csproj", ".props", ".targets", ".slnx", ".json", ".md", ".mjs", ".awk", ".sh", ".sql", ".txt", ".yml", ".yaml", ".runsettings"];

    [Fact]
    public void The_readme_is_short() =>
        Assert.True(RepositoryFiles.Lines("README.md").Count() <= 200, "README.md has more than 200 lines; move what only some readers need to docs/.");

    [Fact]
    public void Every_project_is_in_the_solution() => Finding.AssertNone(
        "What is not in Hawser.slnx is built by nobody.",
        from project in RepositoryFiles.All
        where project.EndsWith(".csproj", StringComparison.Ordinal) && !SolutionProjects().Contains(project)
        select new Finding(project, 1, "is not in Hawser.slnx"));

    [Fact]
    public void Every_project_of_the_solution_exists() => Finding.AssertNone(
        "Hawser.slnx lists projects that are not there.",
        from project in SolutionProjects()
        where !File.Exists(RepositoryFiles.FullPath(project))
        select new Finding("Hawser.slnx", 1, $"{project} does not exist"));

    [Fact]
    public void No_file_names_a_place_of_one_machine() => Finding.AssertNone(
        "A path of one machine works nowhere else.",
        from file in RepositoryFiles.All
        where IsText(file) && !file.EndsWith(nameof(RepositoryTests) + ".cs", StringComparison.Ordinal)
        from line in RepositoryFiles.Lines(file)
        let match = MachinePath().Match(line.Text)
        where match.Success
        select new Finding(file, line.Line, $"names {match.Value}"));

    [Fact]
    public void No_text_holds_a_tab_or_a_trailing_space() => Finding.AssertNone(
        "Code is indented with spaces and lines end where their text ends.",
        from file in SourceFile.Src.Concat(SourceFile.Tests).Select(source => source.Path)
        from line in RepositoryFiles.Lines(file)
        where line.Text.Contains('\t', StringComparison.Ordinal) || line.Text.EndsWith(' ')
        select new Finding(file, line.Line, "tab or trailing space"));

    [Fact]
    public void Links_between_pages_lead_somewhere() => Finding.AssertNone(
        "A page links to a file that is not there.",
        from page in RepositoryFiles.All
        where page.EndsWith(".md", StringComparison.Ordinal)
        from line in RepositoryFiles.Lines(page)
        from Match link in Link().Matches(line.Text)
        let target = Path.Combine(Path.GetDirectoryName(RepositoryFiles.FullPath(page))!, link.Groups["path"].Value)
        where !File.Exists(target) && !Directory.Exists(target)
        select new Finding(page, line.Line, $"links to {link.Groups["path"].Value}"));

    private static bool IsText(string file) => Path.GetExtension(file) is "" || TextEndings.Contains(Path.GetExtension(file));

    private static HashSet<string> SolutionProjects() =>
        [.. XDocument.Load(RepositoryFiles.FullPath("Hawser.slnx")).Descendants("Project").Select(project => (string)project.Attribute("Path")!)];

    [GeneratedRegex("""(?<![\w.~-])(/root/|/home/\w+/|/Users/\w+/|/work/\w+/)|[A-Z]:\\+Users\\+\w""")]
    private static partial Regex MachinePath();

    [GeneratedRegex("""\]\((?!\w+:)(?<path>[^)#\s]+)(#[^)]*)?\)""")]
    private static partial Regex Link();
}
