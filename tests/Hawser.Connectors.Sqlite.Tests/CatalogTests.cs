using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Tests.Support;

namespace Hawser.Connectors.Sqlite.Tests;

public sealed class CatalogTests
{
    private const string Shop = """
        CREATE TABLE customers(id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL COLLATE NOCASE, email VARCHAR(80) CONSTRAINT one_email UNIQUE, since DATE DEFAULT (date('now')));
        CREATE TABLE "order lines"(
          order_id INT NOT NULL, line INT NOT NULL, customer INTEGER CONSTRAINT buyer REFERENCES customers ON DELETE SET NULL ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED,
          qty INT DEFAULT 1 CHECK (qty > 0), price DECIMAL(10,2) DEFAULT -1.5, total AS (qty * price) STORED, twice GENERATED ALWAYS AS (qty * 2) VIRTUAL,
          CONSTRAINT pk PRIMARY KEY (line, order_id), CONSTRAINT cheap CHECK (price < 1000), UNIQUE (price, qty),
          FOREIGN KEY (order_id, line) REFERENCES "order lines"(order_id, line)
        ) WITHOUT ROWID;
        CREATE TABLE strict_one(a INT, b ANY) STRICT;
        CREATE INDEX by_name ON customers(name COLLATE BINARY DESC, lower(email) COLLATE RTRIM, id);
        CREATE UNIQUE INDEX "partial one" ON customers(since) WHERE name <> 'x, y' AND id > 5;
        CREATE VIEW rich(n) AS SELECT name FROM customers WHERE id > 1;
        CREATE VIEW broken AS SELECT * FROM nowhere;
        CREATE TRIGGER stamp AFTER INSERT ON customers BEGIN SELECT 1; END;
        INSERT INTO customers(name) VALUES ('a'), ('b');
        """;

    [Fact]
    public void Columns_keys_and_options_are_found()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script(Shop);
        IReadOnlyList<TableModel> tables = db.Connection.Catalog.GetTables(CatalogFilter.Tables);
        Assert.Equal(["customers", "order lines", "strict_one"], tables.Select(table => table.Name.ToString()));
        TableModel customers = tables[0];
        Assert.Equal(["INTEGER", "TEXT", "VARCHAR(80)", "DATE"], customers.Columns.Select(column => column.NativeType));
        Assert.Equal([false, false, true, true], customers.Columns.Select(column => column.IsNullable));
        Assert.Equal(3, customers.Columns[0].Identity!.Next);
        Assert.Equal("NOCASE", customers.Columns[1].Collation);
        Assert.Equal("(date('now'))", customers.Columns[3].Default);
        Assert.Equal(ArrowType.Date32, customers.Columns[3].Field.Type);
        Assert.Equal(["id"], customers.PrimaryKey!.Columns);
        KeyModel unique = Assert.Single(customers.UniqueConstraints);
        Assert.Equal("one_email", unique.Name);
        Assert.Equal(["stamp"], customers.Triggers);

