using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests;

public sealed class CatalogTests
{
    private const string Shop = """
        CREATE SCHEMA shop; CREATE TYPE shop.mood AS ENUM ('sad', 'ok'); COMMENT ON TYPE shop.mood IS 'how'; CREATE DOMAIN shop.percent AS numeric(5,2) DEFAULT 1 NOT NULL CONSTRAINT small CHECK (VALUE < 101);
        CREATE TYPE shop.pair AS (a int, b text); CREATE EXTENSION btree_gist; CREATE EXTENSION citext;
        CREATE TABLE shop.customer (
            id bigint GENERATED ALWAYS AS IDENTITY (START WITH 5 INCREMENT BY 5 MAXVALUE 1000), no serial, name varchar(40) COLLATE "C" NOT NULL DEFAULT 'x', mood shop.mood, p shop.percent,
            upper_name text GENERATED ALWAYS AS (upper(name)) STORED, region int, a int, b int,
            CONSTRAINT customer_key PRIMARY KEY (name, id) INCLUDE (region), CONSTRAINT no_twice UNIQUE (no) DEFERRABLE INITIALLY DEFERRED, CONSTRAINT positive CHECK (region > 0));
        INSERT INTO shop.customer (name, region) VALUES ('a', 1);
        COMMENT ON TABLE shop.customer IS 'who buys'; COMMENT ON COLUMN shop.customer.region IS 'where';
        CREATE INDEX by_expression ON shop.customer USING btree (lower(name) text_pattern_ops, region DESC NULLS LAST, upper_name COLLATE "C") INCLUDE (b) WHERE region > 3;
        """;

