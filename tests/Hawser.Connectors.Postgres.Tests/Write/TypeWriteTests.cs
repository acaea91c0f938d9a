using Hawser.Arrow;
using Hawser.Connectors.Postgres.Tests.Support;

namespace Hawser.Connectors.Postgres.Tests.Write;

public sealed class TypeWriteTests
{
    private const string Types = """
        CREATE EXTENSION citext; CREATE EXTENSION hstore; CREATE EXTENSION ltree;
        CREATE TYPE mood AS ENUM ('sad', 'ok', 'très "gai"'); CREATE DOMAIN percent AS numeric(5,2) CHECK (VALUE >= 0); CREATE TYPE pair AS (a int, b text, m mood);
        CREATE TABLE zoo (id int PRIMARY KEY, b bool, i2 smallint, i4 int, i8 bigint, f4 real, f8 double precision, n numeric, n2 numeric(10,2), n38 numeric(38,10), n50 numeric(50,5), n90 numeric(90,3),
            t text, v varchar(10), c char(5), nm name, ci citext, by bytea, d date, ts timestamp, ts3 timestamp(3), tz timestamptz, tm time, ttz timetz, iv interval, u uuid, j json, jb jsonb, x xml,
            o oid, m money, ip inet, cn cidr, mac macaddr, mac8 macaddr8, bt bit(3), vb bit varying, p point, ln line, bx box, pt path, pg polygon, ci2 circle, tv tsvector, hs hstore, lt ltree, e mood,
            dm percent, cp pair, ia int[], ta text[], na numeric[], ea mood[], ipa inet[], r int4range, nr numrange, tr tstzrange, mr nummultirange, l8 pg_lsn, jp jsonpath);
        INSERT INTO zoo VALUES (1, true, -32768, -2147483648, 9223372036854775807, 1.5, 'NaN', 'NaN', 12.34, 1234567890123456789012345678.0123456789, 1e40, 1e80,
            'ünï €𐍈', 'v', 'c', 'n', 'Ci', '\x00ff', '0044-03-15 BC', '2024-02-29 12:34:56.789', '2024-02-29 12:34:56.789', '2024-02-29 12:00:00+02', '23:59:59.999999', '12:00:00+02',
            '1 mon 2 days 00:00:03.000001', '01234567-89ab-cdef-8123-456789abcdef', '{"a":  1}', '{"a":  1}', '<a/>',
            4294967295, 12.5, '10.0.0.1/8', '10.0.0.0/8', '08:00:2b:01:02:03', '08:00:2b:01:02:03:04:05', B'101', B'1', '(1,2)', '{1,2,3}', '(3,4),(1,2)', '((1,2),(3,4))', '((1,2),(3,4))', '<(1,2),3>',
            'a:1 b', 'a=>1, b=>NULL', 'x.y', 'très "gai"', 99.5, (1, 'x "y"', 'ok'), '{1,NULL}', '{"a,b",""}', '{1.50,0.0001}', '{ok,sad}', '{10.0.0.1}', '[1,5)', '(,1.5]', '[2024-01-01 00:00+00,)',
            '{[1,2),[3,4)}', '1/2', '$.a[*]');
        INSERT INTO zoo (id) VALUES (2);
        INSERT INTO zoo (id, b, i2, i4, i8, f4, f8, n, n2, n38, n50, n90, t, v, c, nm, ci, by, d, ts, tz, tm, iv, ia, ta, tv, hs, r, mr, cp)
            VALUES (3, false, 32767, 2147483647, -9223372036854775808, '-Infinity', '-0', '-Infinity', -99999999.99, -0.0000000001, -99999.99999, -0.001, '', '', '', '', '', '', '4714-11-24 BC', '4714-11-24 BC', '0001-01-01',
                    '00:00', '-1 year -2 days -00:00:03', '{}', '{}', '', '', 'empty', '{}', (NULL, '', NULL));
        INSERT INTO zoo (id, n, n2, n38, n50, t, d, ts, iv) VALUES (4, 0.00010000, 0, 10000, 12345678901234567890123456789012345678901234.5, repeat('x', 100000), '9999-12-31', '9999-12-31 23:59:59.999999', '178000000 years');
        INSERT INTO zoo (id, n, n38, iv) VALUES (5, 123456789012345678901234567890.000, 0.1, '-00:00:00.000001'), (6, 1e131071, 9999999999999999999999999999.9999999999, '2147483647 days'), (7, 10000.00010, 100000000, '0');
        """;

