using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Tests.Locations;

public sealed class TableFunctionTests
{
    private static readonly string[] Allowed = ["read_csv", "read_parquet", "sqlite_scan"];

    [Theory]
    [InlineData("read_csv('x.csv')", "read_csv('x.csv')")]
    [InlineData(" READ_CSV ( 'x.csv' , delim=';', header := true, skip => 2 ) ", "read_csv('x.csv', delim = ';', header = true, skip = 2)")]
    [InlineData("read_parquet(['a/*.parquet', 'it''s'])", "read_parquet(['a/*.parquet', 'it''s'])")]
    [InlineData("read_csv('x', columns = {'a': 'INT', b: ['x', -1.5e3, null]})", "read_csv('x', columns = {'a': 'INT', 'b': ['x', -1.5e3, null]})")]
    [InlineData("sqlite_scan('a; -- b', 'c /* d */')", "sqlite_scan('a; -- b', 'c /* d */')")]
    [InlineData("read_csv()", "read_csv()")]
    [InlineData("read_csv([], x = {})", "read_csv([], x = {})")]
    [InlineData(@"read_csv('x', delim = '\t')", @"read_csv('x', delim = '\t')")]
    public void A_call_is_parsed_and_rendered_anew(string text, string rendered) => Assert.Equal(rendered, Parse(text).ToString());

    [Theory]
    [InlineData("read_csv('x'); DROP TABLE t; --", "nothing may follow")]
    [InlineData("read_csv('x') UNION SELECT 1", "nothing may follow")]
    [InlineData("read_csv('x') -- c", "nothing may follow")]
    [InlineData("read_csv('x'), read_csv('y')", "nothing may follow")]
    [InlineData("read_csv((SELECT 'x'))", "a literal is expected")]
    [InlineData("read_csv(SELECT 'x')", "a literal is expected")]
    [InlineData("read_csv('x' || 'y')", "',' or ')' is expected")]
    [InlineData("read_csv('x' /* c */)", "',' or ')' is expected")]
    [InlineData("read_csv(x)", "a literal is expected")]
    [InlineData("read_csv(\"x\")", "a literal is expected")]
    [InlineData("read_csv($$x$$)", "a literal is expected")]
    [InlineData("read_csv(getenv('HOME'))", "a literal is expected")]
    [InlineData("read_csv('x", "no closing quote")]
    [InlineData("read_csv('x'", "',' or ')' is expected")]
    [InlineData("read_csv('x',)", "a literal is expected")]
    [InlineData("read_csv(1a)", "a literal is expected")]
    [InlineData("read_csv(1.)", "a literal is expected")]
    [InlineData("read_csv(--1)", "a literal is expected")]
    [InlineData("read_csv(a = 1, 'x')", "by place")]
    [InlineData("read_csv(a = 1, A = 2)", "twice")]
    [InlineData("read_csv({'a': 1, a: 2})", "twice")]
    [InlineData("read_csv({'a' = 1})", "':' is expected")]
    [InlineData("read_cvs('x')", "did you mean 'read_csv'?")]
    [InlineData("shell('rm')", "allowed are read_csv, read_parquet, sqlite_scan")]
    public void What_is_more_or_less_than_a_call_is_refused(string text, string reason)
    {
        Assert.False(LocationTable.TryParse(text, Allowed, out _, out var problem));
        Assert.Contains(reason, problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("main.read_csv('x')")]
    [InlineData("\"read_csv\"('x')")]
    [InlineData("; DROP TABLE t")]
    [InlineData("(SELECT 1)")]
    public void What_does_not_begin_as_a_call_is_read_as_a_name_and_refused_too(string text)
        => Assert.False(LocationTable.TryParse(text, Allowed, out _, out _));

    [Fact]
    public void Nesting_has_a_limit()
    {
        Assert.True(LocationTable.TryParse($"read_csv({Nested(16)})", Allowed, out _, out _));
        Assert.False(LocationTable.TryParse($"read_csv({Nested(17)})", Allowed, out _, out var problem));
        Assert.Contains("16 deep", problem, StringComparison.Ordinal);
        Assert.False(LocationTable.TryParse($"read_csv({new string('[', 60_000)}", Allowed, out _, out _));
    }

    [Fact]
    public void A_call_cannot_be_made_of_parts_that_do_not_parse()
    {
        Assert.Throws<ArgumentException>(() => new TableFunctionCall("a b", []));
        Assert.Throws<ArgumentException>(() => new TableFunctionCall("a", [new("x;", TableFunctionNull.Instance)]));
        Assert.Throws<ArgumentException>(() => new TableFunctionCall("a", [new("x", TableFunctionNull.Instance), new(null, TableFunctionNull.Instance)]));
        Assert.Throws<ArgumentException>(() => new TableFunctionNumber("1; DROP"));
    }

    private static TableFunctionCall Parse(string text)
    {
        Assert.True(LocationTable.TryParse(text, Allowed, out var table, out var problem), problem);
        return Assert.IsType<LocationTableFunction>(table).Call;
    }

    private static string Nested(int depth) => new string('[', depth) + "1" + new string(']', depth);
}
