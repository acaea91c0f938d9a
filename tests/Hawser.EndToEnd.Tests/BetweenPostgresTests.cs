using Hawser.Connectors;
using Hawser.Connectors.Postgres;
using Hawser.Copy;
using Hawser.Testing.Postgres;

namespace Hawser.EndToEnd.Tests;

/// <summary>From one PostgreSQL database into another: users' types that the target lacks, extensions, inheritance, and columns that are asked for encoded. psql says what arrived.</summary>
public sealed class BetweenPostgresTests : EndToEndTest
{
    private readonly PostgresServer _server;
    private readonly string _from;
    private readonly string _to;

    public BetweenPostgresTests()
    {
        Assert.SkipWhen(PostgresServer.Missing is not null && !PostgresServer.IsRequired, PostgresServer.Missing ?? "");
        _server = PostgresServer.Shared;
        _from = _server.CreateDatabase();
        _to = _server.CreateDatabase();
    }

    protected override void Dispose(bool disposing)
    {
        _server?.DropDatabase(_from);
        _server?.DropDatabase(_to);
        base.Dispose(disposing);
    }

    [Fact]
    public void Enums_domains_and_composites_that_are_missing_are_planned_and_made_in_the_loads_transaction()
    {
        _server.Execute(_from, """
            CREATE SCHEMA shop; CREATE TYPE shop."Mood" AS ENUM ('sad', 'it''s ok'); CREATE DOMAIN small AS int DEFAULT 7 NOT NULL CONSTRAINT few CHECK (VALUE < 9);
            CREATE TYPE pair AS (a varchar(3), "b c" shop."Mood"[]); COMMENT ON TYPE pair IS 'two of them'; COMMENT ON DOMAIN small IS 'a few';
            CREATE TABLE zoo (id int PRIMARY KEY, m shop."Mood", ms shop."Mood"[], s small, p pair, ps pair[]);
            INSERT INTO zoo VALUES (1, 'it''s ok', '[0:1]={sad,NULL}', 3, ('x', '{sad}'), ARRAY[ROW('y', NULL)::pair]), (2, NULL, '{{sad},{sad}}', 8, NULL, '{}');
            """);
        CopyReport report = Copy("zoo");
        Assert.Equal(["shop.\"Mood\" Enum", "small Domain", "pair Composite"], report.Tables[0].Plan.Types.Select(type => $"{type.NativeType} {type.Kind}"));
        Assert.Equal(Fidelity.Exact, report.Tables[0].Plan.Fidelity);
        AssertSame("SELECT * FROM zoo ORDER BY id");
        AssertSame("SELECT typname, format_type(typbasetype, typtypmod), typnotnull, typdefault, obj_description(oid, 'pg_type') FROM pg_type WHERE typname IN ('Mood', 'small', 'pair') ORDER BY 1");
        AssertSame("SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE contypid <> 0");
        AssertSame("SELECT enumlabel FROM pg_enum ORDER BY enumsortorder");
    }

