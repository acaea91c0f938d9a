using Hawser.Arrow;
using Hawser.Connectors;
using Hawser.Connectors.MySql;
using Hawser.Copy;
using Hawser.EndToEnd.Tests.Places;
using Hawser.Testing.Judges;
using Hawser.Testing.MySql;

namespace Hawser.EndToEnd.Tests;

/// <summary>Tables on their way from and to MariaDB and MySQL 5.6, in the eyes of the mariadb command line and of the other engines' programs.</summary>
public sealed class MySqlTests : EndToEndTest
{
    private readonly List<(MySqlServer Server, string Name)> _databases = [];

    protected override void Dispose(bool disposing)
    {
        _databases.ForEach(database => database.Server.DropDatabase(database.Name));
        base.Dispose(disposing);
    }

    [Fact]
    public void Tables_go_to_DuckDB_and_SQLite_and_are_verified()
    {
        (MySqlServer server, string name) = Made("""
            CREATE TABLE goods (id bigint PRIMARY KEY, name varchar(20) NOT NULL, price decimal(10,2), at timestamp NULL, day date, j json, u uuid, m enum('sad','ok'), b blob, l varchar(9) CHARACTER SET latin1);
            INSERT INTO goods SELECT seq, concat('n', seq), seq + 0.25, '2024-02-29 10:00:00', '2024-02-29', '{"a": [1, 2.50]}', '01234567-89ab-cdef-8123-456789abcdef', 'ok', 0x00ff, 'grün' FROM seq_1_to_5000;
            """);
        Place duck = At("duckdb", "target", "goods");
        CopyReport report = CopyFrom(server, name, duck);
        Assert.Equal((5000, VerifyMode.Hash), (report.Tables[0].RowsWritten, report.Tables[0].Verified));
        Assert.Equal(
            "1,n1,1.25,2024-02-29 10:00:00+00,2024-02-29,01234567-89ab-cdef-8123-456789abcdef,ok,grün",
            string.Join(',', DuckDbJudge.Query(duck.Path, "SELECT id, name, price, \"at\"::VARCHAR, day::VARCHAR, u::VARCHAR, m, l FROM goods WHERE id = 1").Rows[0].Select(cell => $"{cell}")));
        Place lite = At("sqlite", "target", "goods");
        Assert.Equal(5000, CopyFrom(server, name, lite).Tables[0].RowsWritten);
        Assert.Equal("1|n1|1.25|{\"a\": [1, 2.50]}|ok|grün\n", Sqlite3Judge.Execute(lite.Path, "SELECT id, name, price, j, m, l FROM goods WHERE id = 1"));
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, 768, "2")]
    [InlineData(MySqlFlavour.MySql56, 191, "2")]
    public void A_text_that_is_a_key_gets_a_length_and_one_that_is_longer_is_kept_with_the_rejects(MySqlFlavour flavour, int most, string kept)
    {
        Place source = Sqlite($"CREATE TABLE zoo(code TEXT PRIMARY KEY NOT NULL, v TEXT); INSERT INTO zoo VALUES ('a', 'x'), ('A', 'y'), (printf('%.{most + 1}c', '-'), 'z');");
        (MySqlServer server, string name) = Made("", flavour);
        using Database reading = source.Open();
        using Database writing = Open(server, name);
        var target = CopyTarget.At(writing, new TableName("zoo"));
        CopyPlan plan = new CopyJob(source.AsSource(reading), target).PlanAsync(Token).AsTask().GetAwaiter().GetResult();
        ColumnPlan code = plan.Tables[0].Columns[0];
        Assert.Equal(($"varchar({most})", Fidelity.Checked), (code.TargetNativeType, code.Fidelity));
        Assert.Contains($"at most {most} characters, as it is part of the key", code.Note, StringComparison.Ordinal);
        ConnectorException error = Assert.Throws<ConnectorException>(() => { Copy(source.AsSource(reading), target); });
        Assert.Contains("\"code\", row 2", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Query(name, "SHOW TABLES"));
        CopyReport report = Copy(source.AsSource(reading), target, new CopyOptions { RejectFile = Path.Combine(Folder.Path, "rejects.arrow") });
        Assert.Equal((2, 1), (report.RowsWritten, report.Tables[0].RowsRejected));
        Assert.Equal(kept, server.Query(name, "SELECT count(*) FROM zoo")[0][0]);
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public void A_text_that_is_longer_in_the_targets_character_set_is_a_located_misfit(MySqlFlavour flavour)
    {
        (MySqlServer server, string name) = Made("CREATE TABLE source (id int PRIMARY KEY, v tinytext) DEFAULT CHARSET = latin1; INSERT INTO source VALUES (1, 'é'), (2, repeat('é', 200)), (3, repeat('e', 255))", flavour);
        using Database reading = Open(server, name);
        using Database writing = Open(server, name);
        var source = new CopySource(reading, [new SourceItem("source", new TableName("source"))]);
        var target = CopyTarget.At(writing, new TableName("target"));
        ColumnPlan plan = new CopyJob(source, target).PlanAsync(Token).AsTask().GetAwaiter().GetResult().Tables[0].Columns[1];
        Assert.Equal(("tinytext", Fidelity.Checked, "only texts whose UTF-8 a tinytext holds fit"), (plan.TargetNativeType, plan.Fidelity, plan.Note));
        ConnectorException error = Assert.Throws<ConnectorException>(() => { Copy(source, target); });
        Assert.Contains("column \"v\", row 1", error.Message, StringComparison.Ordinal);
        CopyReport report = Copy(source, target, new CopyOptions { RejectFile = Path.Combine(Folder.Path, "rejects.arrow") });
        Assert.Equal((2, 1), (report.RowsWritten, report.Tables[0].RowsRejected));
        Assert.Equal(["1", "3"], server.Query(name, "SELECT id FROM target ORDER BY id").Select(row => row[0]));
    }

    [Fact]
    public void A_table_that_refers_to_itself_is_replaced_in_any_order_and_its_orphans_go_to_quarantine()
    {
        (MySqlServer server, string name) = Made("CREATE TABLE zoo (id bigint NOT NULL PRIMARY KEY, boss bigint, CONSTRAINT works_for FOREIGN KEY (boss) REFERENCES zoo (id)); INSERT INTO zoo VALUES (7, NULL), (8, 7)");
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER PRIMARY KEY, boss INTEGER); INSERT INTO zoo VALUES (1, 3), (2, 1), (3, NULL), (4, 99), (5, 4);");
        using Database reading = source.Open();
        using Database writing = Open(server, name);
        var target = CopyTarget.At(writing, new TableName("zoo"));
        Assert.Contains("works_for", Assert.Throws<ConnectorException>(() => { Copy(source.AsSource(reading), target, new CopyOptions { Mode = LoadMode.Replace }); }).Message, StringComparison.Ordinal);
        Assert.Equal("7,8", server.Query(name, "SELECT group_concat(id ORDER BY id) FROM zoo")[0][0]);
        CopyReport report = Copy(source.AsSource(reading), target, new CopyOptions { Mode = LoadMode.Replace, RejectFile = Path.Combine(Folder.Path, "rejects.arrow") });
        Assert.Equal((5, 3, 2, VerifyMode.Hash), (report.Tables[0].RowsRead, report.Tables[0].RowsWritten, report.Tables[0].RowsRejected, report.Tables[0].Verified));
        Assert.Equal("1,2,3", server.Query(name, "SELECT group_concat(id ORDER BY id) FROM zoo")[0][0]);
    }

    [Fact]
    public void Rows_that_a_conversion_or_the_server_refuses_are_kept_and_the_rest_is_proved()
    {
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER PRIMARY KEY, v INTEGER, label TEXT); WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 4999) "
            + "INSERT INTO zoo SELECT i, CASE WHEN i IN (7, 8, 3000) THEN 300 ELSE i % 100 END, CASE WHEN i = 10 OR i = 4000 THEN NULL ELSE 'label ' || i END FROM n;");
        (MySqlServer server, string name) = Made("CREATE TABLE zoo(id bigint PRIMARY KEY, v tinyint, label varchar(50) NOT NULL, CHECK (label <> 'label 42')); INSERT INTO zoo VALUES (77, 1, 'here')");
        using Database reading = source.Open();
        using Database writing = Open(server, name);
        CopyReport report = Copy(
            source.AsSource(reading), CopyTarget.At(writing, new TableName("zoo")), new CopyOptions { Mode = LoadMode.Append, RejectFile = Path.Combine(Folder.Path, "rejects.arrow"), BatchRows = 1000 });
        Assert.Equal((5000, 4993, 7), (report.Tables[0].RowsRead, report.Tables[0].RowsWritten, report.Tables[0].RowsRejected));
        Assert.Equal("4994|7,8,10,42,3000,4000", string.Join('|', server.Query(name, "SELECT (SELECT count(*) FROM zoo), (SELECT group_concat(seq) FROM seq_0_to_4999 LEFT JOIN zoo ON id = seq WHERE id IS NULL)")[0]));
    }

    [Fact]
    public void An_upsert_adds_what_is_new_and_replaces_what_has_the_same_key()
    {
        Place source = Sqlite("CREATE TABLE zoo(id INTEGER PRIMARY KEY, code TEXT, v DOUBLE); INSERT INTO zoo VALUES (2, 'b', 20.5), (3, 'c', NULL), (4, 'd', 40);");
        (MySqlServer server, string name) = Made("CREATE TABLE zoo(id bigint PRIMARY KEY, code varchar(9) UNIQUE, v double); INSERT INTO zoo VALUES (1, 'a', 1), (2, 'x', 2), (3, 'c', 3)");
        using Database reading = source.Open();
        using Database writing = Open(server, name);
        CopyReport report = Copy(source.AsSource(reading), CopyTarget.At(writing, new TableName("zoo")), new CopyOptions { Mode = LoadMode.Upsert });
        Assert.Equal((3, 3, VerifyMode.Hash), (report.Tables[0].RowsRead, report.Tables[0].RowsWritten, report.Tables[0].Verified));
        Assert.Equal(["1|a|1", "2|b|20.5", "3|c|", "4|d|40"], server.Query(name, "SELECT * FROM zoo ORDER BY id").Select(row => string.Join('|', row)));
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56, MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MariaDb, MySqlFlavour.MySql56)]
    public void Between_two_servers_every_column_keeps_its_native_type(MySqlFlavour from, MySqlFlavour to)
    {
        (MySqlServer source, string first) = Made("""
            CREATE TABLE zoo (id int PRIMARY KEY, t tinyint(1), u bigint unsigned, z int(6) unsigned zerofill, d decimal(65,30), f float, v varchar(20) CHARACTER SET latin1, e enum('a','b''c','x\\y'), s set('x','y'),
                y year, b bit(12), dt datetime(3), ts timestamp(2) NULL, tm time(1), bl mediumblob, x text, p point);
            INSERT INTO zoo VALUES (1, 7, 18446744073709551615, 42, -0.000000000000000000000000000001, 0.1, 'grün', 'x\\y', 'y,x', 1999, b'101010101010', '2024-02-29 12:34:56.789', '2038-01-19 03:14:07.99', '-838:59:58.9', 0x00ff, 'ü', point(1, 2));
            INSERT INTO zoo (id) VALUES (2);
            """, from);
        (MySqlServer server, string second) = Made("", to);
        using Database reading = Open(source, first);
        using Database writing = Open(server, second);
        CopyReport report = Copy(new CopySource(reading, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(writing, new TableName("zoo")));
        Assert.All(
            report.Tables[0].Plan.Columns.Where(column => column.Fidelity != Fidelity.Exact),
            column => Assert.Equal(column.TargetName == "f" && to == MySqlFlavour.MariaDb ? "-0 is refused" : column.Source.ReadNote, column.Note));
        const string Types = "SELECT column_name, column_type FROM information_schema.columns WHERE table_schema = database() AND table_name = 'zoo' ORDER BY ordinal_position";
        const string Values = "SELECT id, t, u, z, d, f, v, e, s, y, hex(b), dt, ts, tm, hex(bl), x, hex(p) FROM zoo ORDER BY id";
        Assert.Equal(Lines(source, first, Types), Lines(server, second, Types));
        Assert.Equal(Lines(source, first, Values), Lines(server, second, Values));
    }

    [Fact]
    public void Every_row_arrives_once_with_several_workers()
    {
        (MySqlServer server, string name) = Made("CREATE TABLE zoo (id bigint PRIMARY KEY, label varchar(30)); INSERT INTO zoo SELECT seq * 3, concat('label ', seq) FROM seq_1_to_200000;");
        (_, string second) = Made("");
        using Database reading = Open(server, name);
        using Database writing = Open(server, second);
        CopyReport report = Copy(
            new CopySource(reading, [new SourceItem("zoo", new TableName("zoo"))]), CopyTarget.At(writing, new TableName("zoo")), new CopyOptions { Workers = 4, BatchRows = 5000 });
        Assert.Equal((200_000, 200_000, VerifyMode.Hash), (report.RowsWritten, report.Tables[0].RowsRead, report.Tables[0].Verified));
        const string Sums = "SELECT count(*), count(DISTINCT id), sum(id), sum(crc32(label)) FROM zoo";
        Assert.Equal(Lines(server, name, Sums), Lines(server, second, Sums));
    }

    [Fact]
    public void Everything_that_stays_behind_is_listed()
    {
        (MySqlServer server, string name) = Made("""
            CREATE TABLE parent (id int PRIMARY KEY);
            CREATE TABLE stay (id int AUTO_INCREMENT PRIMARY KEY, p int DEFAULT 7, words text, at datetime DEFAULT now() ON UPDATE now(), twice int AS (p * 2), CONSTRAINT up CHECK (p > 0), FULLTEXT seek (words), FOREIGN KEY to_parent (p) REFERENCES parent (id)) COMMENT 'mine';
            CREATE TRIGGER early BEFORE INSERT ON stay FOR EACH ROW SET NEW.words = 'x';
            """);
        using Database reading = Open(server, name);
        using Database writing = At("duckdb", "target").Open();
        TablePlan plan = new CopyJob(new CopySource(reading, [new SourceItem("stay", new TableName("stay"))]), new CopyTarget(writing)).PlanAsync(Token).AsTask().GetAwaiter().GetResult().Tables[0];
        string all = string.Join('\n', plan.NotCarried);
        foreach (string expected in new[] { "identity of column id", "default of column p", "index seek", "foreign key (p)", "check up", "trigger early", "expression of generated column twice", "on_update:at", "comment of the table" })
        {
            Assert.Contains(expected, all, StringComparison.Ordinal);
        }
    }

    private static List<string> Lines(MySqlServer server, string database, string query) => [.. server.Query(database, query).Select(row => string.Join('|', row.Select(cell => cell ?? "∅")))];

    private (MySqlServer Server, string Name) Made(string script, MySqlFlavour flavour = MySqlFlavour.MariaDb)
    {
        string? missing = MySqlServer.Missing(flavour);
        Assert.SkipWhen(missing is not null && !MySqlServer.IsRequired, missing ?? "");
        MySqlServer server = MySqlServer.Shared(flavour);
        string name = server.CreateDatabase();
        _databases.Add((server, name));
        server.Execute(name, script);
        return (server, name);
    }

    private static Database Open(MySqlServer server, string database)
    {
        MySqlConnector connector = new();
        return connector.Open(connector.ParseOptions(server.Options(database)));
    }

    private static CopyReport CopyFrom(MySqlServer server, string database, Place place)
    {
        using Database source = Open(server, database);
        using Database target = place.Open();
        return Copy(new CopySource(source, [new SourceItem(place.Table, new TableName(place.Table))]), CopyTarget.At(target, place.Relation));
    }
}
