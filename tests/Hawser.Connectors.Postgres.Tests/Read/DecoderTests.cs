using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Tests.Session;
using Hawser.Connectors.Postgres.Types;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests.Read;

/// <summary>Values of every type as the server sends them, judged by the text that the server itself writes.</summary>
public sealed class DecoderTests
{
    /// <summary>Types whose Arrow text is the server's.</summary>
    public static TheoryData<string, string> AsTheServerWrites { get; } = new()
    {
        { "smallint", "-32768|32767|0" },
        { "integer", "-2147483648|2147483647|0|42" },
        { "bigint", "-9223372036854775808|9223372036854775807|0" },
        { "oid", "0|4294967295" },
        { "text", "|a|häwser ⚓ 船|'quoted'|tab\tand\nline" },
        { "character varying(9)", "|ab  |häwser" },
        { "character(5)", "ab|häwse|" },
        { "name", "|pg_class" },
        { "xml", "<a b=\"1\">ü</a>" },
        { "json", "{\"a\" :  [1, 2.50, null], \"a\": \"ü\"}|null" },
        { "jsonb", "{\"b\": 1, \"a\": [true, null, \"ü\"]}|1.50" },
        { "uuid", "00000000-0000-0000-0000-000000000000|a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11" },
        { "numeric(10,2)", "0|0.01|-0.01|1.5|99999999.99|-99999999.99|10000|12345678.9|5000.5" },
        { "numeric(38,0)", "99999999999999999999999999999999999999|-99999999999999999999999999999999999999|10000000000000000000000000000000000000|1" },
        { "numeric(38,38)", "0.99999999999999999999999999999999999999|-0.00000000000000000000000000000000000001|0" },
        { "numeric(19,4)", "922337203685477.5807|-922337203685477.5808|999999999999999.9999" },
        { "numeric(20,0)", "99999999999999999999|18446744073709551616" },
        { "numeric(76,38)", "99999999999999999999999999999999999999.99999999999999999999999999999999999999|-1.5|0.00000000000000000000000000000000000001|34028236692093846346337460743176821145" },
        { "numeric(76,0)", "9999999999999999999999999999999999999999999999999999999999999999999999999999|-1" },
        { "numeric(3,-2)", "12300|-99900|0|100" },
        { "numeric(3,5)", "0.00123|-0.00999" },
        { "numeric", "0|0.0|0.000|-0.00012300|1e100|-1.5e-50|12345678901234567890.123456789|NaN|Infinity|-Infinity|10000|1000.0001|0.0001000" },
        { "numeric(80,10)", "1.5|-12345678901234567890123456789012345678901234567890123456789012345678.0000000001" },
        { "time with time zone", "04:05:06.789+02|24:00:00-15:59|00:00:00+05:30|12:00:00-00:00:01|23:59:59.000001+15:59:59" },
        { "inet", "1.2.3.4|10.0.0.0/8|0.0.0.0/0|::1|::|::ffff:1.2.3.4|::1.2.3.4|2001:db8::8a2e:370:7334/64|1:0:0:2:0:0:0:3|1:2:3:4:5:6:7:0|fe80::/10|0:1::|1:2:3:4:5:6:0:0" },
        { "cidr", "10.0.0.0/8|1.2.3.4/32|2001:db8::/32|::/0|::ffff:0:0/96" },
        { "macaddr", "08:00:2b:01:02:03" },
        { "macaddr8", "08:00:2b:ff:fe:01:02:03" },
        { "bit(10)", "1010101010|0000000000" },
        { "bit varying", "|1|11111111|000000001" },
        { "point", "(0,0)|(-1.5,2.25)|(1e15,1e-5)|(123456789012345,0.0001)|(Infinity,NaN)" },
        { "line", "{1,-1,0}" },
        { "lseg", "[(0,0),(1.5,2)]" },
        { "box", "(3,4),(1,2)" },
        { "path", "((0,0),(1,1),(2,0))|[(0,0),(1,1)]" },
        { "polygon", "((0,0),(1,1),(2,0))" },
        { "circle", "<(1.5,-2),3>" },
        { "tsvector", "|'a':1A,2B 'it''s':3C 'back\\\\slash':4|fat cat|'sp ace'" },
        { "jsonpath", "$.\"a\"[*]?(@ > 1)" },
        { "pg_lsn", "0/0|16/B374D848|FFFFFFFF/FFFFFFFF" },
        { "int4range", "empty|[1,5)|(,)|[3,)|(,7)" },
        { "int8range", "[-9223372036854775808,9223372036854775807)" },
        { "numrange", "[1.50,2.5]|(NaN,NaN]|(,1]|[-1e30,Infinity]" },
        { "tsrange", "[2020-01-01 00:00:00,2021-06-30 12:34:56.789)|(-infinity,infinity)|[4713-01-01 00:00:00 BC,0044-03-15 00:00:00 BC]" },
        { "tstzrange", "[2020-01-01 00:00:00+00,2021-06-30 12:34:56.789+00)|(,)" },
        { "daterange", "[2020-01-01,2020-02-01)|[-infinity,infinity)|[4713-01-01 BC,0001-01-01 BC)|[12345-01-01,)" },
        { "int4multirange", "{}|{[1,5),[7,)}" },
        { "nummultirange", "{[1.5,2],(3,4)}" },
        { "tsmultirange", "{[2020-01-01 00:00:00,2020-01-02 00:00:00)}" },
    };