        TableModel lines = tables[1];
        Assert.Equal("pk", lines.PrimaryKey!.Name);
        Assert.Equal(["line", "order_id"], lines.PrimaryKey.Columns);
        Assert.Equal(["price", "qty"], Assert.Single(lines.UniqueConstraints).Columns);
        Assert.Equal("-1.5", lines.Column("price")!.Default);
        Assert.Equal(new GeneratedModel("qty * price", true), lines.Column("total")!.Generated);
        Assert.Equal(new GeneratedModel("qty * 2", false), lines.Column("twice")!.Generated);
        Assert.Equal([new CheckModel(null, "qty > 0"), new CheckModel("cheap", "price < 1000")], lines.Checks);
        Assert.True(lines.Properties.ContainsKey("without_rowid"));
        Assert.True(tables[2].Properties.ContainsKey("strict"));
    }

    [Fact]
    public void Foreign_keys_have_names_columns_in_order_and_actions()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script(Shop);
        IReadOnlyList<ForeignKeyModel> keys = db.Connection.Catalog.GetTable(new TableName("ORDER LINES")).ForeignKeys;
        Assert.Equal(2, keys.Count);
        Assert.Equal("buyer", keys[0].Name);
        Assert.Equal(["customer"], keys[0].Columns);
        Assert.Equal("customers", keys[0].ReferencedTable.Name);
        Assert.Empty(keys[0].ReferencedColumns);
        Assert.Equal((ForeignKeyAction.SetNull, ForeignKeyAction.Cascade), (keys[0].OnDelete, keys[0].OnUpdate));
        Assert.True(keys[0].IsDeferrable && keys[0].IsInitiallyDeferred);
        Assert.Null(keys[1].Name);
        Assert.Equal(["order_id", "line"], keys[1].Columns);
        Assert.Equal(["order_id", "line"], keys[1].ReferencedColumns);
    }

    [Fact]
    public void Indexes_have_expressions_directions_collations_and_conditions()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script(Shop);
        IReadOnlyList<IndexModel> indexes = db.Connection.Catalog.GetTable(new TableName("customers")).Indexes;
        Assert.Equal(["by_name", "partial one"], indexes.Select(index => index.Name));
        Assert.Equal(
            [new IndexPart("name") { IsDescending = true, Collation = "BINARY" }, new IndexPart(null, "lower(email)") { Collation = "RTRIM" }, new IndexPart("id")],
            indexes[0].Parts);
        Assert.True(indexes[1].IsUnique);
        Assert.Equal("name <> 'x, y' AND id > 5", indexes[1].Predicate);
    }

    [Fact]
    public void Views_are_listed_when_asked_for_and_a_broken_one_breaks_nothing()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script(Shop);
        TableModel[] views = [.. db.Connection.Catalog.GetTables(new CatalogFilter { IncludeViews = true }).Where(table => table.Kind == TableKind.View)];
        Assert.Equal(["broken", "rich"], views.Select(view => view.Name.Name));
        Assert.Equal("SELECT name FROM customers WHERE id > 1", views[1].ViewDefinition);
        Assert.Equal("n", Assert.Single(views[1].Columns).Name);
        Assert.Empty(views[0].Columns);
    }

    [Fact]
    public void What_the_catalog_says_makes_the_same_tables_again()
    {
        using TestDatabase first = TestDatabase.InFile();
        using TestDatabase second = TestDatabase.InFile();
        first.Script(Shop);
        foreach (TableModel table in first.Connection.Catalog.GetTables(CatalogFilter.Tables))
        {
            second.Connection.CreateTable(table);
            second.Connection.CreateIndexes(table);
        }

        const string Facts = """
            select t.name, t.wr, t.strict, x.name, x.type, x."notnull", x.dflt_value, x.pk, x.hidden from pragma_table_list t join pragma_table_xinfo(t.name) x where t.name not like 'sqlite_%' and t.type = 'table' order by 1, x.cid;
            select t.name, f.* from pragma_table_list t join pragma_foreign_key_list(t.name) f where t.type = 'table' order by 1, 2, 3;
            select t.name, i.origin, i."unique", i.partial, x.name, x.desc, x.coll from pragma_table_list t join pragma_index_list(t.name) i join pragma_index_xinfo(i.name) x where t.type = 'table' and t.name not like 'sqlite_%' order by t.name, i.origin, i.name, x.seqno
            """;
        Assert.Equal(first.Cli(Facts), second.Cli(Facts));
        IReadOnlyList<TableModel> again = second.Connection.Catalog.GetTables(CatalogFilter.Tables);
        Assert.Equal(first.Connection.Catalog.GetTables(CatalogFilter.Tables).SelectMany(table => table.Checks), again.SelectMany(table => table.Checks));
    }

    [Fact]
    public void Attached_databases_are_catalogs()
    {
        using TestDatabase db = TestDatabase.InFile();
        using TestDatabase other = TestDatabase.InFile();
        other.Script("CREATE TABLE far(a INT); INSERT INTO far VALUES (5); CREATE INDEX fi ON far(a)");
        db.Script($"CREATE TABLE near(b INT); ATTACH '{other.FilePath}' AS \"the other\"; CREATE TEMP TABLE passing(c)");
        Assert.Equal(["near", "temp.passing"], db.Connection.Catalog.GetTables(CatalogFilter.Tables).Select(table => table.Name.ToString()));
        TableModel far = Assert.Single(db.Connection.Catalog.GetTables(new CatalogFilter { Catalog = "the other" }));
        Assert.Equal(new TableName("the other", null, "far"), far.Name);
        Assert.Equal("5", db.Read(new ScanRequest(far.Name)));
        Assert.Equal("5", db.Read("far"));
        db.Connection.CreateTable(far with { Name = far.Name with { Name = "far2" }, Indexes = [] });
        db.Connection.CreateIndexes(far with { Indexes = [new IndexModel("fi2", [new IndexPart("a")])] });
        Assert.Equal("far\nfar2\nfi\nfi2", other.Cli("select name from sqlite_schema order by 1"));
    }

    [Fact]
    public void Row_counts_are_estimated_and_missing_tables_named()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script("CREATE TABLE t(a INT); WITH RECURSIVE g(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM g WHERE i < 1000) INSERT INTO t SELECT i FROM g; CREATE VIEW v AS SELECT 1");
        Assert.Equal(1000, db.Connection.Catalog.EstimateRowCount(new TableName("t")));
        db.Script("ANALYZE");
        Assert.Equal(1000, db.Connection.Catalog.EstimateRowCount(new TableName("t")));
        Assert.Null(db.Connection.Catalog.EstimateRowCount(new TableName("v")));
        Assert.Null(db.Connection.Catalog.FindTable(new TableName("u")));
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => db.Connection.Catalog.GetTable(new TableName("u"))).Status);
    }

    [Fact]
    public void A_database_of_many_tables_is_listed_in_few_queries()
    {
        using TestDatabase db = TestDatabase.InMemory();
        db.Script(string.Join(';', Enumerable.Range(0, 500).Select(i => $"CREATE TABLE t{i:000}(a INTEGER PRIMARY KEY, b TEXT REFERENCES t000(a)); CREATE INDEX i{i} ON t{i:000}(b)")));
        IReadOnlyList<TableModel> tables = db.Connection.Catalog.GetTables(CatalogFilter.Tables);
        Assert.Equal(500, tables.Count);
        Assert.All(tables, table => Assert.Single(table.Indexes));
    }
}
