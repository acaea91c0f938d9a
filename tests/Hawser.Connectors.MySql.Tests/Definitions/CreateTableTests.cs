using Hawser.Arrow;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Definitions;

public sealed class CreateTableTests
{
    private static readonly Field Whole = new("", ArrowType.Int64);
    private static readonly Field Text = new("", ArrowType.Utf8);

    [Fact]
    public async Task A_table_with_everything_is_made_and_found_again_as_it_was_said()
    {
        using var test = new TestDatabase();
        TableModel model = new(new TableName("all `of` it"),
        [
            Column("id", "bigint unsigned", new Field("", ArrowType.UInt64)) with { IsNullable = false, Identity = new IdentityModel { Next = 42 } },
            Column("na`me", "varchar(20)", Text) with { IsNullable = false, Default = "'it''s'", Comment = "people's \\ words" },
            Column("price", "decimal(10,2)", new Field("", DecimalType.Decimal128(10, 2))) with { Default = "(1 + 2)" },
            Column("twice", "decimal(12,2)", new Field("", DecimalType.Decimal128(12, 2))) with { Generated = new GeneratedModel("`price` * 2", IsStored: true) },
            Column("truth", "tinyint(1)", new Field("", ArrowType.Boolean)) with { Comment = "yes\nor no" },
            Column("at", "timestamp(3)", new Field("", new TimestampType(TimeUnit.Microsecond, "UTC"))) with { IsNullable = false, Default = "current_timestamp(3)" },
            Column("kind", "enum('a','b''c','x\\\\y')", Text),
        ])
        {
            PrimaryKey = new KeyModel(null, ["id"]),
            UniqueConstraints = [new KeyModel("names", ["na`me", "price"])],
            Checks = [new CheckModel("positive", "`price` > 0")],
            Comment = "all \\ of 'it'",
            Properties = new Dictionary<string, string> { ["on_update:at"] = "current_timestamp(3)", ["invisible:kind"] = "true" },
        };
        await Make(test, model);
        TableModel read = test.Connection.Catalog.GetTable(model.Name);
        Assert.Equal(model.Comment, read.Comment);
        Assert.Equal(["id"], read.PrimaryKey!.Columns);
        Assert.Equal(["names: na`me, price"], read.UniqueConstraints.Select(key => $"{key.Name}: {string.Join(", ", key.Columns)}"));
        Assert.Equal(["positive: `price` > 0"], read.Checks.Select(check => $"{check.Name}: {check.Expression}"));
        Assert.Equal(42, read.Column("id")!.Identity!.Next);
        Assert.Equal(("'it''s'", "people's \\ words", false), (read.Column("na`me")!.Default, read.Column("na`me")!.Comment, read.Column("na`me")!.IsNullable));
        Assert.Equal(("`price` * 2", true), (read.Column("twice")!.Generated!.Expression, read.Column("twice")!.Generated!.IsStored));
        Assert.Equal((ArrowType.Boolean, "yes\nor no"), (read.Column("truth")!.Field.Type, read.Column("truth")!.Comment));
        Assert.Equal("enum('a','b''c','x\\\\y')", read.Column("kind")!.NativeType);
        Assert.Equal("utf8mb4_nopad_bin", read.Properties["collation"]);
        Assert.Equal(("current_timestamp(3)", "true"), (read.Properties["on_update:at"], read.Properties["invisible:kind"]));
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, 4)]
    [InlineData(MySqlFlavour.MySql56, 3)]
    public async Task Texts_of_a_key_differ_by_case_and_where_the_server_can_by_spaces_at_the_end(MySqlFlavour flavour, int kept)
    {
        using var test = new TestDatabase(flavour: flavour);
        await Make(test, new TableModel(new TableName("t"), [Column("k", "varchar(20)", Text) with { IsNullable = false }]) { PrimaryKey = new KeyModel(null, ["k"]) });
        test.Connection.Execute("INSERT IGNORE INTO t VALUES ('a'), ('A'), ('ä'), ('a ')");
        Assert.Equal($"{kept}", test.Judge("SELECT count(*) FROM t")[0][0]);
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public async Task A_timestamp_gets_no_default_and_no_clock_that_nobody_asked_for(MySqlFlavour flavour)
    {
        using var test = new TestDatabase(flavour: flavour);
        await Make(test, new TableModel(new TableName("t"),
        [
            Column("a", "timestamp", Text) with { IsNullable = false }, Column("b", "timestamp", Text), Column("c", "timestamp(2)", Text) with { IsNullable = false },
        ]));
        Assert.Equal([], test.Judge("SELECT column_name FROM information_schema.columns WHERE table_name = 't' AND table_schema = database() AND (extra <> '' OR column_default <> 'NULL')").Select(row => row[0]));
    }

    [Fact]
    public async Task An_index_cuts_texts_that_it_cannot_take_whole_unless_it_is_unique()
    {
        using var test = new TestDatabase();
        TableModel model = new(new TableName("t"), [Column("id", "bigint", Whole) with { IsNullable = false }, Column("body", "longtext", Text), Column("name", "varchar(20)", Text)])
        {
            PrimaryKey = new KeyModel(null, ["id"]),
            Indexes = [new IndexModel("bodies", [new IndexPart("body"), new IndexPart("name") { IsDescending = true }]), new IndexModel("words", [new IndexPart("body")]) { Method = "fulltext" }, new IndexModel("names", [new IndexPart("name")]) { IsUnique = true }],
        };
        await Make(test, model);
        foreach (IndexModel index in model.Indexes)
        {
            test.Connection.Execute(test.Dialect.CreateIndex(model, index));
        }

        TableModel read = test.Connection.Catalog.GetTable(model.Name);
        Assert.Equal([384, null], read.Indexes.Single(index => index.Name == "bodies").Parts.Select(part => part.PrefixLength));
        Assert.Equal("fulltext", read.Indexes.Single(index => index.Name == "words").Method);
        Assert.Equal("names", Assert.Single(read.UniqueConstraints).Name);
        ConnectorException refused = Assert.Throws<ConnectorException>(() => test.Dialect.CreateIndex(model, new IndexModel("u", [new IndexPart("body")]) { IsUnique = true }));
        Assert.Contains("column \"body\" is longtext, which no key takes whole", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_column_that_numbers_itself_comes_with_its_index()
    {
        using var test = new TestDatabase();
        TableModel model = new(new TableName("t"), [Column("k", "int", Whole) with { IsNullable = false }, Column("n", "bigint", Whole) with { IsNullable = false, Identity = new IdentityModel() }])
        {
            PrimaryKey = new KeyModel(null, ["k"]),
            Indexes = [new IndexModel("numbers", [new IndexPart("n")])],
        };
        await Make(test, model);
        Assert.Equal("numbers", Assert.Single(test.Connection.Catalog.GetTable(model.Name).Indexes).Name);
        ConnectorException refused = Assert.Throws<ConnectorException>(() => test.Dialect.CreateTable(model with { Indexes = [] }));
        Assert.Contains("numbers itself, which MySQL allows only where a key or index begins with it", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Foreign_keys_are_added_with_their_actions()
    {
        using var test = new TestDatabase("CREATE TABLE p (a bigint, b bigint, PRIMARY KEY (a, b));");
        TableModel model = new(new TableName("c"), [Column("x", "bigint", Whole), Column("y", "bigint", Whole)])
        {
            ForeignKeys = [new ForeignKeyModel("to_p", ["x", "y"], new TableName("p"), ["a", "b"]) { OnDelete = ForeignKeyAction.Cascade, OnUpdate = ForeignKeyAction.SetNull }],
        };
        await Make(test, model);
        test.Connection.Execute(test.Dialect.AddForeignKey(model.Name, model.ForeignKeys[0]));
        ForeignKeyModel read = Assert.Single(test.Connection.Catalog.GetTable(model.Name).ForeignKeys);
        Assert.Equal(("to_p", ForeignKeyAction.Cascade, ForeignKeyAction.SetNull), (read.Name, read.OnDelete, read.OnUpdate));
    }

    [Fact]
    public void What_a_server_does_not_have_is_refused_in_words()
    {
        MySqlDialect dialect = MySqlDialect.Instance;
        TableModel table = new(new TableName("t"), [Column("a", "int", Whole)]);
        (TableModel Model, string Words)[] cases =
        [
            (table with { Name = new TableName(new string('x', 65)) }, "has 65 characters; MySQL's have at most 64"),
            (table with { Columns = [Column("a ", "int", Whole)] }, "\"a \" is no name there"),
            (table with { Columns = [.. Enumerable.Range(0, 1018).Select(i => Column($"c{i}", "int", Whole))] }, "it has 1018 columns; InnoDB has at most 1017"),
            (table with { Columns = [.. Enumerable.Range(0, 5).Select(i => Column($"c{i}", "varchar(4000)", Text))] }, "its columns take 80011 bytes of a row"),
            (table with { Columns = [Column("a", "varchar(1000)", Text)], PrimaryKey = new KeyModel(null, ["a"]) }, "column \"a\" makes a key longer than an index takes: 3072 bytes"),
            (table with { PrimaryKey = new KeyModel(null, ["a"]) { IsDeferrable = true } }, "MySQL has no deferrable keys"),
            (table with { Columns = [Column("a", "int", Whole) with { Identity = new IdentityModel { Increment = 10 } }], PrimaryKey = new KeyModel(null, ["a"]) }, "AUTO_INCREMENT counts by one"),
            (table with { Columns = [Column("a", "int", Whole) with { Comment = new string('c', 1025) }] }, "the comment of column \"a\" has 1025 characters"),
            (table with { Columns = [Column("a", "drop table x", Whole)] }, ""),
        ];
        foreach ((TableModel model, string words) in cases[..^1])
        {
            ConnectorException refused = Assert.Throws<ConnectorException>(() => dialect.CreateTable(model));
            Assert.Equal(ConnectorStatus.NotSupported, refused.Status);
            Assert.Contains(words, refused.Message, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("table x", dialect.CreateTable(cases[^1].Model), StringComparison.Ordinal);
        (IndexModel Index, string Words)[] indexes =
        [
            (new IndexModel("i", [new IndexPart("a")]) { Predicate = "a > 0" }, "covers some rows only"),
            (new IndexModel("i", [new IndexPart("a")]) { Method = "gin" }, "is of the kind gin"),
            (new IndexModel("i", [new IndexPart(null, "lower(a)")]), "orders by the expression lower(a)"),
        ];
        foreach ((IndexModel index, string words) in indexes)
        {
            Assert.Contains(words, Assert.Throws<ConnectorException>(() => dialect.CreateIndex(table, index)).Message, StringComparison.Ordinal);
        }

        Assert.Contains("may wait for the end", Assert.Throws<ConnectorException>(() => dialect.AddForeignKey(table.Name, new ForeignKeyModel("f", ["a"], table.Name, ["a"]) { IsDeferrable = true })).Message, StringComparison.Ordinal);
    }

    private static ColumnModel Column(string name, string native, Field field) => new(name, native, field.WithName(name));

    private static async Task Make(TestDatabase test, TableModel model) => await ((MySqlConnection)test.Connection).MakeTableAsync(model, TestDatabase.Token);
}
