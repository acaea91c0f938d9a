using System.Text;
using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Tests;

/// <summary>The C data interface judged by libduckdb: it imports the streams that we export and exports its own, which we import. It imports no dense unions.</summary>
public sealed class CDataTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public static TheoryData<string> Names { get; } = new(Columns().Select(c => c.Type.ToString()).Distinct());

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_go_to_duckdb_and_come_back(string name)
    {
        (ArrowType type, string?[] values) = Columns().First(c => c.Type.ToString() == name);
        var schema = new Schema([new Field("n", ArrowType.Int64), new Field("v", type)]);
        using var door = new ArrowDoor();
        using (RecordBatch whole = Batch(schema, values))
        {
            // The second batch is a slice, so that offsets are tried too.
            door.Import(new Batches(schema, whole.Retain(), whole.Slice(1, whole.RowCount - 1)), "t");
        }

        string[] expected = [.. values.Concat(values.Skip(1)).Select(v => v ?? "null")];
        Assert.Equal(expected, Texts(door, "SELECT v FROM t ORDER BY rowid"));
    }

    [Fact]
    public void An_error_in_our_stream_reaches_duckdb()
    {
        var schema = new Schema([new Field("v", ArrowType.Int32)]);
        using var door = new ArrowDoor();
        Exception error = Assert.ThrowsAny<Exception>(() => door.Import(new Broken(schema), "t"));
        Assert.Contains("the hawser parted", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Duckdb_exports_nested_rows_in_many_batches_that_outlive_their_query()
    {
        IReadOnlyList<RecordBatch> batches;
        using (var door = new ArrowDoor())
        {
            batches = door.Query("SELECT i AS n, CASE WHEN i % 7 = 0 THEN NULL ELSE {'a': i, 'b': [i::VARCHAR, NULL], 'c': MAP {i: 'x'}} END AS v FROM range(10000) r(i)");
        }

        long rows = 0;
        var formatter = new ValueFormatter(batches[0].Schema[1]);
        foreach (RecordBatch batch in batches)
        {
            for (int i = 0; i < batch.RowCount; i++, rows++)
            {
                string expected = rows % 7 == 0 ? "null" : $"{{\"a\":{rows},\"b\":[\"{rows}\",null],\"c\":[{{\"key\":{rows},\"value\":\"x\"}}]}}";
                Assert.Equal(expected, formatter.Format(batch[1], i));
            }

            batch.Dispose();
        }

        Assert.True(batches.Count > 1);
        Assert.Equal(10_000, rows);
    }

    private static IEnumerable<(ArrowType Type, string?[] Values)> Columns()
    {
        yield return (ArrowType.Boolean, ["true", null, "false", "true"]);
        yield return (ArrowType.Int8, ["-128", null, "127"]);
        yield return (ArrowType.Int16, ["-32768", null, "32767"]);
        yield return (ArrowType.Int32, ["-2147483648", null, "2147483647"]);
        yield return (ArrowType.Int64, ["-9223372036854775808", null, "9223372036854775807"]);
        yield return (ArrowType.UInt8, ["0", null, "255"]);
        yield return (ArrowType.UInt16, ["0", null, "65535"]);
        yield return (ArrowType.UInt32, ["0", null, "4294967295"]);
        yield return (ArrowType.UInt64, ["0", null, "18446744073709551615"]);
        yield return (ArrowType.Float32, ["-0", null, "3.4028235E+38", "NaN", "-Infinity"]);
        yield return (ArrowType.Float64, ["-0", null, "5E-324", "NaN", "Infinity"]);
        yield return (DecimalType.Decimal128(38, 10), ["-1234567890123456789012345678.0123456789", null, "0.0000000001"]);
        yield return (DecimalType.Decimal128(4, 1), ["-999.9", null, "0.0"]);
        yield return (ArrowType.Utf8, ["", null, "日本語", "a text that is longer than twelve bytes"]);
        yield return (ArrowType.LargeUtf8, ["", null, "日本語", "a text that is longer than twelve bytes"]);
        yield return (ArrowType.Binary, ["", null, "00ff", "000102030405060708090a0b0c0d0e0f10"]);
        yield return (ArrowType.LargeBinary, ["", null, "00ff"]);
        yield return (new FixedSizeBinaryType(3), ["000102", null, "ffffff"]);
        yield return (ArrowType.Date32, ["1582-10-04", null, "+10000-01-01", "-0044-03-15"]);
        yield return (new TimeType(TimeUnit.Microsecond), ["00:00:00.000000", null, "24:00:00.000000", "23:59:59.999999"]);
        yield return (new TimestampType(TimeUnit.Second), ["1582-10-04T01:02:03", null, "+10000-01-01T00:00:00"]);
        yield return (new TimestampType(TimeUnit.Millisecond), ["1582-10-04T01:02:03.004", null, "1969-12-31T23:59:59.999"]);
        yield return (new TimestampType(TimeUnit.Microsecond), ["1582-10-04T01:02:03.000004", null, "+10000-01-01T00:00:00.000000"]);
        yield return (new TimestampType(TimeUnit.Nanosecond), ["1969-12-31T23:59:59.999999999", null, "2262-04-11T23:47:16.854775806"]);
        yield return (new TimestampType(TimeUnit.Microsecond, "UTC"), ["1969-12-31T23:59:59.999999Z", null, "2024-05-06T07:08:09.000000Z"]);
        yield return (ArrowType.IntervalMonthDayNano, ["P1M-2DT3.5S", null, "PT0S"]);
        yield return (new ListType(ArrowType.Int32), ["[]", null, "[1,null,3]", "[4]"]);
        yield return (new ListType(new ListType(ArrowType.Utf8)), ["[[]]", null, "[null,[\"a\",null]]"]);
        yield return (new FixedSizeListType(new Field("item", ArrowType.Int16), 3), ["[1,null,3]", null, "[4,5,6]"]);
        yield return (new StructType(new Field("a", ArrowType.Int64), new Field("b", ArrowType.Boolean)), ["{\"a\":1,\"b\":null}", null, "{\"a\":null,\"b\":true}", "{\"a\":-1,\"b\":false}"]);
        yield return (new StructType(new Field("s", new StructType(new Field("x", ArrowType.Float64))), new Field("l", new ListType(ArrowType.Boolean))), ["{\"s\":{\"x\":0.5},\"l\":[true]}", null, "{\"s\":null,\"l\":null}"]);
        yield return (new MapType(new Field("key", ArrowType.Utf8, isNullable: false), new Field("value", ArrowType.Int32)), ["[{\"key\":\"a\",\"value\":1},{\"key\":\"b\",\"value\":null}]", null, "[]"]);
        yield return (UnionType.Sparse([new Field("i", ArrowType.Int32), new Field("s", ArrowType.Utf8)]), ["{\"i\":7}", "{\"s\":\"x\"}", "{\"s\":\"\"}", "{\"i\":-1}"]);
        yield return (new DictionaryType(ArrowType.Int8, ArrowType.Utf8), ["a", null, "b", "a"]);

        // No null inside: in a list that is sliced, DuckDB 1.5 reads a dictionary's nulls without the slice's offset.
        yield return (new ListType(new DictionaryType(ArrowType.Int16, ArrowType.Utf8)), ["[\"a\",\"b\"]", null, "[\"b\"]"]);
    }

    private static string[] Texts(ArrowDoor door, string sql)
    {
        var texts = new List<string>();
        foreach (RecordBatch batch in door.Query(sql))
        {
            var formatter = new ValueFormatter(batch.Schema[0]);
            texts.AddRange(Enumerable.Range(0, batch.RowCount).Select(row => formatter.Format(batch[0], row)));
            batch.Dispose();
        }

        return [.. texts];
    }

    private RecordBatch Batch(Schema schema, string?[] values)
    {
        using var builder = new RecordBatchBuilder(schema, _allocator);
        var parser = new ValueParser(schema[1]);
        for (int i = 0; i < values.Length; i++)
        {
            ((FixedWidthBuilder<long>)builder[0]).Append(i);
            if (values[i] is { } text)
            {
                parser.Append(Encoding.UTF8.GetBytes(text), builder[1]);
            }
            else
            {
                builder[1].AppendNull();
            }
        }

        return builder.Finish();
    }

    private sealed class Batches(Schema schema, params RecordBatch[] batches) : RecordBatchReader
    {
        private int _next;

        public override Schema Schema => schema;

        protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => _next < batches.Length ? batches[_next++] : null;

        protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

        protected override ValueTask DisposeCoreAsync()
        {
            for (; _next < batches.Length; _next++)
            {
                batches[_next].Dispose();
            }

            return ValueTask.CompletedTask;
        }
    }

    private sealed class Broken(Schema schema) : RecordBatchReader
    {
        public override Schema Schema => schema;

        protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => throw new ArrowException("the hawser parted");

        protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;
    }
}
