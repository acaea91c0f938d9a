using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Conformance.Contract;

public abstract partial class CapabilityTests<TFixture>
{
    private async Task ProveConstraintsAsync()
    {
        await ExecuteAsync($"CREATE TABLE {Table("c")} (id BIGINT PRIMARY KEY, code {Fixture.TextType} UNIQUE, qty BIGINT CHECK (qty > 0))");
        await ExecuteAsync($"INSERT INTO {Table("c")} VALUES (1, 'a', 5)");
        foreach (string row in new[] { "(1, 'b', 5)", "(2, 'a', 5)", "(3, 'c', 0)" })
        {
            await FailsAsync(ConnectorStatus.ConstraintViolation, async () => await Connection.ExecuteAsync(new Statement($"INSERT INTO {Table("c")} VALUES {row}"), Token));
        }

        Assert.Equal(["[1]"], await SelectAsync($"SELECT count(*) FROM {Table("c")}"));
        TableModel table = await Connection.Catalog.GetTableAsync(new TableName("c"), Token);
        Assert.Equal(["id"], table.PrimaryKey!.Columns);
        Assert.Contains(table.UniqueConstraints, k => k.Columns.SequenceEqual(["code"]));
        Assert.Contains(table.Checks, c => c.Expression.Contains("qty", StringComparison.Ordinal));
        if (Fixture.Relation("c") is TableName)
        {
            using RecordBatch doubled = Batch("id: l\ncode: u\nqty: l", "[9, \"z\", 1]", "[9, \"y\", 1]");
            ConnectorException error = await FailsAsync(ConnectorStatus.ConstraintViolation, async () => await LoadAsync("c", doubled, LoadMode.Append));
            Assert.True(error.Message.Contains("id", StringComparison.Ordinal) || error.Message.Contains("\"9\"", StringComparison.Ordinal) || error.Message.Contains("'9'", StringComparison.Ordinal), $"It names neither column nor value: {error.Message}");
            Assert.Equal(["[1]"], await SelectAsync($"SELECT count(*) FROM {Table("c")}"));
        }
    }

    private async Task ProveForeignKeysAsync()
    {
        await ExecuteAsync($"CREATE TABLE {Table("parent")} (a BIGINT, b BIGINT, PRIMARY KEY (b, a))");
        await ExecuteAsync($"CREATE TABLE {Table("child")} (x BIGINT, y BIGINT, FOREIGN KEY (x, y) REFERENCES {Table("parent")} (b, a))");
        ForeignKeyModel key = Assert.Single((await Connection.Catalog.GetTableAsync(new TableName("child"), Token)).ForeignKeys);
        Assert.Equal(["x", "y"], key.Columns);
        Assert.Equal(["b", "a"], key.ReferencedColumns);
        Assert.Equal("parent", key.ReferencedTable.Name);
        Assert.Contains(await Connection.Catalog.GetDependentsAsync(new TableName("parent"), Token), d => d.Contains("child", StringComparison.Ordinal));
        if (Fixture.Relation("parent") is TableName)
        {
            using RecordBatch other = Batch("day: tdD", "[\"2024-02-29\"]");
            var error = await Assert.ThrowsAsync<ConnectorException>(async () => await LoadAsync("parent", other, LoadMode.Replace));
            Assert.Contains("child", error.Message, StringComparison.Ordinal);
        }
    }

