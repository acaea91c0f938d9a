using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests;

public sealed class QueryTests
{
    [Fact]
    public void A_statement_without_rows_that_is_read_as_a_query_has_none_and_says_what_it_did()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int)");
        using (QueryResult inserted = test.Connection.Query("INSERT INTO t VALUES (1), (2)"))
        {
            Assert.Null(inserted.Reader.ReadNext());
            Assert.Equal(2, inserted.RowsAffected);
        }

        using QueryResult dropped = test.Connection.Query("DROP TABLE IF EXISTS not_there");
        Assert.Null(dropped.Reader.ReadNext());
        Assert.Null(dropped.Reader.ReadNext());
        Assert.Equal("table \"not_there\" does not exist, skipping", Assert.Single(dropped.Messages).Text);
    }

    [Fact]
    public void A_query_gives_its_values_and_types()
    {
        using var test = new TestDatabase();
        using QueryResult result = test.Connection.Query(new Statement(
            "SELECT 1 AS a, 'text'::varchar(20) AS b, 1.50::numeric(10,2) AS c, array[1,null]::int[] AS d, null::date AS e, 'NaN'::numeric AS f, '{\"a\": 1}'::jsonb AS g") { ReadOptions = test.Reading });
        Assert.Equal("int32 utf8 decimal128(10, 2) list<item: int32> date32 utf8 utf8", string.Join(' ', result.Reader.Schema.Fields.Select(field => field.Type)));
        Assert.Equal(["[1, \"text\", \"1.50\", [1, null], null, \"NaN\", \"{\\\"a\\\": 1}\"]"], TestDatabase.Rows(result.Reader));
    }

    [Fact]
    public void Types_made_since_the_first_query_are_read_as_what_they_are()
    {
        using var test = new TestDatabase();
        Assert.Equal(["[1]"], test.Query("SELECT 1"));
        test.Psql("CREATE TYPE mood AS ENUM ('sad', 'happy'); CREATE DOMAIN small AS int CHECK (value < 9); CREATE TYPE pair AS (m mood, n small)");
        Assert.Equal(["[\"happy\", 3, {\"m\": \"sad\", \"n\": 4}, [\"sad\"]]"], test.Query("SELECT 'happy'::mood, 3::small, row('sad', 4)::pair, array['sad'::mood]"));
    }

    [Fact]
    public void Statements_say_what_they_changed_and_what_the_server_said()
    {
        using var test = new TestDatabase();
        Assert.Null(test.Connection.Execute("CREATE TABLE t (id int, name text)").RowsAffected);
        Assert.Equal(2, test.Connection.Execute("INSERT INTO t VALUES (1, 'a'), (2, 'b')").RowsAffected);
        ExecuteResult dropped = test.Connection.Execute("DROP TABLE IF EXISTS missing");
        Assert.Contains(dropped.Messages, message => message.Text.Contains("missing", StringComparison.Ordinal) && message.Severity == MessageSeverity.Notice);
        using QueryResult result = test.Connection.Query("UPDATE t SET name = 'c' WHERE id > 1 RETURNING id");
        Assert.Equal(["[2]"], TestDatabase.Rows(result.Reader));
        Assert.Equal(1, result.RowsAffected);
        result.Dispose();
        Assert.Empty(test.Connection.Query("DELETE FROM t").Reader.Schema.Fields);
    }

    [Fact]
    public void Values_are_bound_whatever_they_hold()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int, name text)");
        string nasty = "Robert'); DROP TABLE t; -- \" \\ 日本";
        test.Connection.Execute(Statement.With("INSERT INTO t VALUES ($1, $2)", 1, nasty));
        Assert.Equal([["1", nasty]], test.Psql("SELECT id, name FROM t"));
        Assert.Equal(["[1]"], test.Query("SELECT id FROM t WHERE name = $1", nasty));
        Assert.Equal(["[null]"], test.Query("SELECT $1::int", [null]));
        var wrong = Assert.Throws<ConnectorException>(() => test.Query("SELECT $1::int", "x"));
        Assert.Equal(ConnectorStatus.InvalidData, wrong.Status);
        Assert.Equal(ConnectorStatus.InvalidStatement, Assert.Throws<ConnectorException>(() => test.Query("SELECT $1, $2", 1)).Status);
    }

    [Fact]
    public void Large_values_pass_both_ways()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int, v text)");
        string large = string.Concat(Enumerable.Repeat("0123456789日", 300_000));
        test.Connection.Execute(Statement.With("INSERT INTO t VALUES ($1, $2)", 1, large));
        Assert.Equal([[$"{large.Length}"]], test.Psql("SELECT length(v) FROM t"));
        using QueryResult result = test.Connection.Query(Statement.With("SELECT v FROM t WHERE v = $1", large) with { ReadOptions = test.Reading });
        using RecordBatch batch = result.Reader.ReadNext()!;
        Assert.Equal(large, batch[0].GetString(0));
    }

    [Theory]
    [InlineData("2025-02-28 12:34:56.789012 BC", "timestamp")]
    [InlineData("20000-01-01", "date")]
    public void Moments_far_away_are_bound_and_read_exactly(string literal, string type)
    {
        using var test = new TestDatabase();
        using QueryResult read = test.Connection.Query($"SELECT '{literal}'::{type}");
        using RecordBatch batch = read.Reader.ReadNext()!;
        read.Dispose();
        using var rows = new OneBatch(batch);
        using QueryResult bound = test.Connection.Query(new Statement("SELECT $1::text") { ParameterRows = rows });
        Assert.Equal([$"[\"{literal}\"]"], TestDatabase.Rows(bound.Reader));
    }

    [Fact]
    public void A_script_runs_statement_by_statement_up_to_the_first_that_fails()
    {
        using var test = new TestDatabase();
        test.Connection.ExecuteScript(Server.Known("""
            CREATE TABLE s (id int, name text); -- a comment; with a semicolon
            CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $body$ BEGIN RETURN 1; END; $body$;
            CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END;
            INSERT INTO s VALUES (1, E'a\';b'), (2, 'it''s; "c"') /* nested /* ; */ */;
            VACUUM s;
            """, (14, "RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END", "RETURNS int LANGUAGE sql AS 'SELECT 1; SELECT 2'")));
        Assert.Equal(["[1, \"a';b\"]", "[2, \"it's; \\\"c\\\"\"]"], test.Query("SELECT id, name FROM s ORDER BY id"));
        Assert.Equal(["[1, 2]"], test.Query("SELECT f(), g()"));
        Assert.Throws<ConnectorException>(() => test.Connection.ExecuteScript("INSERT INTO s VALUES (3, 'd'); SELEC; INSERT INTO s VALUES (4, 'e')"));
        Assert.Equal(["[3]"], test.Query("SELECT max(id) FROM s"));
    }

    [Fact]
    public void A_query_given_up_early_leaves_the_connection_and_the_transaction_usable()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int)");
        const string Long = "SELECT g, repeat('x', 1000) FROM generate_series(1, 10000000) g";
        using (QueryResult result = test.Connection.Query(new Statement(Long) { ReadOptions = test.Reading with { BatchRows = 10 } }))
        {
            using RecordBatch? first = result.Reader.ReadNext();
            Assert.Equal(10, first!.RowCount);
        }

        Assert.True(test.Connection.IsUsable);
        using (Transaction transaction = test.Connection.BeginTransaction())
        {
            test.Connection.Execute("INSERT INTO t VALUES (1)");
            using (QueryResult result = test.Connection.Query(new Statement(Long) { ReadOptions = test.Reading with { BatchRows = 10 } }))
            {
                using RecordBatch? first = result.Reader.ReadNext();
            }

            Assert.Equal(["[1]"], test.Query("SELECT id FROM t"));
            transaction.Commit();
        }

        Assert.Equal([["1"]], test.Psql("SELECT id FROM t"));
    }

    [Fact]
    public void A_reset_forgets_settings_temporary_tables_and_the_transaction()
    {
        using var test = new TestDatabase();
        test.Connection.ExecuteScript("SET work_mem = '1234kB'; CREATE TEMP TABLE tt (id int); BEGIN; CREATE TABLE kept (id int)");
        test.Connection.Reset();
        Assert.Null(test.Connection.Catalog.FindTable(new TableName("tt")));
        Assert.Null(test.Connection.Catalog.FindTable(new TableName("kept")));
        Assert.NotEqual(["[\"1234kB\"]"], test.Query("SHOW work_mem"));
    }

    [Fact]
    public void A_description_runs_nothing()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int NOT NULL, at timestamptz)");
        RelationDescription query = test.Connection.Describe(new QueryRelation(new Statement("INSERT INTO t VALUES (1, now()) RETURNING id, at")));
        Assert.Equal(["id: int32", "at: timestamp[us, UTC]"], query.Schema.Fields.Select(field => field.ToString()));
        Assert.Equal(["id: int32 not null", "at: timestamp[us, UTC]"], test.Connection.Describe(new TableName("t")).Schema.Fields.Select(field => field.ToString()));
        Assert.Equal([["0"]], test.Psql("SELECT count(*) FROM t"));
    }

    private sealed class OneBatch(RecordBatch batch) : RecordBatchReader
    {
        private RecordBatch? _next = batch.Retain();

        public override Schema Schema { get; } = batch.Schema;

        protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(Interlocked.Exchange(ref _next, null));

        protected override ValueTask DisposeCoreAsync()
        {
            Interlocked.Exchange(ref _next, null)?.Dispose();
            return default;
        }
    }
}
