using System.Text.RegularExpressions;
using Hawser.Testing;

namespace Hawser.Cli.Tests.Support;

/// <summary>
/// Compares output with a text file under Expected. With HAWSER_APPROVE=1 the file is written anew instead: read the difference before it is committed.
/// Versions, times and speeds differ from run to run and are masked on both sides.
/// </summary>
internal static partial class Approved
{
    private static string Folder => Path.Combine(RepositoryPaths.Root, "tests", "Hawser.Cli.Tests", "Expected");

    public static void Matches(string name, string actual)
    {
        string path = Path.Combine(Folder, name + ".txt");
        string masked = Mask(actual);
        if (Environment.GetEnvironmentVariable("HAWSER_APPROVE") == "1")
        {
            File.WriteAllText(path, masked);
            return;
        }

        Assert.True(File.Exists(path), $"{path} does not exist; run once with HAWSER_APPROVE=1 and read what it holds. Actual:\n{masked}");
        Assert.Equal(File.ReadAllText(path), masked);
    }

    private static string Mask(string text)
    {
        string masked = Versions().Replace(text.ReplaceLineEndings("\n"), "$1 VERSION");
        return Figures().Replace(masked, "FIGURE");
    }

    [GeneratedRegex(@"\b(SQLite|DuckDB) v?\d+\.\d+\.\d+\b")]
    private static partial Regex Versions();

    [GeneratedRegex(@" *\b\d[\d.,]* s\b")]
    private static partial Regex Figures();
}