    [Theory]
    [MemberData(nameof(AsTheServerWrites))]
    public async Task A_value_is_what_the_server_writes(string type, string values)
    {
        if (type.Contains("multirange", StringComparison.Ordinal) || (type.StartsWith("num", StringComparison.Ordinal) && values.Contains("Infinity", StringComparison.Ordinal)))
        {
            Server.Needs(14, "multirange or infinite numeric");
        }

        if (type == "jsonpath")
        {
            Server.Needs(12, type);
        }

        if (type is "numeric(3,-2)" or "numeric(3,5)")
        {
            Server.Needs(15, "scale beyond the precision");
        }

        await using CopySession session = await TestSessions.OpenAsync();
        PgType native = PgTypeText.Parse(type);
        string literals = string.Join(", ", values.Split('|').Select((value, i) => $"({i}, '{value.Replace("'", "''", StringComparison.Ordinal)}'::{native.Name})"));
        List<string?[]> rows = await CopyText.RowsAsync(
            session,
            $"SELECT v, CASE WHEN v IS NULL THEN NULL ELSE format('%s', v) END FROM (SELECT * FROM (VALUES {literals}) AS t(i, v) UNION ALL SELECT 1000, NULL) AS u ORDER BY i",
            [CopyText.Column("v", native), CopyText.Column("t", "text")]);
        Assert.Equal(values.Split('|').Length + 1, rows.Count);
        Assert.Null(rows[^1][0]);
        Assert.All(rows, row => Assert.Equal(row[1], row[0]));
    }

    [Theory]
    [InlineData("boolean", "true", "true")]
    [InlineData("boolean", "false", "false")]
    [InlineData("real", "NaN", "NaN")]
    [InlineData("real", "-Infinity", "-Infinity")]
    [InlineData("real", "1.17549435e-38", "1.1754944E-38")]
    [InlineData("double precision", "1e308", "1E+308")]
    [InlineData("double precision", "-0", "-0")]
    [InlineData("bytea", "\\x00ff10", "00ff10")]
    [InlineData("date", "2024-02-29", "2024-02-29")]
    [InlineData("date", "0001-12-31 BC", "0000-12-31")]
    [InlineData("date", "4714-11-24 BC", "-4713-11-24")]
    [InlineData("date", "5874897-12-31", "+5874897-12-31")]
    [InlineData("timestamp", "2024-02-29 23:59:59.999999", "2024-02-29T23:59:59.999999")]
    [InlineData("timestamp", "1969-12-31 23:59:59.5", "1969-12-31T23:59:59.500000")]
    [InlineData("timestamp", "4714-11-24 00:00:00 BC", "-4713-11-24T00:00:00.000000")]
    [InlineData("timestamp with time zone", "2024-02-29 23:00:00+02", "2024-02-29T21:00:00.000000Z")]
    [InlineData("time", "00:00:00", "00:00:00.000000")]
    [InlineData("time", "23:59:59.999999", "23:59:59.999999")]
    [InlineData("interval", "1 year 2 months -3 days 04:05:06.789", "P14M-3DT14706.789S")]
    [InlineData("interval", "-00:00:00.000001", "PT-0.000001S")]
    [InlineData("numeric(12,2)[]", "{1.5,NULL,-2}", "[1.50,null,-2.00]")]
    [InlineData("integer[]", "{}", "[]")]
    [InlineData("text[]", "{\"a b\",NULL,\"\"}", "[\"a b\",null,\"\"]")]
    [InlineData("int4range[]", "{\"[1,3)\",empty}", "[\"[1,3)\",\"empty\"]")]
    public async Task A_value_becomes_what_Arrow_calls_it(string type, string literal, string expected)
    {
        await using CopySession session = await TestSessions.OpenAsync();
        PgType native = PgTypeText.Parse(type);
        string? value = await CopyText.ValueAsync(session, $"'{literal}'::{native.Name}", native);
        Assert.Equal(expected, value);
    }

    [Fact]
    public async Task Money_is_its_digits()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        PgType money = PgTypeText.Parse("money");
        Assert.Equal("-12.34", await CopyText.ValueAsync(session, "(-12.34)::numeric::money", money));
        Assert.Equal("92233720368547758.07", await CopyText.ValueAsync(session, "92233720368547758.07::numeric::money", money));
    }

