using Hawser.Arrow;
using Hawser.Testing;

namespace Hawser.Connectors.DuckDb.Tests;

public class FileTests
{
    public static TheoryData<string, string> Formats => new() { { "csv", ".csv" }, { "csv", ".csv.gz" }, { "tsv", ".tsv.zst" }, { "json", ".json" }, { "ndjson", ".jsonl.gz" }, { "parquet", ".parquet" } };

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_that_is_written_reads_back_the_same(string format, string ending)
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var source = database.OpenConnection();
        using var target = database.OpenConnection();
        source.Execute("CREATE TABLE a AS SELECT i, CASE WHEN i % 3 = 0 THEN NULL WHEN i % 3 = 1 THEN '' ELSE 'a \"quoted\", text' || chr(10) || i END AS s, i / 7 AS d, DATE '2020-01-01' + i::INT AS day, i % 2 = 0 AS b FROM range(5000) r(i)");
        var file = new FileRelation(folder["out" + ending], format);

        var result = source.Copy("SELECT * FROM a ORDER BY i", target, Duck.Into("") with { Target = file });

        Assert.Equal(5000, result.RowsWritten);
        Assert.Equal([Path.GetFileName(file.Path)], Directory.GetFileSystemEntries(folder.Path).Select(Path.GetFileName));
        target.Copy(file, "b");
        Assert.Equal(source.Texts("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'a'"), target.Texts("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'b'"));
        Assert.Equal(["0"], target.Texts("SELECT count(*) FROM (SELECT i, (s, d, day, b) v FROM a) x FULL JOIN (SELECT i, (s, d, day, b) v FROM b) y USING (i) WHERE x.v IS DISTINCT FROM y.v"));
    }

    [Theory]
    [MemberData(nameof(TypeRoundTripTests.Values), MemberType = typeof(TypeRoundTripTests))]
    public void Parquet_keeps_every_type_or_refuses_it_before(string type, string values)
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var source = database.OpenConnection();
        using var target = database.OpenConnection();
        source.ExecuteScript($"CREATE TABLE a (n INTEGER, x {type}); INSERT INTO a SELECT row_number() OVER (), x FROM (SELECT unnest([{string.Join(", ", TypeRoundTripTests.Split(values).Select(v => $"({v})::{type}"))}, NULL::{type}]) AS x)");
        var file = new FileRelation(folder["a.parquet"], "parquet");
        if (type.StartsWith("UNION", StringComparison.Ordinal))
        {
            Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => source.Copy("SELECT * FROM a", target, Duck.Into("") with { Target = file })).Status);
            return;
        }

        source.Copy("SELECT * FROM a ORDER BY n", target, Duck.Into("") with { Target = file });
        target.Copy(file, "b");

        Assert.Equal(source.Texts("SELECT n, x, x IS NULL FROM a ORDER BY n"), target.Texts("SELECT n, x, x IS NULL FROM b ORDER BY n"));
        if (type != "GEOMETRY")
        {
            Assert.Equal(source.Texts("SELECT data_type FROM duckdb_columns() WHERE table_name = 'a'"), target.Texts("SELECT data_type FROM duckdb_columns() WHERE table_name = 'b'"));
        }
    }

    [Fact]
    public void A_file_is_there_whole_or_not_at_all()
    {
        using var folder = new TempFolder();
        var path = folder.Write("a.csv", "old\n1\n");
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        var replace = Duck.Into("", LoadMode.Replace) with { Target = new FileRelation(path, "csv") };
        using (var rows = source.Query("SELECT range AS i FROM range(300000)"))
        {
            using var load = connection.BeginLoad(replace with { Schema = rows.Reader.Schema });
            using var writer = load.OpenWriter();
            using var batch = rows.Reader.ReadNext()!;
            writer.Write(batch);
        }

        Assert.Equal("old\n1\n", File.ReadAllText(path));
        Assert.Single(Directory.GetFiles(folder.Path));
        Assert.Equal(ConnectorStatus.AlreadyExists, Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1 AS a", connection, replace with { Mode = LoadMode.Create })).Status);
        Assert.Equal(ConnectorStatus.NotSupported, Assert.Throws<ConnectorException>(() => source.Copy("SELECT 1 AS a", connection, replace with { Mode = LoadMode.Append })).Status);
        source.Copy("SELECT 1 AS a", connection, replace);
        Assert.Equal("a\n1\n", File.ReadAllText(path));
    }

    [Theory]
    [InlineData("id,n\n007,1\n008,2\n", "VARCHAR", "INT64")]
    [InlineData("id,n\n12345678901234567890123,1\n", "VARCHAR", "INT64")]
    [InlineData("id,n\n+5,1\n", "VARCHAR", "INT64")]
    [InlineData("id,n\n31/12/2020,1\n30/11/2020,2\n", "VARCHAR", "INT64")]
    [InlineData("id,n\n2020-12-31,1\n", "DATE", "INT64")]
    [InlineData("id,n\n1.50,1\n", "DOUBLE", "INT64")]
    public void Text_that_says_more_than_its_value_stays_text(string content, string type, string other)
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        var columns = connection.Describe(new FileRelation(folder.Write("a.csv", content), "csv")).Columns;

        Assert.Equal((type, "BIGINT"), (columns[0].NativeType, columns[1].NativeType));
        Assert.NotEmpty(other);
    }

    [Fact]
    public void Lines_that_would_be_passed_over_are_an_error()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var path = folder.Write("a.csv", "a report of last year\n\nid;name;more\n1;a;x\n2;b;y\n3;c;z\n");

        var error = Assert.Throws<ConnectorException>(() => connection.Describe(new FileRelation(path, "csv")));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
        Assert.Contains("skip=", error.Message, StringComparison.Ordinal);

        var skipping = new FileRelation(path, "csv") { Options = new Dictionary<string, string> { ["skip"] = "2" } };
        Assert.Equal(["id", "name", "more"], connection.Describe(skipping).Columns.Select(c => c.Name));
    }

    public static TheoryData<string, string> Misfits => new()
    {
        { "12", "x" }, { "12", "12.5" }, { "12", "12.0" }, { "12", "007" }, { "12", "+7" }, { "12", "\" 7\"" }, { "12", "1e3" }, { "12", "1_000" }, { "12", "0x1F" }, { "12", "-0" },
        { "1.5", "3.14159265358979323846" }, { "1.5", "12345678901234567890" }, { "1.5", "01.5" }, { "1.5", "1_0.5" }, { "1.5", "1e999" },
        { "2020-01-01", "2020-01-01 05:00:00" }, { "2020-01-01", "2020/01/02" }, { "2020-01-01", "2020-1-2" },
        { "2020-01-01 00:00:00", "2020-01-01 00:00:00.123456789" }, { "2020-01-01 00:00:00", "2020-01-01 00:00:00+02" }, { "2020-01-01 00:00:00", "2020-01-01 00:00:00Z" },
        { "10:00:00", "10:00:00.1234567" }, { "10:00:00", "10:00:00+02" },
    };

    [Theory]
    [MemberData(nameof(Misfits))]
    public async Task A_text_that_is_not_plainly_a_value_of_the_type_found_is_an_error_with_its_row(string usual, string late)
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var path = folder.Write("a.csv", "i,v\n" + string.Concat(Enumerable.Range(0, 30000).Select(i => $"{i},{usual}\n")) + $"30000,{late}\n");
        var sampled = new FileRelation(path, "csv") { Options = new Dictionary<string, string> { ["sample_rows"] = "1000" } };

        var error = Assert.Throws<ConnectorException>(() => connection.Copy(sampled, "t"));
        var load = new LoadRequest(new TableName("u"), connection.Describe(sampled).Schema, LoadMode.Create);
        var pushed = await Assert.ThrowsAsync<ConnectorException>(async () => await connection.LoadFromRelationAsync(new ScanRequest(sampled), connection, load, TestContext.Current.CancellationToken));

        Assert.Equal((ConnectorStatus.InvalidData, error.Message), (error.Status, pushed.Message));
        Assert.Contains($"\"{late.Trim('"')}\" is not plainly a ", error.Message, StringComparison.Ordinal);
        Assert.Contains("column \"v\", row 30000", error.Message, StringComparison.Ordinal);
        Assert.Equal(Fidelity.Checked, connection.Describe(sampled).Columns[1].ReadFidelity);
        Assert.Contains("first 1000 rows", connection.Describe(sampled).Columns[0].ReadNote, StringComparison.Ordinal);
        connection.Copy(new FileRelation(path, "csv"), "whole");
        Assert.Equal([late.Trim('"')], connection.Texts("SELECT CASE typeof(v) WHEN 'DOUBLE' THEN replace(v::VARCHAR, '1000.0', '1e3') ELSE v::VARCHAR END FROM whole WHERE i = 30000"));
    }

    [Fact]
    public void A_function_that_reads_a_file_loses_no_more_than_the_file_does()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var path = folder.Write("a.csv", "i;v\n" + string.Concat(Enumerable.Range(0, 30000).Select(i => $"{i};12\n")) + "30000;12.5\n");
        var sampled = new TableFunctionCall("read_csv", [new(null, new TableFunctionText(path)), new("delim", new TableFunctionText(";")), new("sample_size", new TableFunctionNumber("1000"))]);
        var told = new TableFunctionCall(
            "read_csv", [new(null, new TableFunctionText(path)), new("types", new TableFunctionStruct([new("v", new TableFunctionText("INTEGER"))])), new("header", new TableFunctionBoolean(true))]);

        foreach (var call in new[] { sampled, told })
        {
            var error = Assert.Throws<ConnectorException>(() => connection.Copy(new FunctionRelation(call), "t"));
            Assert.Contains("\"12.5\" is not plainly a", error.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Files_of_a_pattern_keep_what_one_of_them_says()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        folder.Write("p1.csv", "t,n,d\n10:00:00,1,2020-01-01\n");
        folder.Write("p2.csv", "t,n,d\n10:00:00.1234567,007,2020-01-01 05:00:00\n");

        connection.Copy(new FileRelation(folder["p*.csv"], "csv"), "t");

        Assert.Equal(["10:00:00.1234567|007|2020-01-01 05:00:00"], connection.Texts("SELECT * FROM t ORDER BY t DESC LIMIT 1"));
    }

    [Fact]
    public void A_quote_that_is_doubled_late_and_a_line_that_looks_like_a_comment_are_values()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var path = folder.Write("a.csv", "v,n\n" + string.Concat(Enumerable.Range(0, 30000).Select(i => $"\"a{i}\",1\n")) + "\"say \"\"no\"\"\",2\n#x,3\n");
        var sampled = new FileRelation(path, "csv") { Options = new Dictionary<string, string> { ["sample_rows"] = "1000" } };

        connection.Copy(sampled, "t");

        Assert.Equal(["30002"], connection.Texts("SELECT count(*) FROM t"));
        Assert.Equal(["say \"no\"", "#x"], connection.Texts("SELECT v FROM t WHERE n > 1 ORDER BY n"));
    }

    [Theory]
    [InlineData("BIGINT", "12.5")]
    [InlineData("DECIMAL(10,2)", "1.005")]
    [InlineData("DATE", "2020-01-01 05:00:00")]
    public void A_type_that_was_asked_for_takes_no_text_that_would_lose_something(string type, string text)
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var file = new FileRelation(folder.Write("a.csv", $"v\n{text}\n"), "csv") { Options = new Dictionary<string, string> { ["types"] = $"{{\"v\": \"{type}\"}}" } };

        var error = Assert.Throws<ConnectorException>(() => connection.Copy(file, "t"));

        Assert.Contains($"\"{text}\" is not plainly a {type}, in column \"v\", row 0", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("12", "12.5", "12.5")]
    [InlineData("1.5", "12345678901234567890", "12345678901234567890")]
    [InlineData("12", "\"13\"", "\"13\"")]
    [InlineData("true", "1", "1")]
    public void A_late_JSON_value_keeps_all_that_it_says(string usual, string late, string kept)
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var path = folder.Write("a.ndjson", string.Concat(Enumerable.Range(0, 30000).Select(i => $"{{\"i\": {i}, \"v\": {usual}}}\n")) + $"{{\"i\": 30000, \"v\": {late}}}\n");

        connection.Copy(new FileRelation(path, "ndjson"), "t");

        Assert.Equal([kept], connection.Texts("SELECT v::VARCHAR FROM t WHERE i = 30000"));
    }

    [Fact]
    public void Patterns_read_many_files_and_names_with_brackets_read_one()
    {
        using var folder = new TempFolder();
        folder.Write("p1.csv", "a\n1\n");
        folder.Write("p2.csv", "a\n2\n");
        folder.Write("p[12].csv", "a\n3\n");
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        Assert.Equal(3, connection.CountRows(new FileRelation(folder["p*.csv"], "csv")));
        connection.Copy(new FileRelation(folder["p[12].csv"], "csv"), "t");
        Assert.Equal(["3"], connection.Texts("SELECT a FROM t"));
        Assert.Equal(ConnectorStatus.NotFound, Assert.Throws<ConnectorException>(() => connection.Describe(new FileRelation(folder["none*.csv"], "csv"))).Status);
    }

    [Fact]
    public void Wanted_types_decide_how_a_file_of_text_is_read()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var schema = new Schema([new Field("a", DecimalType.Decimal128(10, 2)), new Field("b", ArrowType.Utf8)]);
        foreach (var (name, format, text) in new[] { ("a.csv", "csv", "a,b\n1.5,007\n"), ("a.json", "json", "[{\"a\": 1.5, \"b\": \"007\"}]") })
        {
            using var reader = connection.Read(new ScanRequest(new FileRelation(folder.Write(name, text), format)) { Schema = schema });
            using var batch = reader.ReadNext()!;
            Assert.Equal(schema.Fields.Select(f => f.Type), reader.Schema.Fields.Select(f => f.Type));
            Assert.Equal((150, "007"), ((int)batch[0].Values<Int128>()[0], batch[1].GetString(0)));
        }
    }

    [Fact]
    public void Unknown_options_name_the_nearest()
    {
        using var database = Duck.Open();
        using var connection = database.OpenConnection();

        var error = Assert.Throws<ConnectorException>(() => connection.Describe(new FileRelation("a.csv", "csv") { Options = new Dictionary<string, string> { ["delimeter"] = ";" } }));

        Assert.Contains("\"delimiter\"", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_functions_that_read_can_be_called()
    {
        using var folder = new TempFolder();
        var path = folder.Write("it's.csv", "a;b\n1;2\n");
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        var call = new TableFunctionCall("read_csv", [new(null, new TableFunctionText(path)), new("delim", new TableFunctionText(";"))]);

        using (var reader = connection.Read(new ScanRequest(new FunctionRelation(call))))
        {
            Assert.Equal(["a", "b"], reader.Schema.Fields.Select(f => f.Name));
        }

        var error = Assert.Throws<ConnectorException>(() => connection.Describe(new FunctionRelation(new TableFunctionCall("query", [new(null, new TableFunctionText("DROP TABLE t"))]))));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
    }

    [Theory]
    [InlineData(LoadMode.Create, false)]
    [InlineData(LoadMode.Append, true)]
    [InlineData(LoadMode.Replace, true)]
    public async Task A_file_goes_into_a_table_without_Arrow_when_the_types_are_decided(LoadMode mode, bool exists)
    {
        var token = TestContext.Current.CancellationToken;
        using var folder = new TempFolder();
        var file = new FileRelation(folder.Write("a.csv", "a,b\n1,x\n2,\n"), "csv");
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        if (exists)
        {
            connection.ExecuteScript("CREATE TABLE t (a BIGINT, b VARCHAR); INSERT INTO t VALUES (0, 'old')");
        }

        var schema = connection.Describe(file).Schema;
        var wanted = new Schema([new Field("a", ArrowType.Int16), schema[1]]);
        var through = await connection.LoadFromRelationAsync(new ScanRequest(file), connection, new LoadRequest(new TableName("t"), wanted, LoadMode.Replace), token);
        var load = await connection.LoadFromRelationAsync(new ScanRequest(file), connection, new LoadRequest(new TableName("t"), schema, mode), token);

        Assert.Null(through);
        Assert.Equal((2, 2), (load!.RowsRead, load.Result.RowsWritten));
        Assert.Equal(mode == LoadMode.Append ? ["0|old", "1|x", "2|∅"] : ["1|x", "2|∅"], connection.Texts("SELECT * FROM t ORDER BY a"));
    }

    [Fact]
    public void Parquet_files_that_keep_a_column_in_different_forms_are_not_one_table()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        source.Copy("SELECT 1::HUGEINT AS h", connection, Duck.Into("") with { Target = new FileRelation(folder["p1.parquet"], "parquet") });
        source.Copy("SELECT 2::HUGEINT AS h", connection, Duck.Into("") with { Target = new FileRelation(folder["p2.parquet"], "parquet") });
        Assert.Equal("HUGEINT", connection.Describe(new FileRelation(folder["p*.parquet"], "parquet")).Columns[0].NativeType);

        source.Copy("SELECT 'text' AS h", connection, Duck.Into("") with { Target = new FileRelation(folder["p3.parquet"], "parquet") });

        var error = Assert.Throws<ConnectorException>(() => connection.Describe(new FileRelation(folder["p*.parquet"], "parquet")));
        Assert.Equal(ConnectorStatus.InvalidData, error.Status);
    }

    [Fact]
    public void A_Parquet_file_can_be_read_by_others()
    {
        using var folder = new TempFolder();
        using var database = Duck.Open();
        using var connection = database.OpenConnection();
        using var source = database.OpenConnection();
        source.Copy("SELECT '170141183460469231731687303715884105727'::HUGEINT AS h, 'x' AS s", connection, Duck.Into("") with { Target = new FileRelation(folder["a.parquet"], "parquet") });

        Assert.Equal(["170141183460469231731687303715884105727|x"], connection.Texts($"SELECT * FROM read_parquet('{folder["a.parquet"]}')"));
    }
}