    private async Task ProveIndexesAsync()
    {
        await ExecuteAsync($"CREATE TABLE {Table("i")} (a BIGINT, b BIGINT)");
        var model = new TableModel(new TableName("i"), []) { Indexes = [new IndexModel("i plain", [new IndexPart("b"), new IndexPart("a")]), new IndexModel("i_unique", [new IndexPart("a")]) { IsUnique = true }] };
        await Connection.CreateIndexesAsync(model, Token);
        TableModel table = await Connection.Catalog.GetTableAsync(new TableName("i"), Token);

        // MySQL tells no difference between a unique index and a unique constraint.
        bool isConstraint = table.UniqueConstraints.Any(k => k.Name == "i_unique");
        Assert.Equal(["i plain", "i_unique"], table.Indexes.Select(i => i.Name).Concat(table.UniqueConstraints.Select(k => k.Name)).Order(StringComparer.Ordinal));
        Assert.Equal(["b", "a"], table.Indexes.Single(i => i.Name == "i plain").Parts.Select(p => p.Column));
        Assert.True(isConstraint || table.Indexes.Single(i => i.Name == "i_unique").IsUnique);
        await ExecuteAsync($"INSERT INTO {Table("i")} VALUES (1, 1)");
        await FailsAsync(ConnectorStatus.ConstraintViolation, async () => await Connection.ExecuteAsync(new Statement($"INSERT INTO {Table("i")} VALUES (1, 2)"), Token));
    }

    private async Task ProveViewsAsync()
    {
        await ExecuteAsync($"CREATE TABLE {Table("base")} (id BIGINT)");
        await ExecuteAsync($"CREATE VIEW {Table("seen")} AS SELECT id + 1 AS next FROM {Table("base")}");
        Assert.DoesNotContain(await Connection.Catalog.GetTablesAsync(CatalogFilter.Tables, Token), t => t.Name.Name == "seen");
        TableModel view = await Connection.Catalog.GetTableAsync(new TableName("seen"), Token);
        Assert.Equal(TableKind.View, view.Kind);
        Assert.Contains("base", view.ViewDefinition, StringComparison.Ordinal);
        Assert.Equal(["next"], view.Columns.Select(c => c.Name));
        Assert.Contains(await Connection.Catalog.GetDependentsAsync(new TableName("base"), Token), d => d.Contains("seen", StringComparison.Ordinal));
        Assert.Empty(await RowsAsync(Connection, new ScanRequest(new TableName("seen")) { ReadOptions = Reading with { TypeMode = TypeMode.Scan } }));
        if (Fixture.Relation("base") is TableName)
        {
            using RecordBatch other = Batch("day: tdD", "[\"2024-02-29\"]");
            var error = await Assert.ThrowsAsync<ConnectorException>(async () => await LoadAsync("base", other, LoadMode.Replace));
            Assert.Contains("seen", error.Message, StringComparison.Ordinal);
            Assert.Equal(["id"], (await Connection.Catalog.GetTableAsync(new TableName("base"), Token)).Columns.Select(c => c.Name));
        }
    }

    private async Task ProveCommentsAsync()
    {
        await ExecuteAsync($"CREATE TABLE {Table("told")} (id BIGINT)");
        foreach (string sql in Fixture.Comments("told", "it's a table — 日本", "the key"))
        {
            await ExecuteAsync(sql);
        }

        TableModel table = await Connection.Catalog.GetTableAsync(new TableName("told"), Token);
        Assert.Equal("it's a table — 日本", table.Comment);
        Assert.Equal("the key", table.Columns[0].Comment);
    }

    private async Task ProveSchemasAsync()
    {
        await ExecuteAsync($"CREATE SCHEMA {Table("my schema")}");
        var name = new TableName(null, "my schema", "orders");
        Assert.Contains("my schema", await Connection.Catalog.GetSchemasAsync(Token));
        using RecordBatch batch = Numbered(3);
        await LoadAsync(Connection, new LoadRequest(name, batch.Schema, LoadMode.Create), batch);
        Assert.Equal(NumberedRows(3), await RowsAsync(Connection, new ScanRequest(name) { ReadOptions = Reading }));
        Assert.Equal(["orders"], (await Connection.Catalog.GetTablesAsync(new CatalogFilter { Schema = "my schema" }, Token)).Select(t => t.Name.Name));

        // Where a schema is a database of the server, it would outlive the fixture's own.
        await ExecuteAsync($"DROP TABLE {Table("my schema")}.{Table("orders")}");
        await ExecuteAsync($"DROP SCHEMA {Table("my schema")}");
    }
}
