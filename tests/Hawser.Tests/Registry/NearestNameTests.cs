using Hawser.Connectors;

namespace Hawser.Tests.Registry;

public sealed class NearestNameTests
{
    private static readonly string[] Engines = ["duckdb", "sqlite", "postgres", "mysql", "snowflake", "bigquery"];

    [Theory]
    [InlineData("postgers", "postgres")]
    [InlineData("POSTGRES", "postgres")]
    [InlineData("sqllite", "sqlite")]
    [InlineData("dukcdb", "duckdb")]
    [InlineData("mysq", "mysql")]
    [InlineData("post", "postgres")]
    [InlineData("mysql57beta", "mysql")]
    public void A_slip_finds_the_name_that_was_meant(string given, string meant)
        => Assert.Equal(meant, NearestName.Find(given, Engines));

    [Theory]
    [InlineData("oracle")]
    [InlineData("x")]
    [InlineData("")]
    public void A_name_that_is_far_from_all_finds_none(string given) => Assert.Null(NearestName.Find(given, Engines));

    [Fact]
    public void The_answer_does_not_depend_on_the_order_of_the_names()
    {
        string[] names = ["bat", "caq", "car"];
        Assert.Equal("caq", NearestName.Find("cat", names));
        Assert.Equal("caq", NearestName.Find("cat", names.Reverse()));
    }

    [Fact]
    public void A_swap_of_neighbours_is_one_edit() => Assert.Equal(1, NearestName.Distance("abcd", "abdc"));

    [Fact]
    public void A_distance_is_the_same_from_both_sides_and_zero_only_for_equals()
    {
        const int seed = 20_260_401;
        var random = new Random(seed);
        for (var round = 0; round < 2_000; round++)
        {
            var left = Word(random);
            var right = Word(random);
            var distance = NearestName.Distance(left, right);
            Assert.True(distance == NearestName.Distance(right, left), $"seed {seed}: {left} {right}");
            Assert.True((distance == 0) == (left == right), $"seed {seed}: {left} {right}");
            Assert.True(distance <= Math.Max(left.Length, right.Length), $"seed {seed}: {left} {right}");
        }
    }

    [Fact]
    public void Names_beyond_the_compared_length_are_compared_for_equality_only()
    {
        var name = new string('a', NearestName.MaxComparedLength + 1);
        Assert.Equal(0, NearestName.Distance(name, name.ToUpperInvariant()));
        Assert.Equal(name.Length, NearestName.Distance(name, name[1..] + "b"));
    }

    private static string Word(Random random)
        => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => (char)('a' + random.Next(3))));
}