    private const string OnlyEncoded = """
        INSERT INTO zoo (id, n2, d, ts, tz, tm, ia, ea, cp) VALUES (10, 'NaN', 'infinity', '-infinity', 'infinity', '24:00', '[0:1][2:3]={{1,2},{3,NULL}}', '{{ok,NULL}}', (1, 'b', 'sad'));
        INSERT INTO zoo (id, ts, d) VALUES (11, '294276-12-31 23:59:59.999999', '5874897-12-31');
        """;

    private static string KnownTypes => Server.Known(Types, (14, "mr nummultirange", "mr text"), (14, "'-Infinity', -99999999.99", "'NaN', -99999999.99"), (12, "jp jsonpath", "jp text"));

    [Fact]
    public void Every_type_that_is_read_is_written_back_the_same()
    {
        using var test = new TestDatabase(KnownTypes + "CREATE TABLE back (LIKE zoo)");
        Assert.Equal(new LoadResult(7, 0), test.Copy("zoo", "back", isEncoded: false) with { Messages = [] });
        Assert.Equal(test.Rows("zoo"), test.Rows("back"));
    }

    [Fact]
    public void Every_type_that_is_read_encoded_is_written_back_the_same()
    {
        using var test = new TestDatabase(KnownTypes + OnlyEncoded + "CREATE TABLE back (LIKE zoo)");
        Assert.Equal(9, test.Copy("zoo", "back", isEncoded: true).RowsWritten);
        Assert.Equal(test.Rows("zoo"), test.Rows("back"));
    }

