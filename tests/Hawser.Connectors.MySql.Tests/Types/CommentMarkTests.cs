using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Types;

/// <summary>Marks in the comments of columns: they bring types back, leave the user's words alone, and are somebody else's text.</summary>
public sealed class CommentMarkTests
{
    private const string ListOfLists = "hawser/1: arrow type +l(item?:+l(item?:i))";

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void The_mark_stands_behind_the_users_comment_and_is_no_part_of_it(MySqlFlavour flavour)
    {
        using var test = new TestDatabase($"CREATE TABLE t (id int, v longtext COMMENT 'my words,\\ntwo lines\\n{ListOfLists}'); INSERT INTO t VALUES (1, '[[1,null],[]]')", flavour);
        ColumnModel column = test.Connection.Catalog.GetTable(new TableName("t")).Columns[1];
        Assert.Equal(("my words,\ntwo lines", "list<item: list<item: int32>>", "longtext"), (column.Comment, $"{column.Field.Type}", column.NativeType));
        Assert.Equal(["[1, [[1, null], []]]"], test.Read(new ScanRequest(new TableName("t"))));
    }

    [Theory]
    [InlineData("longtext", "hawser/1: arrow type +l(item?:")]
    [InlineData("longtext", "hawser/2: arrow type +l(item?:i)")]
    [InlineData("longtext", "hawser/1: arrow type +s(a?:i) and more")]
    [InlineData("longtext", "hawser/1: arrow type +l(item?:i)\\nand a line of mine")]
    public void A_mark_that_is_not_understood_is_a_comment(string type, string comment)
    {
        using var test = new TestDatabase($"CREATE TABLE t (v {type} COMMENT '{comment}')");
        ColumnModel column = test.Connection.Catalog.GetTable(new TableName("t")).Columns[0];
        Assert.Equal((comment.Replace("\\n", "\n", StringComparison.Ordinal), ArrowType.Utf8), (column.Comment, column.Field.Type));
    }

    [Theory]
    [InlineData("int", "b")]
    [InlineData("tinyint", "b")]
    [InlineData("longtext", "i")]
    [InlineData("bigint unsigned", "tDu")]
    [InlineData("datetime(6)", "tsn%3AUTC")]
    [InlineData("time(6)", "ttn")]
    [InlineData("binary(4)", "w%3A5")]
    [InlineData("longblob", "+l(item?:i)")]
    [InlineData("int", "D(i,u)")]
    public void A_mark_that_does_not_fit_its_type_changes_nothing(string type, string mark)
    {
        using var test = new TestDatabase($"CREATE TABLE t (plain {type}, marked {type} COMMENT 'hawser/1: arrow type {mark}')");
        TableModel table = test.Connection.Catalog.GetTable(new TableName("t"));
        Assert.Equal(table.Columns[0].Field.WithName("marked"), table.Columns[1].Field);
    }

    [Theory]
    [InlineData("tinyint(1)", "b", "1", "2", "2 is neither 0 nor 1")]
    [InlineData("longtext", "+l(item?:i)", "'[1]'", "'{}'", "is no list<item: int32>")]
    [InlineData("varchar(99)", "d%3A76%2C0%2C256", "'7'", "'x'", "is no decimal256(76, 0)")]
    [InlineData("varbinary(9)", "w%3A3", "'abc'", "'ab'", "a value has 2 bytes and not 3")]
    [InlineData("time(6)", "ttu", "'23:59:59'", "'24:00:00'", "24:00:00 is no time of a day")]
    [InlineData("time(6)", "ttu", "'00:00:00'", "'-00:00:01'", "-0:00:01 is no time of a day")]
    public void A_value_that_is_not_of_the_marked_type_is_located(string type, string mark, string good, string bad, string said)
    {
        using var test = new TestDatabase($"CREATE TABLE t (id int, v {type} COMMENT 'hawser/1: arrow type {mark}'); INSERT INTO t VALUES (1, {good}), (2, {bad})");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Read(new ScanRequest(new TableName("t"))));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains(said, error.Message, StringComparison.Ordinal);
        Assert.Contains("column \"v\", row 1", error.Message, StringComparison.Ordinal);
        Assert.Single(test.Read(new ScanRequest(new TableName("t")) { Filter = "id = 1" }));
    }
}
