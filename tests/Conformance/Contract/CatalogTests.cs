using System.Globalization;
using Hawser.Arrow;
using Hawser.Conformance.Fixtures;
using Hawser.Connectors;
using Hawser.Testing.Cells;

namespace Hawser.Conformance.Contract;

/// <summary>Names of any kind, wide tables, and models that come back as they were made. What each engine's SQL makes is in the text cases.</summary>
public abstract class CatalogTests<TFixture> : ConformanceTest<TFixture>
    where TFixture : ConnectorFixture, new()
{
    /// <summary>Names that break what forgets to quote.</summary>
    public static TheoryData<string> Names { get; } =
        new("select", "Table", "with space", "a\"b", "it's", "semi;colon", "per%cent", "under_score", "dash-ed", "comma,comma", "größe", "日本語", "🚢", "back\\slash", "brackets[0]", "{curly}", "$dollar", "123", "a.b");

    [Theory]
    [MemberData(nameof(Names))]
    public Task A_table_and_a_column_may_have_any_name(string name) => QuirkRule(name, async () =>
    {
        if (Fixture.Relation(name) is not TableName table)
        {
            return;
        }

        var schema = new Schema([new Field("id", ArrowType.Int64), new Field(name, ArrowType.Utf8)]);
        using RecordBatch batch = CellReader.Batch(schema, ["[1, \"x\"]", "[2, null]"], Memory);
        await LoadAsync(name, batch);
        Assert.Equal(["[1, \"x\"]", "[2, null]"], await RowsAsync(Connection, new ScanRequest(table) { ReadOptions = Reading }));
        Assert.Equal(["[\"x\"]", "[null]"], await RowsAsync(Connection, new ScanRequest(table) { Columns = [name], ReadOptions = Reading }));
        TableModel model = await Connection.Catalog.GetTableAsync(table, Token);
        Assert.Equal(name, model.Name.Name);
        Assert.Equal(["id", name], model.Columns.Select(c => c.Name));
        Assert.Contains(await Connection.Catalog.GetTablesAsync(CatalogFilter.Tables, Token), t => t.Name.Name == name);
        Assert.Equal(2, await Connection.CountRowsAsync(new ScanRequest(table), Token));
        using RecordBatch more = CellReader.Batch(schema, ["[3, \"y\"]"], Memory);
        await LoadAsync(name, more, LoadMode.Append);
        Assert.Equal(3, await Connection.CountRowsAsync(new ScanRequest(table), Token));
        await LoadAsync(name, more, LoadMode.Replace);
        Assert.Equal(1, await Connection.CountRowsAsync(new ScanRequest(table), Token));
    });

    [Fact]
    public Task A_table_has_a_thousand_columns() => RunAsync(async () =>
    {
        var schema = new Schema(Enumerable.Range(0, 1000).Select(i => new Field(string.Create(CultureInfo.InvariantCulture, $"c{i}"), i % 2 == 0 ? ArrowType.Int64 : ArrowType.Utf8)));
        string row = $"[{string.Join(", ", Enumerable.Range(0, 1000).Select(i => i % 2 == 0 ? i.ToString(CultureInfo.InvariantCulture) : $"\"t{i}\""))}]";
        using RecordBatch batch = CellReader.Batch(schema, [row, row], Memory);
        await LoadAsync("wide", batch);
        Assert.Equal([row, row], await RowsAsync(Connection, Fixture.Scan("wide", schema) with { ReadOptions = Reading }));
        Assert.Equal(1000, (await Connection.DescribeAsync(Fixture.Relation("wide"), null, Token)).Columns.Count);
    });

    [Fact]
    public Task An_empty_database_has_no_tables() => RunAsync(async () =>
    {
        Assert.Empty(await Connection.Catalog.GetTablesAsync(new CatalogFilter { IncludeViews = true }, Token));
        if (Fixture.Relation("orders") is TableName name)
        {
            Assert.Null(await Connection.Catalog.FindTableAsync(name, Token));
            ConnectorException error = await FailsAsync(ConnectorStatus.NotFound, async () => await Connection.Catalog.GetTableAsync(name, Token));
            Assert.Contains("no tables", error.Message, StringComparison.Ordinal);
        }
    });

    [Fact]
    public Task Tables_are_listed_in_the_order_of_their_names() => RunAsync(async () =>
    {
        if (Fixture.Relation("x") is not TableName)
        {
            return;
        }

        foreach (string name in new[] { "zebra", "apple", "Mango" })
        {
            await SeedAsync(name, 1);
        }

        Assert.Equal(["Mango", "apple", "zebra"], (await Connection.Catalog.GetTablesAsync(CatalogFilter.Tables, Token)).Select(t => t.Name.Name));
        Assert.Equal(["apple"], (await Connection.Catalog.GetTablesAsync(new CatalogFilter { Name = "apple" }, Token)).Select(t => t.Name.Name));
        Assert.Empty(await Connection.Catalog.GetTablesAsync(new CatalogFilter { Name = "app" }, Token));
    });

    [Fact]
    public Task A_model_comes_back_as_it_was_made() => RunAsync(async () =>
    {
        if (!Has(Capability.Constraints))
        {
            return;
        }

        ColumnModel[] columns = [Column("b", ArrowType.Int64, false, keyColumns: 2), Column("a", ArrowType.Utf8, false, keyColumns: 2), Column("c", ArrowType.Float64, true) with { Default = "1.5" }];
        var made = new TableModel(new TableName("made"), columns)
        {
            PrimaryKey = new KeyModel(null, ["a", "b"]),
            UniqueConstraints = [new KeyModel(null, ["c", "b"])],
            Checks = [new CheckModel(null, "\"c\" > 0")],
        };
        await Connection.CreateTableAsync(made, Token);
        TableModel read = await Connection.Catalog.GetTableAsync(made.Name, Token);
        Assert.Equal(["a", "b"], read.PrimaryKey!.Columns);
        Assert.Equal(["c", "b"], Assert.Single(read.UniqueConstraints).Columns);
        Assert.Single(read.Checks);
        Assert.Equal(columns.Select(c => (c.Name, c.NativeType, c.IsNullable)), read.Columns.Select(c => (c.Name, c.NativeType, c.IsNullable)));
        Assert.Equal("1.5", read.Columns[2].Default);
        await FailsAsync(ConnectorStatus.AlreadyExists, async () => await Connection.CreateTableAsync(made, Token));
    });

    private Task QuirkRule(string name, Func<Task> body) => Running.QuirkRule.RunAsync(Fixture.Quirks, $"name {name}", body);

    private ColumnModel Column(string name, ArrowType type, bool isNullable, int keyColumns = 0)
    {
        var field = new Field(name, type, isNullable);
        TypeMap types = Connection.Database.TypeMap;
        SinkColumn sink = types.ToNative(field);
        sink = keyColumns > 0 ? types.InKey(sink, keyColumns) : sink;
        return new ColumnModel(name, sink.NativeType, field) { IsNullable = isNullable };
    }
}
