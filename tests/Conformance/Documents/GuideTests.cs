using System.Text.RegularExpressions;
using Hawser.Testing;

namespace Hawser.Conformance.Documents;

/// <summary>The code that the guide shows is the code that runs.</summary>
public sealed partial class GuideTests
{
    private const string Guide = "docs/guides/build-a-connector.md";

    [Fact]
    public void Every_snippet_of_the_guide_stands_in_the_file_that_it_names()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryPaths.Root, Guide)).ReplaceLineEndings("\n");
        MatchCollection snippets = Snippet().Matches(text);
        Assert.Equal(Regex.Count(text, "^```(csharp|xml)", RegexOptions.Multiline), snippets.Count);
        foreach (Match snippet in snippets)
        {
            string file = snippet.Groups["file"].Value;
            string[] source = [.. File.ReadAllLines(Path.Combine(RepositoryPaths.Root, file)).Select(l => l.Trim()).Where(l => l.Length > 0)];
            int at = 0;
            foreach (string[] part in snippet.Groups["code"].Value.Split("// …").Select(Lines))
            {
                int found = Enumerable.Range(at, source.Length - at).FirstOrDefault(i => source.Skip(i).Take(part.Length).SequenceEqual(part), -1);
                Assert.True(found >= 0, $"{Guide} shows lines that are not in {file}, or in another order:\n{string.Join('\n', part)}");
                at = found + part.Length;
            }
        }
    }

    [Fact]
    public void Every_file_that_the_guide_names_exists()
    {
        string text = File.ReadAllText(Path.Combine(RepositoryPaths.Root, Guide));
        foreach (Match link in Link().Matches(text))
        {
            string target = Path.GetFullPath(Path.Combine(RepositoryPaths.Root, "docs/guides", link.Groups["target"].Value));
            Assert.True(Path.Exists(target), $"{Guide} links to {link.Groups["target"].Value}, which does not exist.");
        }
    }

    private static string[] Lines(string code) => [.. code.Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0)];

    [GeneratedRegex("^<!-- (?<file>[^ ]+) -->\n```(csharp|xml)\n(?<code>.*?)\n```$", RegexOptions.ExplicitCapture | RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Snippet();

    [GeneratedRegex(@"\]\((?<target>\.\.[^)#]+)", RegexOptions.ExplicitCapture)]
    private static partial Regex Link();
}