    [Fact]
    public void The_servers_own_bytes_of_users_types_find_their_types_in_another_database()
    {
        const string Own = "CREATE TYPE mood AS ENUM ('sad', 'ok'); CREATE TYPE pair AS (a int, m mood[]); CREATE TABLE t (id int, ms mood[], p pair, ps pair[]);";
        using var from = new TestDatabase(Own + "INSERT INTO t VALUES (1, '{sad,NULL,ok}', (1, '{ok}'), ARRAY[(2, '{sad}')::pair, NULL, (NULL, NULL)::pair]), (2, NULL, (NULL, NULL), '{}')");
        using var to = new TestDatabase("CREATE TYPE unlike AS ENUM ('x'); CREATE TYPE another AS (x int);" + Own);
        var options = new ReadOptions { Allocator = from.Memory, EncodedColumns = new HashSet<string> { "id", "ms", "p", "ps" } };
        using (RecordBatchReader reader = from.Connection.Read(new ScanRequest(new TableName("t")) { ReadOptions = options }))
        using (RecordBatch batch = reader.ReadNext()!)
        {
            to.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append), batch);
        }

        Assert.Equal(from.Rows("t"), to.Rows("t"));
    }

    [Fact]
    public void Bytes_of_another_type_are_refused()
    {
        using var test = new TestDatabase("CREATE TABLE t (a timestamp, n numeric(10,4)); CREATE TABLE u (a bigint, n numeric(10,4)); CREATE TABLE v (a timestamp, n numeric(10,2)); INSERT INTO t VALUES ('2024-01-01', 1.2345)");
        Assert.Contains("\"a\" of type bigint", Assert.Throws<ConnectorException>(() => test.Copy("t", "u", isEncoded: true)).Message, StringComparison.Ordinal);
        Assert.Contains("\"n\" of type numeric(10,2)", Assert.Throws<ConnectorException>(() => test.Copy("t", "v", isEncoded: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_any_digits_and_scale_are_kept_exactly()
    {
        using var test = new TestDatabase();
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        foreach ((int precision, int scale) in new[] { (1, 0), (5, 2), (9, 9), (18, 1), (19, 3), (20, 0), (38, 0), (38, 37), (38, 17), (39, 2), (76, 0), (76, 33), (76, 75) })
        {
            string[] texts = [.. Enumerable.Range(0, 60).Select(i => Number(random, precision, scale, i))];
            using RecordBatch batch = test.Batch($"id: l\nd: d:{precision},{scale}{(precision > 38 ? ",256" : "")}\nt: u", texts.Select((text, i) => $"[{i}, \"{text}\", \"{text}\"]"));
            test.Psql($"DROP TABLE IF EXISTS t; CREATE TABLE t (id int, d numeric({precision},{scale}), t numeric, x numeric({precision},{scale}))");
            using RecordBatch twice = new(new Schema([.. batch.Schema.Fields, new Field("x", ArrowType.Utf8)]), batch.RowCount, [batch[0].Retain(), batch[1].Retain(), batch[2].Retain(), batch[2].Retain()]);
            test.Load(new LoadRequest(new TableName("t"), twice.Schema, LoadMode.Append), twice);
            Assert.Equal(texts.Select((text, i) => $"{i}|{text}|{text}|{text}"), test.Rows("t"));
        }
    }

    [Fact]
    public void Numbers_with_exponents_and_long_ones_are_read_as_the_server_reads_them()
    {
        using var test = new TestDatabase("CREATE TABLE t (id int, n numeric)");
        string[] infinities = Server.Get().Major >= 14 ? ["Infinity", "-Infinity"] : [];
        string[] texts = ["1e10", "1.5E-7", "-0.00", "+7", ".5", "5.", "1e131071", "1e-16383", "000123.4500", "12345e-2", "-9999.9999e4", "NaN", .. infinities, "0e5", $"{new string('9', 5000)}.{new string('1', 5000)}"];
        using RecordBatch batch = test.Batch("id: i\nn: u", texts.Select((text, i) => $"[{i}, \"{text}\"]"));
        test.Load(new LoadRequest(new TableName("t"), batch.Schema, LoadMode.Append), batch);
        Assert.Empty(test.Psql($"SELECT t.id, t.n, e.v FROM t JOIN unnest(ARRAY[{string.Join(", ", texts.Select(text => $"'{text}'"))}]) WITH ORDINALITY e (v, i) ON e.i = t.id + 1 WHERE t.n::text <> e.v::numeric::text"));
        foreach (string bad in new[] { "", "-", ".", "1.2.3", "1e", "12x", " 1", "0x1", "1e999999999999", "1e131072", "1e-16384" })
        {
            var error = Assert.Throws<ConnectorException>(() => test.Load("t", LoadMode.Append, "id: i\nn: u", $"[1, \"{bad}\"]"));
            Assert.Contains("column \"n\", row 0", error.Message, StringComparison.Ordinal);
        }
    }

    private static string Number(Random random, int precision, int scale, int row)
    {
        int digits = row == 0 ? precision : random.Next(1, precision + 1);
        string number = new([.. Enumerable.Range(0, digits).Select(i => (char)('0' + (row == 0 ? 9 : random.Next(3) == 0 ? 0 : random.Next(10))))]);
        number = number.PadLeft(scale + 1, '0');
        string whole = number[..^scale].TrimStart('0');
        string text = (whole.Length == 0 ? "0" : whole) + (scale > 0 ? "." + number[^scale..] : "");
        return random.Next(2) == 0 && text.AsSpan().ContainsAnyInRange('1', '9') ? "-" + text : text;
    }
}
