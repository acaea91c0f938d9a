using System.Text;
using Hawser.Config;
using Hawser.Connectors;

namespace Hawser.Tests.Config;

/// <summary>Whatever a file holds, reading it ends soon, in connections or in one documented error.</summary>
public sealed class HostileYamlTests : IDisposable
{
    private const int Seed = 4_711;

    private readonly ConfigWorld _world = new();

    [Fact]
    public void Deep_nesting_is_refused()
    {
        Assert.Contains("nested 16 deep", _world.Problem(new string('[', 100_000)), StringComparison.Ordinal);
        Assert.Contains("nested 16 deep", _world.Problem("connections: " + string.Concat(Enumerable.Repeat("{a: ", 100_000))), StringComparison.Ordinal);
        Assert.Contains("nested 16 deep", _world.Problem(string.Concat(Enumerable.Repeat("- ", 100_000))), StringComparison.Ordinal);
    }

    [Fact]
    public void Anchors_that_multiply_take_no_room()
    {
        var laughs = new StringBuilder("connections:\n  a0: &a0 { k0: v, k1: v, k2: v, k3: v }\n");
        for (var level = 1; level < 12; level++)
        {
            laughs.Append(null, $"  b{level}: &a{level} [{string.Join(", ", Enumerable.Repeat($"*a{level - 1}", 9))}]\n");
        }

        Assert.Equal(12, _world.Load(laughs.ToString()).Names.Count());
        var merges = new StringBuilder("connections:\n  a0: &a0 {" + string.Join(", ", Enumerable.Range(0, 900).Select(key => $"k{key}: v")) + "}\n");
        for (var level = 1; level < 100; level++)
        {
            merges.Append(null, $"  a{level}: &a{level} {{ <<: [*a{level - 1}, *a{level - 1}], x{level}: y }}\n");
        }

        Assert.Contains("a file may hold 50000 values, those that merges repeat included", _world.Problem(merges.ToString()), StringComparison.Ordinal);
        Assert.Contains("a file may use anchors 1000 times", _world.Problem("connections:\n  a0: &a x\n  b0: [" + string.Concat(Enumerable.Repeat("*a, ", 1_001)) + "]"), StringComparison.Ordinal);
        Assert.Contains("an anchor is used that is not defined above", _world.Problem("connections: &a\n  prod: *a\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_or_no_text_is_refused()
    {
        Assert.Contains("larger than 1048576 bytes", _world.Problem(new string('#', (1 << 20) + 1)), StringComparison.Ordinal);
        Assert.Contains("a file may hold 50000 values", _world.Problem("connections:\n" + string.Concat(Enumerable.Range(0, 40_000).Select(index => $"  n{index}: ~\n"))), StringComparison.Ordinal);
        _world.Folder.Write("connections.yaml", [0xC3, 0x28]);
        Assert.Contains("not UTF-8", Assert.Throws<ConnectorException>(() => _world.Load().Find("prod")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "{")]
    [InlineData("", "? ")]
    [InlineData("", "a: ")]
    [InlineData("[", "a,")]
    [InlineData("{", "a: b, ")]
    [InlineData("\"", "a\\n")]
    [InlineData("", "&a ")]
    [InlineData("", "!a ")]
    [InlineData("", "abc def\n ")]
    [InlineData("", "---\n")]
    [InlineData("%TAG ! tag:", "%A b\n")]
    [InlineData("a: |\n", " x\n")]
    [InlineData("a: >\n", " x\n\n")]
    [InlineData("[", "\"a\" ")]
    [InlineData("a: &x y\nb: [", "*x,")]
    public void A_million_times_the_same_is_one_error(string start, string repeated)
    {
        var text = start + string.Concat(Enumerable.Repeat(repeated, 1_000_000 / repeated.Length));
        Assert.StartsWith("FILE:", _world.Problem(text), StringComparison.Ordinal);
    }

    [Fact]
    public void Types_that_a_file_asks_for_are_never_made()
        => Assert.Equal("x", _world.Option("connections:\n  prod: !System.Diagnostics.Process { type: !<tag:evil> duckdb, path: !!python/object:os.system x }\n", "prod", "path"));

    [Fact]
    public void Any_text_is_a_configuration_or_one_error_without_the_secret_in_it()
    {
        string[] pieces =
        [
            "connections:\n", "  prod:\n", "    type: acme\n", "    password: ", "    password: s3cretS3cret", "    token: \"s3cretS3cret", "    host: ${s3cretS3cret", "&", "*", "!", "|\n", ">\n", "'", "\"", "{", "}", "[", "]", ",", ": ", "? ", "- ", "\t", "\n", " ", "#",
            "<<: ", "%YAML 1.2\n", "---\n", "...\n", "${", "}", "$${", "\\x", "\\u12", "@", "`", "é", "\u0001", "~", "&a ", "*a ", "!!str ", "%TAG ! tag:\n",
        ];
        for (var round = 0; round < 4_000; round++)
        {
            var random = new Random(Seed + round);
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 25)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                var read = ConnectionsFile.Parse(text, "FILE", ConfigWorld.Registry, new VariableExpander(_ => null, "."));
                foreach (var name in read.Names)
                {
                    ConfigWorld.Registry.Check(read.Find(name)!);
                }
            }
            catch (ConnectorException error)
            {
                Assert.False(error.ToString().Contains("s3cret", StringComparison.Ordinal), $"seed {Seed + round}: {error.Message}");
            }
        }
    }

    public void Dispose() => _world.Dispose();
}
