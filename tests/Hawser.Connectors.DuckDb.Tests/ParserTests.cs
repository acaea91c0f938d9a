using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Session;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Tests;

public class ParserTests
{
    [Theory]
    [InlineData("DECIMAL(18,3)[][3]")]
    [InlineData("STRUCT(\"a b\" INTEGER, \"q\"\"q\" ENUM('x', 'it''s')[])")]
    [InlineData("MAP(STRUCT(\"a\" TIMESTAMP WITH TIME ZONE), UNION(\"u\" BIGINT, \"v\" VARCHAR[2]))")]
    [InlineData("TIME WITH TIME ZONE")]
    [InlineData("ENUM(',', ')', '''')")]
    public void A_type_reads_back_as_it_is_written(string text) => Assert.Equal(text, DuckDbTypeParser.Parse(text).ToString());

    [Theory]
    [InlineData("DECIMAL(")]
    [InlineData("STRUCT(a)")]
    [InlineData("INTEGER]")]
    [InlineData("ENUM('a")]
    [InlineData("")]
    public void What_is_no_type_is_said_to_be_none(string text) => Assert.Throws<FormatException>(() => DuckDbTypeParser.Parse(text));

    [Fact]
    public void An_unknown_type_keeps_its_name()
    {
        var type = DuckDbTypeParser.Parse("INET");

        Assert.Equal((TypeId.Varchar, "INET"), (type.Id, type.ToString()));
    }

    [Theory]
    [InlineData("", 0)]
    [InlineData(" ; ;", 0)]
    [InlineData("select 1", 1)]
    [InlineData("select ';' ; select \";\"", 2)]
    [InlineData("select 1 -- ; two\n; /* ; /* ; */ */", 1)]
    [InlineData("select $$ ; $$, $a$ ; $$ $a$; select E'\\';'", 2)]
    [InlineData("select 'it''s;'", 1)]
    public void Statements_are_counted_as_the_engine_would(string sql, int count) => Assert.Equal(count, SqlText.CountStatements(sql));
}
