namespace Hawser.Connectors.DuckDb.Tests;

public class CatalogTests
{
    private const string Shop =
        """
        CREATE SEQUENCE numbers START 5 INCREMENT 2;
        CREATE TABLE customers (
          id INTEGER PRIMARY KEY,
          email VARCHAR COLLATE nocase NOT NULL UNIQUE,
          "full, name" VARCHAR DEFAULT 'no, name',
          n BIGINT DEFAULT nextval('numbers'),
          twice INTEGER GENERATED ALWAYS AS (id * 2),
          CHECK (id > 0));
        CREATE SCHEMA s;
        CREATE TABLE lines (b INTEGER, a INTEGER, customer INTEGER REFERENCES customers(id), PRIMARY KEY (a, b));
        CREATE UNIQUE INDEX ux ON lines (customer, a);
        CREATE INDEX ex ON customers (lower(email), id);
        CREATE VIEW v AS SELECT id, email FROM customers WHERE id > 1;
        CREATE TABLE s."odd ""name" (x DECIMAL(10,2));
        COMMENT ON TABLE customers IS 'who buys';
        COMMENT ON COLUMN customers.email IS 'it''s unique';
        """;

    [Fact]
    public void Tables_are_found_whole()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript(Shop);

        var tables = connection.Catalog.GetTables(CatalogFilter.Tables);

        Assert.Equal(["main.customers", "main.lines", "s.odd \"name"], tables.Select(t => $"{t.Name.Schema}.{t.Name.Name}"));
        var customers = tables[0];
        Assert.Equal("who buys", customers.Comment);
        Assert.Equal(["id"], customers.PrimaryKey!.Columns);
        Assert.Equal(["email"], Assert.Single(customers.UniqueConstraints).Columns);
        Assert.Equal("(id > 0)", Assert.Single(customers.Checks).Expression);
        Assert.Equal(["id", "email", "full, name", "n", "twice"], customers.Columns.Select(c => c.Name));
        Assert.Equal(("'no, name'", "nextval('numbers')"), (customers.Columns[2].Default, customers.Columns[3].Default));
        Assert.Equal(new GeneratedModel("(id * 2)", false), customers.Columns[4].Generated);
        Assert.Null(customers.Columns[4].Default);
        Assert.Equal(("nocase", "it's unique", false), (customers.Columns[1].Collation?.ToLowerInvariant(), customers.Columns[1].Comment, customers.Columns[1].IsNullable));
        var index = Assert.Single(customers.Indexes);
        Assert.Equal([null, "id"], index.Parts.Select(p => p.Column));
        Assert.Equal("lower(email)", index.Parts[0].Expression);
    }

    [Fact]
    public void Keys_keep_their_column_order_and_references_their_columns()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript(Shop);

        var lines = connection.Catalog.GetTable(new TableName("LINES"));

        Assert.Equal(["a", "b"], lines.PrimaryKey!.Columns);
        var key = Assert.Single(lines.ForeignKeys);
        Assert.Equal(["customer", "customers", "id"], [.. key.Columns, key.ReferencedTable.Name, .. key.ReferencedColumns]);
        var index = Assert.Single(lines.Indexes);
        Assert.True(index.IsUnique);
        Assert.Equal(["customer", "a"], index.Parts.Select(p => p.Column));
    }

    [Theory]
    [InlineData("sales", "ordrs", "Did you mean \"sales.orders\"?")]
    [InlineData(null, "ordrs", "Did you mean \"borders\"?")]
    [InlineData("main", "ordrs", "Did you mean \"main.borders\"?")]
    [InlineData("sale", "ordrs", "Did you mean \"sales.orders\"?")]
    [InlineData("main", "orders", "There is one in another schema: \"sales.orders\".")]
    [InlineData(null, "orders", "There is one in another schema: \"sales.orders\".")]
    [InlineData("sales", "flights", "It holds \"memory.main.borders\", \"memory.sales.orders\".")]
    public void A_mistyped_table_is_told_of_the_nearest_by_a_name_that_finds_it(string? schema, string name, string hint)
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript("CREATE SCHEMA sales; CREATE TABLE sales.orders (i int); CREATE TABLE borders (i int)");
        var error = Assert.Throws<ConnectorException>(() => connection.Catalog.GetTable(new TableName(null, schema, name)));
        Assert.Equal(hint, error.Hint);
    }

    [Fact]
    public async Task Views_sequences_schemas_estimates_and_dependents_are_known()
    {
        var token = TestContext.Current.CancellationToken;
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript(Shop);
        connection.Execute("INSERT INTO customers (id, email) SELECT i + 1, 'e' || i FROM range(1000) r(i)");

        var view = connection.Catalog.GetTable(new TableName("v"));

        Assert.Equal(TableKind.View, view.Kind);
        Assert.Contains("customers", view.ViewDefinition, StringComparison.Ordinal);
        Assert.StartsWith("SELECT", view.ViewDefinition, StringComparison.Ordinal);
        Assert.Equal(["id", "email"], view.Columns.Select(c => c.Name));
        Assert.Equal(["main", "s"], await connection.Catalog.GetSchemasAsync(token));
        var sequence = Assert.Single(await connection.Catalog.GetSequencesAsync(token));
        Assert.Equal((5, 2), (sequence.Start, sequence.Increment));
        Assert.Equal(1000, await connection.Catalog.EstimateRowCountAsync(new TableName("customers"), token));
        Assert.Equal(["table main.lines (foreign key)", "view main.v"], (await connection.Catalog.GetDependentsAsync(new TableName("customers"), token)).Order());
    }

    [Fact]
    public void A_missing_table_names_the_nearest_one()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript(Shop);

        Assert.Contains("customers", Assert.Throws<ConnectorException>(() => connection.Catalog.GetTable(new TableName("custmers"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_can_be_made_again_from_its_model()
    {
        var token = TestContext.Current.CancellationToken;
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        connection.ExecuteScript(Shop);
        using var other = Duck.Open();
        using var target = other.OpenConnection();
        target.ExecuteScript("CREATE SEQUENCE numbers START 5 INCREMENT 2");
        foreach (var name in new[] { "customers", "lines" })
        {
            var model = connection.Catalog.GetTable(new TableName(name)) with { Name = new TableName(name) };
            await target.CreateTableAsync(model, token);
            await target.CreateIndexesAsync(model, token);
        }

        foreach (var name in new[] { "customers", "lines" })
        {
            Assert.Equal(Show(connection.Catalog.GetTable(new TableName(name))), Show(target.Catalog.GetTable(new TableName(name))));
        }
    }

    private static string Show(TableModel table) => string.Join(
        '\n',
        table.Columns.Select(c => $"{c.Name} {c.NativeType} {c.IsNullable} {c.Default} {c.Generated} {c.Collation} {c.Comment}")
            .Append(string.Join(',', table.PrimaryKey!.Columns))
            .Concat(table.UniqueConstraints.Select(u => string.Join(',', u.Columns)))
            .Concat(table.ForeignKeys.Select(f => $"{string.Join(',', f.Columns)} > {f.ReferencedTable.Name} {string.Join(',', f.ReferencedColumns)}"))
            .Concat(table.Indexes.Select(i => $"{i.Name} {i.IsUnique} {string.Join(',', i.Parts)}"))
            .Concat(table.Checks.Select(c => c.Expression))
            .Append(table.Comment));
}
