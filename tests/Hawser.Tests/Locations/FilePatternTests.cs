using System.Text.RegularExpressions;
using Hawser.Locations;

namespace Hawser.Tests.Locations;

public sealed class FilePatternTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Theory]
    [InlineData("*.csv", "a.csv b.csv")]
    [InlineData("?.csv", "a.csv b.csv")]
    [InlineData("[b-c].*", "b.csv c.json")]
    [InlineData("[!a].csv", "b.csv")]
    [InlineData("*/*.csv", "x/d.csv")]
    [InlineData("**/*.csv", "a.csv b.csv x/d.csv x/y/e.csv")]
    [InlineData("x/**", "x/d.csv x/y/e.csv")]
    [InlineData(".*", ".hidden.csv")]
    [InlineData("nothing*", "")]
    [InlineData("none/*.csv", "")]
    public void A_pattern_finds_its_files_in_order(string pattern, string expected)
    {
        foreach (var name in new[] { "b.csv", "a.csv", "c.json", ".hidden.csv", "x/d.csv", "x/y/e.csv" })
        {
            _folder.Write(name);
        }

        var found = new FilePattern($"{_folder.Path}/{pattern}").FindFiles();
        Assert.Equal(expected.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => $"{_folder.Path}/{name}"), found);
    }

    [Fact]
    public void The_root_is_what_stands_before_the_first_wildcard()
    {
        Assert.Equal("/", new FilePattern("/*.csv").Root);
        Assert.Equal(string.Empty, new FilePattern("*.csv").Root);
        Assert.Equal("../a", new FilePattern("../a/b*/c").Root);
    }

    [Fact]
    public void Names_match_as_a_regular_expression_of_the_same_meaning_does()
    {
        const int seed = 5_150;
        var random = new Random(seed);
        string[] pieces = ["a", "b", "*", "?", "[ab]", "[!a]", "c", "."];
        for (var round = 0; round < 20_000; round++)
        {
            var parts = Enumerable.Range(0, random.Next(1, 7)).Select(_ => pieces[random.Next(pieces.Length)]).ToList();
            var name = string.Concat(Enumerable.Range(0, random.Next(0, 7)).Select(_ => "abc."[random.Next(4)]));
            var regex = $"^{string.Concat(parts.Select(part => part switch { "*" => ".*", "?" => ".", "[!a]" => "[^a]", "." => "\\.", _ => part }))}$";
            var expected = Regex.IsMatch(name, regex, RegexOptions.CultureInvariant) && (!name.StartsWith('.') || parts[0] == ".");
            Assert.True(expected == FilePattern.Matches(string.Concat(parts), name), $"seed {seed}, round {round}: '{string.Concat(parts)}' '{name}'");
        }
    }

    public void Dispose() => _folder.Dispose();
}