    [Fact]
    public async Task Ranges_of_every_scalar_type_are_what_the_server_writes()
    {
        Server.Needs(12, "numbers in as many digits as tell them apart");
        await using CopySession session = await TestSessions.OpenAsync();
        await session.ExecuteAsync(
            """
            CREATE TYPE pg_temp.textrange AS RANGE (subtype = text);
            CREATE TYPE pg_temp.floatrange AS RANGE (subtype = float8);
            CREATE TYPE pg_temp.inetrange AS RANGE (subtype = inet);
            CREATE TYPE pg_temp.intervalrange AS RANGE (subtype = interval);
            CREATE TYPE pg_temp.uuidrange AS RANGE (subtype = uuid);
            CREATE TYPE pg_temp.bytearange AS RANGE (subtype = bytea);
            CREATE TYPE pg_temp.boolrange AS RANGE (subtype = bool);
            CREATE TYPE pg_temp.timerange AS RANGE (subtype = time);
            """,
            "making types",
            CancellationToken.None);
        (string Range, string Bound, string Value)[] cases =
        [
            ("textrange", "text", """["","a ""quoted"" \\ (one), two"]"""),
            ("textrange", "text", "[a,b)"),
            ("floatrange", "float8", "[-1e-05,1e+15)"),
            ("floatrange", "float8", "[0.0001,123456789012345)"),
            ("floatrange", "float8", "[0.1,Infinity)"),
            ("floatrange", "float8", "[5e-324,1.7976931348623157e308)"),
            ("inetrange", "inet", "[10.0.0.1,10.0.0.9]"),
            ("intervalrange", "interval", "[-1 year -2 mons +3 days -04:05:06.7,1 mon 1 day 00:00:00.5]"),
            ("intervalrange", "interval", "[0,2 years]"),
            ("uuidrange", "uuid", "[a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11,)"),
            ("bytearange", "bytea", """["\\x00ff",)"""),
            ("boolrange", "bool", "[f,t]"),
            ("timerange", "time", "[00:00:00.1,24:00:00]"),
        ];
        foreach ((string range, string bound, string value) in cases)
        {
            var type = new PgType(0, range, range, PgTypeKind.Range) { Element = PgTypeText.Parse(bound) };
            string?[] row = Assert.Single(await CopyText.RowsAsync(
                session, $"SELECT v, v::text FROM (SELECT '{value}'::pg_temp.{range} AS v) AS t", [CopyText.Column("v", type), CopyText.Column("t", "text")]));
            Assert.Equal(row[1], row[0]);
        }
    }

