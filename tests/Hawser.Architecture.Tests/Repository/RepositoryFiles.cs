namespace Hawser.Architecture.Tests.Repository;

/// <summary>The files of the repository without what builds and tools put there.</summary>
internal static class RepositoryFiles
{
    private static readonly string[] NotOurs = [".git", ".cache", ".vs", ".idea", "artifacts", "node_modules", "bin", "obj", "TestResults"];
    private static readonly Lazy<string[]> LazyAll = new(() => [.. Below(RepositoryPaths.Root).Order(StringComparer.Ordinal)]);

    /// <summary>All files as paths from the root with slashes.</summary>
    public static IReadOnlyList<string> All => LazyAll.Value;

    public static IEnumerable<string> Under(string folder, string ending) =>
        All.Where(file => file.StartsWith(folder + "/", StringComparison.Ordinal) && file.EndsWith(ending, StringComparison.Ordinal));

    public static string FullPath(string file) => Path.Combine(RepositoryPaths.Root, file);

    /// <summary>The lines of a text file with their numbers, from 1.</summary>
    public static IEnumerable<(int Line, string Text)> Lines(string file) =>
        File.ReadLines(FullPath(file)).Select((text, index) => (index + 1, text));

    private static IEnumerable<string> Below(string folder)
    {
        foreach (string file in Directory.EnumerateFiles(folder))
        {
            yield return Path.GetRelativePath(RepositoryPaths.Root, file).Replace('\\', '/');
        }

        foreach (string child in Directory.EnumerateDirectories(folder).Where(child => !NotOurs.Contains(Path.GetFileName(child))))
        {
            foreach (string file in Below(child))
            {
                yield return file;
            }
        }
    }
}