    private const string More = """"
        CREATE UNIQUE INDEX one_nothing ON shop.customer (region) NULLS NOT DISTINCT;
        CREATE INDEX by_hash ON shop.customer USING hash (name);
        CREATE TABLE shop.orders (id int PRIMARY KEY, n varchar(40), c bigint, during tstzrange, CONSTRAINT of_customer FOREIGN KEY (n, c) REFERENCES shop.customer (name, id)
            MATCH FULL ON DELETE CASCADE ON UPDATE SET NULL DEFERRABLE, CONSTRAINT apart EXCLUDE USING gist (id WITH =, during WITH &&));
        CREATE TABLE shop.log (day date NOT NULL, what text) PARTITION BY RANGE (day);
        CREATE TABLE shop.log_2024 PARTITION OF shop.log FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        INSERT INTO shop.log SELECT '2024-03-01', g::text FROM generate_series(1, 100) g;
        CREATE TABLE shop.base (id int); CREATE TABLE shop.child (more text) INHERITS (shop.base);
        CREATE VIEW shop.names AS SELECT name FROM shop.customer; CREATE MATERIALIZED VIEW shop.kept AS SELECT name FROM shop.customer;
        CREATE SEQUENCE shop.counter AS int START 10 INCREMENT 2 CYCLE; SELECT nextval('shop.counter');
        CREATE FUNCTION shop.f() RETURNS trigger LANGUAGE plpgsql AS 'begin return new; end'; CREATE TRIGGER watch BEFORE INSERT ON shop.orders FOR EACH ROW EXECUTE PROCEDURE shop.f();
        ALTER TABLE shop.orders ENABLE ROW LEVEL SECURITY; CREATE POLICY mine ON shop.orders USING (true); CREATE UNLOGGED TABLE shop.quick (id int) WITH (fillfactor = 50);
        CREATE TABLE shop."Über ""x""" ("a.b" int); ANALYZE shop.log;
        """";

    private static string Script => Server.Known(Shop + More, (15, " NULLS NOT DISTINCT", ""), (12, "GENERATED ALWAYS AS (upper(name)) STORED", ""));

    [Fact]
    public void A_table_has_everything_that_was_declared()
    {
        Server.Needs(11, "columns that a key only includes");
        using var test = new TestDatabase(Script);
        TableModel table = test.Connection.Catalog.GetTable(new TableName(null, "shop", "customer"));
        Assert.Equal((TableKind.Table, "who buys", "where"), (table.Kind, table.Comment, table.Column("region")!.Comment));
        Assert.Equal(
            "bigint, integer, character varying(40), shop.mood, shop.percent, text, integer, integer, integer", string.Join(", ", table.Columns.Select(column => column.NativeType)));
        Assert.Equal(new IdentityModel { IsAlways = true, Start = 5, Increment = 5, Minimum = 1, Maximum = 1000, Next = 10 }, table.Column("id")!.Identity);
        Assert.Equal("shop.customer_no_seq", table.Column("no")!.Identity!.Sequence);
        Assert.Equal(("'x'::character varying", "C", false), (table.Column("name")!.Default, table.Column("name")!.Collation, table.Column("name")!.IsNullable));
        Assert.Equal(Server.Get().Major >= 12 ? new GeneratedModel("upper((name)::text)", IsStored: true) : null, table.Column("upper_name")!.Generated);
        Assert.Equal(("customer_key", "name id", "region"), (table.PrimaryKey!.Name, string.Join(' ', table.PrimaryKey.Columns), string.Join(' ', table.PrimaryKey.IncludedColumns)));
        KeyModel unique = Assert.Single(table.UniqueConstraints);
        Assert.Equal(("no_twice", true, true), (unique.Name, unique.IsDeferrable, unique.IsInitiallyDeferred));
        Assert.Equal(new CheckModel("positive", "(region > 0)"), Assert.Single(table.Checks));
        Assert.Equal(["by_expression", "by_hash", "one_nothing"], table.Indexes.Select(index => index.Name));
        IndexModel index = table.Indexes[0];
        Assert.Equal([new IndexPart(null, "lower(name::text)") { OperatorClass = "text_pattern_ops", Collation = "C" }, new IndexPart("region") { IsDescending = true, NullsFirst = false }, new IndexPart("upper_name") { Collation = "C" }], index.Parts);
        Assert.Equal(("b", "(region > 3)", null), (string.Join(' ', index.IncludedColumns), index.Predicate, index.Method));
        Assert.Equal(("hash", true, Server.Get().Major >= 15), (table.Indexes[1].Method, table.Indexes[2].IsUnique, table.Indexes[2].NullsNotDistinct));
    }

    [Fact]
    public void References_exclusions_partitions_inheritance_and_properties_are_told()
    {
        Server.Needs(11, "columns that a key only includes");
        using var test = new TestDatabase(Script);
        IReadOnlyList<TableModel> tables = test.Connection.Catalog.GetTables(new CatalogFilter { IncludeViews = true });
        Assert.Equal(["base", "child", "customer", "kept", "log", "log_2024", "names", "orders", "quick", "Über \"x\""], tables.Select(table => table.Name.Name).Order(StringComparer.Ordinal));
        TableModel Of(string name) => tables.Single(table => table.Name.Name == name);
        ForeignKeyModel reference = Assert.Single(Of("orders").ForeignKeys);
        Assert.Equal(("of_customer", "n c", "shop.customer", "name id"), (reference.Name, string.Join(' ', reference.Columns), reference.ReferencedTable.DisplayName, string.Join(' ', reference.ReferencedColumns)));
        Assert.Equal((ForeignKeyAction.Cascade, ForeignKeyAction.SetNull, true, false, true), (reference.OnDelete, reference.OnUpdate, reference.IsDeferrable, reference.IsInitiallyDeferred, reference.IsMatchFull));
        Assert.Equal("EXCLUDE USING gist (id WITH =, during WITH &&)", Assert.Single(Of("orders").Exclusions).Definition);
        Assert.Equal(["watch"], Of("orders").Triggers);
        Assert.Equal(["policy mine", "row level security"], Of("orders").Properties.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("fillfactor=50", Of("quick").Properties["storage options"]);
        Assert.Equal("RANGE (day)", Of("log").PartitionKey);
        Assert.Equal("FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')", Of("log_2024").PartitionBound);
        Assert.Equal("shop.log", Of("log_2024").PartitionOf!.DisplayName);
        Assert.Equal(["shop.base"], Of("child").Inherits.Select(parent => parent.DisplayName));
        Assert.Equal((TableKind.View, TableKind.MaterializedView), (Of("names").Kind, Of("kept").Kind));
        Assert.Contains("FROM shop.customer", Of("names").ViewDefinition, StringComparison.Ordinal);
        Assert.Equal(100, test.Connection.Catalog.EstimateRowCount(new TableName(null, "shop", "log")));
        // Before 14 a table that was never counted had zero rows; this one has no block either.
        Assert.Equal(Server.Get().Major >= 14 ? null : 0L, test.Connection.Catalog.EstimateRowCount(new TableName(null, "shop", "base")));
    }

    [Fact]
    public void Sequences_types_dependents_schemas_and_the_search_path_are_told()
    {
        Server.Needs(11, "columns that a key only includes");
        using var test = new TestDatabase(Script);
        SequenceModel counter = Assert.Single(test.Connection.Catalog.GetSequences());
        Assert.Equal(("shop.counter", 10, 2, 12, true, "integer"), (counter.Name.DisplayName, counter.Start, counter.Increment, counter.Next, counter.IsCycling, counter.NativeType));
        IReadOnlyList<UserTypeModel> types = test.Connection.Catalog.GetUserTypes();
        Assert.Equal(["shop.mood Enum", "shop.pair Composite", "shop.percent Domain"], types.Select(type => $"{type.Name} {type.Kind}"));
        Assert.Equal(("sad ok", "how"), (string.Join(' ', types[0].Labels), types[0].Comment));
        Assert.Equal("a integer, b text", string.Join(", ", types[1].Attributes.Select(attribute => $"{attribute.Key} {attribute.Value}")));
        Assert.Equal(("numeric(5,2)", "1", false, "CHECK ((VALUE < (101)::numeric))"), (types[2].BaseType, types[2].Default, types[2].IsNullable, types[2].Checks[0].Expression));
        Assert.Equal(["materialized view shop.kept", "table shop.orders (foreign key of_customer)", "view shop.names"], test.Connection.Catalog.GetDependents(new TableName(null, "shop", "customer")));
        Assert.Equal(["public", "shop"], test.Connection.Catalog.GetSchemas());
        Assert.Equal(["public"], test.Connection.Catalog.GetSearchPath());
        Assert.Null(test.Connection.Catalog.FindTable(new TableName("customer")));
        using Database elsewhere = test.Open(("search_path", "shop, public"));
        using Connection connection = elsewhere.OpenConnection();
        Assert.Equal(["shop", "public"], connection.Catalog.GetSearchPath());
        Assert.Equal("shop.customer", connection.Catalog.GetTable(new TableName("customer")).Name.DisplayName);
        Assert.Equal(["[\"a\"]"], test.Read(new ScanRequest(new TableName("names")), connection));
    }
}
