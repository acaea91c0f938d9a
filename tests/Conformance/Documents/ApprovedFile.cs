using Hawser.Testing;

namespace Hawser.Conformance.Documents;

/// <summary>A committed file that must be what the run writes. With HAWSER_APPROVE=1 the run writes it instead.</summary>
internal static class ApprovedFile
{
    public static void Check(string path, string text)
    {
        string full = Path.Combine(RepositoryPaths.Root, path);
        if (Environment.GetEnvironmentVariable("HAWSER_APPROVE") == "1")
        {
            File.WriteAllText(full, text);
        }

        string committed = File.Exists(full) ? File.ReadAllText(full).ReplaceLineEndings("\n") : "";
        string[] before = committed.Split('\n'), now = text.Split('\n');
        int line = Enumerable.Range(0, Math.Max(before.Length, now.Length)).FirstOrDefault(i => before.ElementAtOrDefault(i) != now.ElementAtOrDefault(i), -1);
        Assert.True(
            line < 0,
            $"{path} is not what the run writes. Line {line + 1} is \"{before.ElementAtOrDefault(line)}\" and should be \"{now.ElementAtOrDefault(line)}\". Run with HAWSER_APPROVE=1 and read the difference before you commit it.");
    }
}
