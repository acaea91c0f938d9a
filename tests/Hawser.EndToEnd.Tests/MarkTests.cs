using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Connectors.Postgres;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests;

/// <summary>Marks in the comments of columns: they bring types back, leave the user's words alone, and are somebody else's text.</summary>
public sealed class MarkTests : EndToEndTest
{
    private const string ListOfLists = "hawser/1: arrow type +l(item?:+l(item?:i))";

    private readonly PostgresServer _server;
    private readonly string _database;

    public MarkTests()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
        _server = PostgresServer.Shared;
        _database = _server.CreateDatabase();
    }

    protected override void Dispose(bool disposing)
    {
        _server?.DropDatabase(_database);
        base.Dispose(disposing);
    }

    [Fact]
    public void The_mark_stands_behind_the_users_comment_and_is_no_part_of_it()
    {
        Psql($"CREATE TABLE zoo (id int, v json); COMMENT ON COLUMN zoo.v IS E'my words,\\ntwo lines\\n{ListOfLists}'; INSERT INTO zoo VALUES (1, '[[1,null],[]]')");
        ColumnModel column = Column();
        Assert.Equal(("my words,\ntwo lines", "list<item: list<item: int32>>", "json"), (column.Comment, $"{column.Field.Type}", column.NativeType));
        Place duck = At("duckdb", "target");
        using (Database source = Open())
        using (Database target = duck.Open())
        {
            Copy(new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(target, duck.Relation));
        }

        Assert.Equal(["INTEGER[][]", "[[1, NULL], []]"], DuckDbJudge.Query(duck.Path, "SELECT typeof(v), v::VARCHAR FROM zoo").Rows[0]);
    }

    [Fact]
    public void A_replaced_table_keeps_the_users_comment_and_gets_the_mark_of_what_comes()
    {
        Psql($"CREATE TABLE zoo (id integer, v json); COMMENT ON COLUMN zoo.v IS E'mine\\n{ListOfLists}'; COMMENT ON COLUMN zoo.id IS 'the number'");
        Replace("SELECT 1::INTEGER AS id, {'a': 1::INTEGER} AS v");
        Assert.Equal("the number|mine\nhawser/1: arrow type +s(a?:i)\n", Comments());
        Replace("SELECT 1::INTEGER AS id, '{}'::JSON AS v");
        Assert.Equal("the number|mine\n", Comments());
    }

    [Theory]
    [InlineData("hawser/1: arrow type +l(item?:")]
    [InlineData("hawser/1: arrow type ")]
    [InlineData("hawser/2: arrow type +l(item?:i)")]
    [InlineData("hawser/1: arrow type i")]
    [InlineData("hawser/1: arrow type +w:99999999999999999999(item?:i)")]
    [InlineData("hawser/1: arrow type z{arrow.opaque;%7B%22type_name%22%3A%22i%6Et4%22%2C%22vendor_name%22%3A%22PostgreSQL%22%7D}")]
    [InlineData("hawser/1: arrow type +s(a?:i) and more")]
    [InlineData("hawser/1: arrow type +l(item?:i)\nand a line of mine")]
    public void A_mark_that_is_not_understood_is_a_comment(string comment)
    {
        Psql($"CREATE TABLE zoo (id int, v json); COMMENT ON COLUMN zoo.v IS E'{comment.Replace("\n", "\\n", StringComparison.Ordinal)}'");
        ColumnModel column = Column();
        Assert.Equal((comment, ExtensionNames.Json), (column.Comment, column.Field.ExtensionName));
    }

    [Fact]
    public void A_type_nested_without_end_is_no_mark()
    {
        string comment = "hawser/1: arrow type " + string.Concat(Enumerable.Repeat("+l(item?:", 5000));
        Psql($"CREATE TABLE zoo (id int, v json); COMMENT ON COLUMN zoo.v IS '{comment}'");
        Assert.Equal(comment, Column().Comment);
    }

    [Fact]
    public void A_value_that_is_not_of_the_marked_type_is_located_and_no_other_is_touched()
    {
        Psql($"CREATE TABLE zoo (id int, v json); COMMENT ON COLUMN zoo.v IS '{ListOfLists}'; INSERT INTO zoo VALUES (1, '[]'), (2, '{{\"a\": 1}}')");
        using Database source = Open();
        using Database target = At("arrow", "target").Open();
        ConnectorException error = Assert.Throws<ConnectorException>(() =>
        {
            Copy(new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(target, At("arrow", "target").Relation));
        });
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains("column \"v\", row 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("the mark in the column's comment", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Between_two_PostgreSQL_databases_json_stays_as_it_is_written_and_the_mark_goes_along()
    {
        Psql($"CREATE TABLE zoo (id int, v json, t text); COMMENT ON COLUMN zoo.v IS '{ListOfLists}'; COMMENT ON COLUMN zoo.t IS 'hawser/1: arrow type u{{acme.word;}}'; INSERT INTO zoo VALUES (1, ' [ [1] ]', 'w'), (2, '\"x\"', NULL)");
        string second = _server.CreateDatabase();
        try
        {
            using (Database source = Open())
            using (Database target = new PostgresConnector().Open(new PostgresConnector().ParseOptions(_server.Options(second))))
            {
                TablePlan plan = Copy(new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(target, new TableName("zoo"))).Tables[0].Plan;
                Assert.Equal(Fidelity.Exact, plan.Fidelity);
            }

            const string Query = "SELECT *, col_description('zoo'::regclass, 2), col_description('zoo'::regclass, 3) FROM zoo ORDER BY id";
            Assert.Equal(_server.Execute(_database, Query), _server.Execute(second, Query));
        }
        finally
        {
            _server.DropDatabase(second);
        }
    }

    [Fact]
    public void DuckDB_keeps_a_mark_in_the_comment_of_its_column()
    {
        Psql("CREATE TABLE zoo (id int, v inet); INSERT INTO zoo VALUES (1, '10.0.0.0/8')");
        Place duck = At("duckdb", "target");
        using (Database source = Open())
        using (Database target = duck.Open())
        {
            Copy(new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(target, duck.Relation));
            using Connection connection = target.OpenConnection(Token);
            ColumnModel column = connection.Catalog.GetTable(new TableName("zoo"), Token).Columns[1];
            Assert.Equal((null, ExtensionNames.Opaque, "VARCHAR"), (column.Comment, column.Field.ExtensionName, column.NativeType));
        }

        string? comment = DuckDbJudge.Query(duck.Path, "SELECT comment FROM duckdb_columns() WHERE column_name = 'v'").Rows[0][0];
        Assert.StartsWith("hawser/1: arrow type u{arrow.opaque;", comment, StringComparison.Ordinal);
        DuckDbJudge.Execute(duck.Path, ["COMMENT ON COLUMN zoo.v IS 'hawser/1: arrow type i{acme.number;}'"]);
        using Database again = duck.Open();
        using Connection reading = again.OpenConnection(Token);
        ColumnModel plain = reading.Catalog.GetTable(new TableName("zoo"), Token).Columns[1];
        Assert.Equal(("hawser/1: arrow type i{acme.number;}", null), (plain.Comment, plain.Field.ExtensionName));
    }

    private void Replace(string query)
    {
        Place duck = At("duckdb", $"source{Guid.NewGuid():N}");
        DuckDbJudge.Execute(duck.Path, [$"CREATE TABLE zoo AS {query}"]);
        using Database source = duck.Open();
        using Database target = Open();
        Copy(duck.AsSource(source), CopyTarget.At(target, new TableName("zoo")), new CopyOptions { Mode = LoadMode.Replace });
    }

    private string Comments() => _server.Execute(_database, "SELECT col_description('zoo'::regclass, 1), col_description('zoo'::regclass, 2)");

    private ColumnModel Column()
    {
        using Database database = Open();
        using Connection connection = database.OpenConnection(Token);
        return connection.Catalog.GetTable(new TableName("zoo"), Token).Columns[1];
    }

    private void Psql(string script) => _server.Execute(_database, script);

    private Database Open()
    {
        PostgresConnector connector = new();
        return connector.Open(connector.ParseOptions(_server.Options(_database)));
    }
}
