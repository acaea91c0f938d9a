using Hawser.Testing;

namespace Hawser.Conformance.CaseFiles;

/// <summary>All cases of tests/Conformance/Cases.</summary>
internal static class CaseLibrary
{
    private static readonly Lazy<IReadOnlyList<TextCase>> Lazy = new(Load);

    public static IReadOnlyList<TextCase> All => Lazy.Value;

    public static TextCase Named(string name) => All.Single(c => c.Name == name);

    private static List<TextCase> Load()
    {
        string folder = Path.Combine(RepositoryPaths.Root, "tests", "Conformance", "Cases");
        var cases = Directory.EnumerateFiles(folder, "*.case", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .SelectMany(f => CaseParser.Parse(Path.GetRelativePath(folder, f).Replace('\\', '/'), File.ReadAllText(f))).ToList();
        return cases.GroupBy(c => c.Name).FirstOrDefault(g => g.Count() > 1) is { } twice
            ? throw new FormatException($"{twice.Last().Place}: the name \"{twice.Key}\" is taken by {twice.First().Place}.")
            : cases;
    }
}