    [Fact]
    public void A_load_that_fails_leaves_no_type_behind()
    {
        _server.Execute(_from, "CREATE TYPE mood AS ENUM ('sad'); CREATE TABLE zoo (id int, m mood, t text); INSERT INTO zoo VALUES (1, 'sad', 'x'), (1, 'sad', 'y')");
        _server.Execute(_to, "CREATE TABLE other (id int)");
        using Database source = Open(_from);
        using Database target = Open(_to);
        var failing = new CopyJob(new CopySource(source, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(target, new TableName(null, "nowhere", "zoo")));
        Assert.Throws<ConnectorException>(() => { failing.RunAsync(cancellationToken: Token).AsTask().GetAwaiter().GetResult(); });
        Assert.Equal("0\n", _server.Execute(_to, "SELECT count(*) FROM pg_type WHERE typname = 'mood'"));
    }

    [Fact]
    public void A_type_that_cannot_be_made_is_refused_by_the_plan_with_what_to_do()
    {
        _server.Execute(_from, """
            CREATE EXTENSION hstore; CREATE EXTENSION citext; CREATE TYPE span AS RANGE (subtype = float8); CREATE TYPE pair AS (a int, b text); CREATE DOMAIN word AS citext;
            CREATE TABLE zoo (id int, h hstore[], w word, s span, p pair);
            """);
        _server.Execute(_to, "CREATE TYPE pair AS (a int, c text)");
        string[] problems = [.. Plan("zoo").Problems];
        Assert.Collection(
            problems,
            p => Assert.Matches("column \"h\" is of type hstore\\[\\]: .* lacks the extension hstore, which brings hstore; install it there first \\(CREATE EXTENSION\\)", p),
            p => Assert.Matches("column \"w\" is of type word: .* lacks the extension citext", p),
            p => Assert.Matches("column \"s\" is of type span: .* lacks the type span, which is no enum, domain or composite", p),
            p => Assert.Matches("column \"p\" is of type pair: the type pair of .* is another one: \\(a integer, c text\\)", p));
        _server.Execute(_to, "CREATE EXTENSION hstore; CREATE EXTENSION citext; CREATE TYPE span AS RANGE (subtype = float8); DROP TYPE pair");
        _server.Execute(_from, "INSERT INTO zoo VALUES (1, ARRAY['a=>1'::hstore], 'Word', '[1,2)', (1, 'x'))");
        Assert.Empty(Plan("zoo").Problems);
        Copy("zoo");
        AssertSame("SELECT * FROM zoo");
    }

    [Fact]
    public void An_enum_that_lacks_labels_there_makes_the_column_checked()
    {
        _server.Execute(_from, "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TABLE zoo (id int, m mood); INSERT INTO zoo VALUES (1, 'ok')");
        _server.Execute(_to, "CREATE TYPE mood AS ENUM ('ok', 'new')");
        ColumnPlan column = Plan("zoo").Tables[0].Columns[1];
        Assert.Equal((Fidelity.Checked, "the target's mood lacks the label \"sad\""), (column.Fidelity, column.Note));
        Copy("zoo");
        AssertSame("SELECT * FROM zoo");
    }

    [Fact]
    public void Arrays_and_composites_of_users_types_asked_for_encoded_are_verified_by_hash()
    {
        const string Types = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, m mood);";
        _server.Execute(_from, Types + "CREATE TABLE zoo (id int, ms mood[], p pair, ps pair[]); INSERT INTO zoo VALUES (1, '[2:3]={ok,sad}', (1, 'ok'), ARRAY[ROW(2, 'sad')::pair]), (2, NULL, NULL, NULL)");
        _server.Execute(_to, "CREATE TYPE first AS ENUM ('x'); " + Types);
        CopyReport report = Copy("zoo", new CopyOptions { Encode = ["ms", "p", "ps"] });
        Assert.Equal(VerifyMode.Hash, report.Tables[0].Verified);
        AssertSame("SELECT * FROM zoo ORDER BY id");
    }

    [Fact]
    public void A_whole_database_gives_the_rows_of_inheriting_and_partitioned_tables_once()
    {
        _server.Execute(_from, """
            CREATE TABLE base (id int); CREATE TABLE child (more text) INHERITS (base); CREATE TABLE grandchild () INHERITS (child);
            INSERT INTO base VALUES (1); INSERT INTO child VALUES (2, 'c'); INSERT INTO grandchild VALUES (3, 'g');
            CREATE TABLE log (day int) PARTITION BY RANGE (day); CREATE TABLE log_1 PARTITION OF log FOR VALUES FROM (0) TO (10); CREATE TABLE log_2 PARTITION OF log DEFAULT; INSERT INTO log VALUES (1), (20);
            """);
        using (Database source = Open(_from))
        using (Database target = Open(_to))
        {
            CopyReport report = Copy(new CopySource(source), new CopyTarget(target));
            Assert.Equal(["base 1", "child 1", "grandchild 1", "log 2"], report.Tables.Select(table => $"{table.Plan.Item.Name} {table.RowsWritten}"));
            Assert.Contains("the rows of public.child, which inherits from it and is copied for itself", report.Tables[0].Plan.NotCarried);
            Assert.Contains("the rows of public.grandchild, which inherits from it and is copied for itself", report.Tables[1].Plan.NotCarried);
        }

        Assert.Equal("1\n2|c\n3|g\n1\n20\n", string.Concat(new[] { "base", "child", "grandchild", "log" }.Select(table => _server.Execute(_to, $"SELECT * FROM {table} ORDER BY 1"))));
        _server.Execute(_to, "DROP TABLE base");
        Assert.Equal(3, Copy("base").Tables[0].RowsWritten);
    }

    private void AssertSame(string query) => Assert.Equal(_server.Execute(_from, query), _server.Execute(_to, query));

    private CopyPlan Plan(string table)
    {
        using Database source = Open(_from);
        using Database target = Open(_to);
        return new CopyJob(new CopySource(source, [new SourceItem(table, new TableName(table))]), CopyTarget.At(target, new TableName(table))).PlanAsync(Token).AsTask().GetAwaiter().GetResult();
    }

    private CopyReport Copy(string table, CopyOptions? options = null)
    {
        using Database source = Open(_from);
        using Database target = Open(_to);
        return Copy(new CopySource(source, [new SourceItem(table, new TableName(table))]), CopyTarget.At(target, new TableName(table)), options);
    }

    private Database Open(string database)
    {
        PostgresConnector connector = new();
        return connector.Open(connector.ParseOptions(_server.Options(database)));
    }
}
