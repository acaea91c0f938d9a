using Hawser.Testing;

namespace Hawser.EndToEnd.Tests;

/// <summary>Compares what was found with an approved text file under Expected; with <c>HAWSER_APPROVE=1</c> in the environment the file is written anew.</summary>
internal static class Approved
{
    public static void Verify(string name, IReadOnlyList<string> lines)
    {
        string path = Path.Combine(RepositoryPaths.Root, "tests", "Hawser.EndToEnd.Tests", "Expected", name);
        if (Environment.GetEnvironmentVariable("HAWSER_APPROVE") == "1")
        {
            File.WriteAllText(path, string.Concat(lines.Select(l => l + "\n")));
            return;
        }

        Assert.True(File.Exists(path), $"Expected/{name} is missing; run with HAWSER_APPROVE=1 and read what it says.");
        Assert.Equal(File.ReadAllLines(path), lines);
    }
}
