using Hawser.Connectors.Postgres.Sql;

namespace Hawser.Connectors.Postgres.Tests.Sql;

public sealed class SqlTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData(" ; -- nothing\n; /* ; */ ", "")]
    [InlineData("a; b ;c", "a|b|c")]
    [InlineData("select ';', \"x;y\"; e';\\';'; E'it\\'s;'", "select ';', \"x;y\"|e';\\';'|E'it\\'s;'")]
    [InlineData("table'x;y'; b", "table'x;y'|b")]
    [InlineData("do $$ a; b $$; do $x$ $$; $x$; c", "do $$ a; b $$|do $x$ $$; $x$|c")]
    [InlineData("select $1; select $2", "select $1|select $2")]
    [InlineData("a /* ; /* ; */ ; */ b; c", "a /* ; /* ; */ ; */ b|c")]
    [InlineData("create rule r as do (a; b); c", "create rule r as do (a; b)|c")]
    [InlineData("create function f() begin atomic select case when a then 1 end; b; end; c", "create function f() begin atomic select case when a then 1 end; b; end|c")]
    [InlineData("begin; end; c", "begin|end|c")]
    [InlineData("'open; a", "'open; a")]
    [InlineData("$q$ open; a", "$q$ open; a")]
    [InlineData("/* open; a", "")]
    public void A_script_is_cut_where_its_statements_end(string script, string statements) =>
        Assert.Equal(statements, string.Join('|', ScriptSplitter.Split(script).Select(statement => statement.Trim())));

    [Theory]
    [InlineData("select 1", 0)]
    [InlineData("select $1, $2, $1", 2)]
    [InlineData("select '$3', \"$4\", $$ $5 $$, $1 -- $6\n /* $7 */", 1)]
    [InlineData("select a$2, $12", 12)]
    public void Placeholders_are_counted_outside_texts(string sql, int count) => Assert.Equal(count, Placeholders.Count(sql));

    [Theory]
    [InlineData("SET search_path = a", true)]
    [InlineData("select 1; RESET ALL", true)]
    [InlineData("-- x\nbegin", true)]
    [InlineData("select set_config('a.b', 'c', true)", true)]
    [InlineData("create temp table t (id int)", true)]
    [InlineData("update t set a = 1", false)]
    [InlineData("select offset_, reset from t", false)]
    [InlineData("insert into settings values (1)", false)]
    public void Statements_that_change_the_session_are_seen(string sql, bool changes) => Assert.Equal(changes, SessionStatements.MayChangeSession(sql));
}