    [Fact]
    public async Task Enums_composites_and_domains_become_dictionaries_structs_and_their_base()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await session.ExecuteAsync(
            """
            CREATE TYPE pg_temp.mood AS ENUM ('sad', 'ok', 'häppy');
            CREATE DOMAIN pg_temp.positive AS integer CHECK (VALUE > 0);
            CREATE TYPE pg_temp.pair AS (n pg_temp.positive, m pg_temp.mood, s text);
            """,
            "making types",
            CancellationToken.None);
        var mood = new PgType(0, "mood", "mood", PgTypeKind.Enum) { Labels = ["sad", "ok", "häppy"] };
        var positive = new PgType(0, "positive", "positive", PgTypeKind.Domain) { Element = PgTypeText.Parse("integer") };
        var pair = new PgType(0, "pair", "pair", PgTypeKind.Composite) { Fields = [new("n", positive), new("m", mood), new("s", PgTypeText.Parse("text"))] };
        var moods = new PgType(0, "_mood", "mood[]", PgTypeKind.Array) { Element = mood };
        List<string?[]> rows = await CopyText.RowsAsync(
            session,
            """
            SELECT 'häppy'::pg_temp.mood, 7::pg_temp.positive, ROW(1, 'ok', NULL)::pg_temp.pair, ARRAY['sad', 'sad', NULL, 'ok']::pg_temp.mood[]
            UNION ALL SELECT NULL, NULL, NULL, NULL
            """,
            [CopyText.Column("e", mood), CopyText.Column("d", positive), CopyText.Column("c", pair), CopyText.Column("a", moods)]);
        Assert.Equal<string?>(["häppy", "7", """{"n":1,"m":"ok","s":null}""", """["sad","sad",null,"ok"]"""], rows[0].AsEnumerable());
        Assert.All(rows[1], Assert.Null);
    }

    [Fact]
    public async Task A_type_that_is_not_known_is_the_servers_own_bytes()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        var unknown = new PgType(0, "txid_snapshot", "txid_snapshot", PgTypeKind.Unknown);
        Assert.Equal("00000000000000000000000a0000000000000014", await CopyText.ValueAsync(session, "'10:20:'::txid_snapshot", unknown));
    }

    [Theory]
    [InlineData("hstore", "hstore", "a=>1, \"b \\\"q\\\"\"=>NULL, \"\"=>\"x\\\\y\"")]
    [InlineData("ltree", "ltree", "Top.Science.Astronomy")]
    [InlineData("citext", "citext", "HäWser")]
    public async Task Types_of_extensions_are_read_as_the_server_writes_them(string extension, string type, string value)
    {
        if (type == "ltree")
        {
            Server.Needs(13, "binary form of ltree");
        }

        await using CopySession session = await TestSessions.OpenAsync();
        List<string?[]> available = await CopyText.RowsAsync(session, $"SELECT name::text FROM pg_available_extensions WHERE name = '{extension}'", [CopyText.Column("n", "text")]);
        Assert.SkipWhen(available.Count == 0 && !PostgresServer.IsRequired, $"the server has no extension {extension}");
        await session.ExecuteAsync($"CREATE EXTENSION IF NOT EXISTS {extension}", "making an extension", CancellationToken.None);
        string?[] row = Assert.Single(await CopyText.RowsAsync(
            session, $"SELECT v, v::text FROM (SELECT '{value}'::{type} AS v) AS t", [CopyText.Column("v", type), CopyText.Column("t", "text")]));
        Assert.Equal(row[1], row[0]);
    }
}
