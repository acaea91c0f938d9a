using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Connectors.DuckDb;
using Hawser.Connectors.Sqlite;
using Hawser.Copy;
using Hawser.Locations;

namespace Hawser.Tests.Copy;

public sealed class CopyPlanTests : IDisposable
{
    private const string Goods = "CREATE TABLE goods(id INTEGER PRIMARY KEY, qty INTEGER NOT NULL DEFAULT 1, label TEXT); INSERT INTO goods VALUES (1, 2, 'one');";
    private readonly Database _source = Open(new SqliteConnector());
    private readonly Database _target = Open(new DuckDbConnector());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _source.Dispose();
        _target.Dispose();
    }

    [Fact]
    public async Task An_allowance_for_a_column_that_does_not_exist_is_refused_with_the_nearest_name()
    {
        Run(_source, Goods);
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await PlanAsync(new CopyOptions { AllowLoss = ["goods.lable"] }));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.Contains("goods.label", error.Hint, StringComparison.Ordinal);
        Assert.Empty((await PlanAsync(new CopyOptions { AllowLoss = ["goods.label"] })).Problems);
    }

    [Fact]
    public async Task A_target_column_that_gets_its_default_is_in_the_plan()
    {
        Run(_source, Goods);
        Run(_target, "CREATE TABLE goods(id BIGINT, qty BIGINT, label VARCHAR, stamp INTEGER DEFAULT 7);");
        CopyPlan plan = await PlanAsync(new CopyOptions { Mode = LoadMode.Append, AllowMissingColumns = true });
        Assert.Empty(plan.Problems);
        Assert.Contains("column stamp of the target, which gets its default", plan.Tables[0].NotCarried);
    }

    [Fact]
    public async Task A_default_is_listed_as_not_carried_when_types_are_scanned()
    {
        Run(_source, Goods);
        TablePlan table = (await PlanAsync(new CopyOptions { TypeMode = TypeMode.Scan })).Tables[0];
        Assert.Contains("default of column qty", table.NotCarried);
        Assert.False(table.Definition!.Column("qty")!.IsNullable);
    }

    [Theory]
    [InlineData("PRIMARY KEY (id)", true)]
    [InlineData("UNIQUE (id)", false)]
    public async Task A_key_that_the_target_has_already_is_not_left_behind(string key, bool isThere)
    {
        Run(_source, Goods);
        Run(_target, $"CREATE TABLE goods(id BIGINT, qty BIGINT, label VARCHAR, {key});");
        CopyPlan plan = await PlanAsync(new CopyOptions { Mode = LoadMode.Append });
        Assert.Empty(plan.Problems);
        Assert.Equal(isThere, !plan.Tables[0].NotCarried.Contains("primary key (id)"));
    }

    [Fact]
    public async Task A_file_keeps_no_primary_key_and_the_plan_says_so()
    {
        Run(_source, Goods);
        var target = CopyTarget.At(_target, new FileRelation(Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet"), "parquet"));
        TablePlan table = (await new CopyJob(new CopySource(_source), target).PlanAsync(Token)).Tables[0];
        Assert.Null(table.PrimaryKey);
        Assert.Contains("primary key (id)", table.NotCarried);
        Assert.Contains("NOT NULL of id, qty", table.NotCarried);
        Assert.Equal([0], CopyProof.KeyColumns(table));
    }

    [Fact]
    public async Task A_name_without_a_schema_means_the_one_in_the_search_path()
    {
        Run(_target, "CREATE SCHEMA aaa; CREATE TABLE aaa.goods(id BIGINT); INSERT INTO aaa.goods VALUES (1), (2); CREATE TABLE aaa.only(id BIGINT);");
        using Database copy = Open(new DuckDbConnector());
        var source = new CopySource(_target, [new SourceItem("goods", new TableName("goods"))]);
        ConnectorException missing = await Assert.ThrowsAsync<ConnectorException>(async () => await new CopyJob(source, new CopyTarget(copy)).PlanAsync(Token));
        Assert.Equal(ConnectorStatus.NotFound, missing.Status);
        Assert.Contains("aaa.goods", missing.Hint, StringComparison.Ordinal);

        Run(_target, "CREATE TABLE Goods(id BIGINT, label VARCHAR); INSERT INTO goods VALUES (7, 'seven');");
        CopyReport report = await new CopyJob(source, new CopyTarget(copy)).RunAsync(cancellationToken: Token);
        Assert.Equal((1, 2), (report.RowsWritten, report.Tables[0].Plan.Columns.Count));

        // A target of this name in a schema beside the path is another table.
        CopyPlan plan = await new CopyJob(new CopySource(copy, [new SourceItem("only", new TableName("goods"))]), new CopyTarget(_target)).PlanAsync(Token);
        Assert.Empty(plan.Problems);
    }

    [Fact]
    public void Options_without_room_for_a_row_are_a_mistake()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new CopyJob(new CopySource(_source), new CopyTarget(_target), new CopyOptions { BatchRows = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CopyJob(new CopySource(_source), new CopyTarget(_target), new CopyOptions { MemoryBytes = -1 }));
    }

    [Fact]
    public async Task An_opaque_column_of_another_name_is_not_exact()
    {
        Run(_target, "CREATE TABLE shapes(p BIT);");
        using Connection connection = _target.OpenConnection(Token);
        Field bits = connection.Catalog.GetTable(new TableName("shapes"), Token).Columns[0].Field;
        string? same = await NoteOf(bits), other = await NoteOf(Field.Extension("p", bits.Type, bits.ExtensionName!, """{"type_name": "point", "vendor_name": "PostgreSQL"}"""));
        Assert.DoesNotContain("no longer marked", same ?? "", StringComparison.Ordinal);
        Assert.Contains("no longer marked as arrow.opaque", other, StringComparison.Ordinal);

        async Task<string?> NoteOf(Field field)
        {
            using var shapes = new InMemoryDatabase(InMemoryTable.FromBatches("shapes", new Schema([field]), []));
            CopyPlan plan = await new CopyJob(new CopySource(shapes), new CopyTarget(_target), new CopyOptions { Mode = LoadMode.Append }).PlanAsync(Token);
            return plan.Tables[0].Columns[0].Note;
        }
    }

    [Fact]
    public void A_load_of_which_a_writer_failed_cannot_be_committed()
    {
        Run(_source, "CREATE TABLE strict(id INTEGER PRIMARY KEY); INSERT INTO strict VALUES (1);");
        using Connection connection = _source.OpenConnection(Token);
        var schema = new Schema([new Field("id", ArrowType.Int64)]);
        using TableLoad load = connection.BeginLoad(new LoadRequest(new TableName("strict"), schema, LoadMode.Append), Token);
        using (TableWriter writer = load.OpenWriter(cancellationToken: Token))
        {
            using var builder = new RecordBatchBuilder(schema);
            ((FixedWidthBuilder<long>)builder[0]).Append(1);
            using RecordBatch batch = builder.Finish();
            Assert.Throws<ConnectorException>(() =>
            {
                writer.Write(batch, Token);
                writer.Complete(Token);
            });
        }

        Assert.Throws<InvalidOperationException>(() => load.Commit(Token));
    }

    [Fact]
    public async Task Two_items_whose_places_differ_in_case_only_are_a_problem()
    {
        Run(_source, Goods);
        SourceItem[] items = [new("goods", new TableName("goods")), new("GOODS", new QueryRelation(new Statement("SELECT id FROM goods")))];
        CopyPlan plan = await new CopyJob(new CopySource(_source, items), new CopyTarget(_target), new CopyOptions { Mode = LoadMode.Replace }).PlanAsync(Token);
        Assert.Contains("GOODS and goods both go to", Assert.Single(plan.Problems), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Texts_are_appended_to_a_column_of_uuids()
    {
        Run(_source, "CREATE TABLE keys(id TEXT); INSERT INTO keys VALUES ('550e8400-e29b-41d4-a716-446655440000'), (NULL);");
        Run(_target, "CREATE TABLE keys(id UUID);");
        var job = new CopyJob(new CopySource(_source), new CopyTarget(_target), new CopyOptions { Mode = LoadMode.Append });
        CopyReport report = await job.RunAsync(cancellationToken: Token);
        Assert.Equal(2, report.RowsWritten);
        Assert.Equal(Fidelity.Checked, report.Tables[0].Plan.Fidelity);
    }

    [Fact]
    public async Task A_cell_larger_than_the_memory_ceiling_is_a_lack_of_memory_and_not_bad_data()
    {
        Run(_source, "CREATE TABLE big(cell BLOB); INSERT INTO big VALUES (zeroblob(6000000));");
        var job = new CopyJob(new CopySource(_source), new CopyTarget(_target), new CopyOptions { MemoryBytes = 4_000_000 });
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await job.RunAsync(cancellationToken: Token));
        Assert.Equal(ConnectorStatus.ResourceExhausted, error.Status);
    }

    [Fact]
    public async Task Long_texts_that_differ_late_are_told_apart()
    {
        Run(_source, "CREATE TABLE goods(id INTEGER PRIMARY KEY, price REAL, label TEXT, remark TEXT);"
            + "WITH RECURSIVE n(i) AS (SELECT 100 UNION ALL SELECT i + 1 FROM n WHERE i < 199) INSERT INTO goods SELECT i, i, printf('%090d%d', 0, i), '' FROM n;");
        using Database broken = new TamperingDatabase(_target, Tampering.Swaps);
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await new CopyJob(new CopySource(_source), new CopyTarget(broken)).RunAsync(cancellationToken: Token));
        Assert.Contains("different from character 92 on", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_row_that_an_append_found_is_never_blamed()
    {
        Run(_source, "CREATE TABLE goods(id INTEGER, price REAL, label TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 99) INSERT INTO goods SELECT i, i, 'label ' || i FROM n;");
        Run(_target, "CREATE TABLE goods(id BIGINT, price DOUBLE, label VARCHAR); INSERT INTO goods SELECT i, i, 'label ' || i FROM range(100) t(i);");
        using Database broken = new TamperingDatabase(_target, Tampering.Doubles);
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () =>
            await new CopyJob(new CopySource(_source), new CopyTarget(broken), new CopyOptions { Mode = LoadMode.Append }).RunAsync(cancellationToken: Token));
        Assert.Equal(ConnectorStatus.VerificationFailed, error.Status);
        Assert.DoesNotContain("the target has a row that was not read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_says_the_consistency_that_a_run_achieves()
    {
        Run(_source, Goods);
        Consistency planned = (await PlanAsync(new CopyOptions())).Consistency;
        CopyReport report = await new CopyJob(new CopySource(_source), new CopyTarget(_target)).RunAsync(cancellationToken: Token);
        Assert.Equal(report.Plan.Consistency, planned);
        Assert.NotEqual(Consistency.None, planned);
    }

    [Fact]
    public void Numbers_do_not_become_a_dictionary_and_texts_only_under_a_check()
    {
        Assert.Null(ConversionTable.Find(ArrowType.Int64, new DictionaryType(ArrowType.Int8, ArrowType.Int64)));
        Assert.Equal(Fidelity.Checked, ConversionTable.Find(ArrowType.Utf8, new DictionaryType(ArrowType.Int8, ArrowType.Utf8))!.Fidelity);
    }

    private static Database Open(Connector connector) => connector.Open(connector.ParseOptions([]));

    private static void Run(Database database, string script)
    {
        using Connection connection = database.OpenConnection(Token);
        connection.ExecuteScript(script, Token);
    }

    private async Task<CopyPlan> PlanAsync(CopyOptions options) => await new CopyJob(new CopySource(_source), new CopyTarget(_target), options).PlanAsync(Token);
}
