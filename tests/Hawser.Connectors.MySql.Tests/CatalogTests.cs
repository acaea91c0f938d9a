using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests;

public sealed class CatalogTests
{
    private const string Script = """
        CREATE TABLE customers (id int unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY, mail varchar(100) NOT NULL, note text, UNIQUE KEY by_mail (mail)) COMMENT 'who buys' AUTO_INCREMENT = 100;
        CREATE TABLE orders (
          customer int unsigned NOT NULL, number smallint NOT NULL DEFAULT 7, state enum('new','paid') NOT NULL DEFAULT 'new' COMMENT 'where it is',
          placed timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP, title varchar(50) CHARACTER SET latin1 COLLATE latin1_general_ci DEFAULT 'it''s', price decimal(10,2) NULL,
          PRIMARY KEY (number, customer), KEY by_title (title(10), price), FULLTEXT KEY words (title),
          CONSTRAINT fk_customer FOREIGN KEY (customer) REFERENCES customers (id) ON DELETE CASCADE ON UPDATE RESTRICT);
        CREATE VIEW paid AS SELECT number, price FROM orders WHERE state = 'paid';
        CREATE TRIGGER before_order BEFORE INSERT ON orders FOR EACH ROW SET NEW.number = NEW.number;
        CREATE TABLE cut (id int NOT NULL PRIMARY KEY) PARTITION BY RANGE (id) (PARTITION a VALUES LESS THAN (10), PARTITION b VALUES LESS THAN MAXVALUE);
        """;

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void Tables_are_told_with_all_that_belongs_to_them_the_same_on_every_server(MySqlFlavour flavour)
    {
        using var test = new TestDatabase(Script, flavour);
        IReadOnlyList<TableModel> tables = test.Connection.Catalog.GetTables(new CatalogFilter { IncludeViews = true });
        Assert.Equal(["customers", "cut", "orders", "paid"], tables.Select(table => table.Name.Name));
        Assert.All(tables, table => Assert.Equal(test.Name, table.Name.Schema));

        TableModel customers = tables[0];
        Assert.Equal(("who buys", "id"), (customers.Comment, string.Join(',', customers.PrimaryKey!.Columns)));
        Assert.Equal(100, customers.Columns[0].Identity!.Next);
        Assert.Equal(("by_mail", "mail"), (customers.UniqueConstraints[0].Name, customers.UniqueConstraints[0].Columns[0]));
        Assert.Empty(customers.Indexes);

        TableModel orders = tables[2];
        Assert.Equal(["number", "customer"], orders.PrimaryKey!.Columns);
        Assert.Equal(("7", "'new'"), (orders.Column("number")!.Default, orders.Column("state")!.Default));
        Assert.Equal("'it''s'", orders.Column("title")!.Default!.Replace("\\'", "''", StringComparison.Ordinal));
        Assert.StartsWith("current_timestamp", orders.Column("placed")!.Default, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith("current_timestamp", orders.Properties["on_update:placed"], StringComparison.OrdinalIgnoreCase);
        Assert.Null(orders.Column("price")!.Default);
        Assert.Equal(("where it is", "latin1_general_ci"), (orders.Column("state")!.Comment, orders.Column("title")!.Collation));
        IndexModel byTitle = orders.Indexes.Single(index => index.Name == "by_title");
        Assert.Equal([("title", 10), ("price", null)], byTitle.Parts.Select(part => (part.Column, part.PrefixLength)));
        Assert.Equal("fulltext", orders.Indexes.Single(index => index.Name == "words").Method);
        ForeignKeyModel key = Assert.Single(orders.ForeignKeys);
        Assert.Equal(("fk_customer", "customers", ForeignKeyAction.Cascade, ForeignKeyAction.Restrict), (key.Name, key.ReferencedTable.Name, key.OnDelete, key.OnUpdate));
        Assert.Equal(["before_order"], orders.Triggers);
        Assert.Contains("RANGE", tables[1].PartitionKey, StringComparison.Ordinal);
        Assert.Equal(TableKind.View, tables[3].Kind);
        Assert.Contains("paid", tables[3].ViewDefinition, StringComparison.Ordinal);
        Assert.Equal([$"foreign key fk_customer of {test.Name}.orders"], test.Connection.Catalog.GetDependents(customers.Name));
        Assert.Contains(test.Name, test.Connection.Catalog.GetSchemas());
        Assert.Equal([test.Name], test.Connection.Catalog.GetSearchPath());
    }

    [Fact]
    public void Checks_and_computed_columns_of_MariaDB_are_told()
    {
        using var test = new TestDatabase("CREATE TABLE t (a int, b int AS (a * 2) VIRTUAL, c int AS (a + 1) STORED, d int DEFAULT (1 + 1), e int INVISIBLE DEFAULT 3, CONSTRAINT positive CHECK (a > 0));");
        TableModel table = test.Connection.Catalog.GetTable(new TableName("t"));
        Assert.Equal(("positive", "`a` > 0"), (table.Checks[0].Name, table.Checks[0].Expression));
        Assert.Equal([false, true], table.Columns.Where(c => c.Generated is not null).Select(c => c.Generated!.IsStored));
        Assert.Equal("1 + 1", table.Column("d")!.Default!.Trim('(', ')'));
        Assert.Equal("true", table.Properties["invisible:e"]);
    }

    [Fact]
    public void A_table_that_is_missing_is_told_with_the_nearest_name()
    {
        using var test = new TestDatabase("CREATE TABLE customers (id int)");
        ConnectorException error = Assert.Throws<ConnectorException>(() => test.Connection.Read(new ScanRequest(new TableName("costumers"))));
        Assert.Equal(ConnectorStatus.NotFound, error.Status);
        Assert.Contains("\"customers\"", error.Message, StringComparison.Ordinal);
    }
}
