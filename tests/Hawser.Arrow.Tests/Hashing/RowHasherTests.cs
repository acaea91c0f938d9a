namespace Hawser.Arrow.Tests.Hashing;

public sealed class RowHasherTests : IDisposable
{
    private readonly ArrowAllocator _allocator = new();

    public void Dispose()
    {
        Assert.Equal(0, _allocator.AllocatedBytes);
        _allocator.Dispose();
    }

    [Theory]
    [MemberData(nameof(TypeZoo.Cases), MemberType = typeof(TypeZoo))]
    public void Two_implementations_agree_on_every_type(int index, string name)
    {
        var schema = new Schema([new Field("k", ArrowType.Int32), new Field(name, TypeZoo.All[index])]);
        using RecordBatch whole = RandomRows.MakeBatch(schema, 1200, 17 + index, _allocator);
        using RecordBatch batch = whole.Slice(13, 1100);
        var hashes = new UInt128[batch.RowCount];
        var hasher = new RowHasher(schema, new RowHashOptions { KeyColumns = [0] });
        hasher.RowHashes(batch, hashes);
        hasher.Add(batch);
        ArrowArray[] columns = batch.Columns.ToArray();
        UInt128 rowSum = 0, columnSum = 0;
        for (int row = 0; row < batch.RowCount; row++)
        {
            Assert.Equal(ReferenceHash.Row(columns, row), hashes[row]);
            rowSum = unchecked(rowSum + hashes[row]);
            columnSum = unchecked(columnSum + ReferenceHash.ColumnTerm(columns, 1, [0], row));
        }

        Assert.Equal(rowSum, hasher.Sums.RowSum);
        Assert.Equal(columnSum, hasher.Sums.ColumnSums[1]);
        Assert.Equal(1100, hasher.Sums.RowCount);
    }

    [Fact]
    public void Sums_do_not_depend_on_batches_or_the_order_of_rows()
    {
        var schema = new Schema(TypeZoo.All.Select((t, i) => new Field($"c{i}", t)));
        using RecordBatch batch = RandomRows.MakeBatch(schema, 3000, 3, _allocator);
        var options = new RowHashOptions { KeyColumns = [5, 16], BucketCount = 16 };
        var whole = new RowHasher(schema, options);
        whole.Add(batch);
        var parts = new RowHasher(schema, options);
        RowHashSums? added = null;
        foreach ((int start, int count) in new[] { (2000, 1000), (0, 1), (1, 1500), (1501, 499) })
        {
            using RecordBatch slice = batch.Slice(start, count);
            parts.Add(slice);
            var alone = new RowHasher(schema, options);
            alone.Add(slice);
            added = added?.Plus(alone.Sums) ?? alone.Sums;
        }

        Assert.Equal(whole.Sums, parts.Sums);
        Assert.Equal(whole.Sums, added);
        Assert.Equal(whole.Sums.RowSum, whole.Sums.Buckets.Aggregate(UInt128.Zero, (sum, b) => unchecked(sum + b.RowSum)));
        Assert.Equal(3000, whole.Sums.Buckets.Sum(b => b.RowCount));
    }

    [Fact]
    public void Physical_form_does_not_count()
    {
        AssertSame([
            Column(ArrowType.Int8, "5", "-3", null), Column(ArrowType.Int64, "5", "-3", null), Column(ArrowType.Int16, "5", "-3", null), Column(ArrowType.Int32, "5", "-3", null)]);
        AssertSame([Column(ArrowType.UInt8, "200"), Column(ArrowType.UInt64, "200"), Column(ArrowType.Int16, "200"), Column(ArrowType.UInt32, "200"), Column(ArrowType.UInt16, "200")]);
        AssertSame([Column(ArrowType.Float32, "0.5", "NaN", "-Infinity"), Column(ArrowType.Float64, "0.5", "NaN", "-Infinity")]);
        AssertSame([
            Column(ArrowType.Utf8, "a", "", "a text of more than sixteen bytes"), Column(ArrowType.LargeUtf8, "a", "", "a text of more than sixteen bytes"),
            Column(new DictionaryType(ArrowType.Int8, ArrowType.Utf8), "a", "", "a text of more than sixteen bytes")]);
        AssertSame([Column(ArrowType.Binary, "0aff"), Column(ArrowType.LargeBinary, "0aff"), Column(new FixedSizeBinaryType(2), "0aff"), Column(new DictionaryType(ArrowType.Int32, ArrowType.LargeBinary), "0aff")]);
        AssertSame([
            Column(DecimalType.Decimal128(10, 2), "1.50", "0.00", "-1200.00"), Column(DecimalType.Decimal128(38, 10), "1.5", "0", "-1200"),
            Column(DecimalType.Decimal256(76, 4), "1.5", "0", "-1200"), Column(DecimalType.Decimal128(20, 1), "1.5", "0", "-1200")]);
        AssertSame([
            Column(new TimestampType(TimeUnit.Second), "2024-05-06T07:08:09", "-0044-03-15T00:00:00"), Column(new TimestampType(TimeUnit.Millisecond), "2024-05-06T07:08:09", "-0044-03-15T00:00:00"),
            Column(new TimestampType(TimeUnit.Microsecond), "2024-05-06T07:08:09", "-0044-03-15T00:00:00")]);
        AssertSame([Column(new TimestampType(TimeUnit.Second, "UTC"), "2024-05-06T07:08:09Z"), Column(new TimestampType(TimeUnit.Nanosecond, "Asia/Tokyo"), "2024-05-06T07:08:09Z")]);
        AssertSame([Column(new TimeType(TimeUnit.Second), "07:08:09"), Column(new TimeType(TimeUnit.Nanosecond), "07:08:09")]);
        AssertSame([Column(new DurationType(TimeUnit.Millisecond), "-PT1M"), Column(new DurationType(TimeUnit.Microsecond), "-PT1M")]);
        AssertSame([Column(new ListType(ArrowType.Int8), "[1,null]"), Column(new FixedSizeListType(new Field("x", ArrowType.Int64), 2), "[1,null]")]);
        AssertSame([
            Column(UnionType.Sparse([new Field("a", ArrowType.Int8), new Field("b", ArrowType.Utf8)]), "{\"b\":\"x\"}"),
            Column(UnionType.Dense([new Field("c", ArrowType.Int8), new Field("b", ArrowType.LargeUtf8)], [9, 4]), "{\"b\":\"x\"}")]);
    }

    [Fact]
    public void Values_of_different_kinds_or_shapes_never_share_a_hash()
    {
        ArrowArray[] columns = [
            Column(ArrowType.Int64, "1", "0", "-1", null, "256"), Column(ArrowType.UInt64, "18446744073709551615", "2"), Column(ArrowType.Boolean, "true", "false"),
            Column(ArrowType.Float64, "1", "0", "-0", "NaN"), Column(DecimalType.Decimal128(5, 1), "1.0", "0.1", "0"), Column(ArrowType.Utf8, "", "\0", "\0\0", "1", "a", "aaaaaaaaaaaaaaaa", "aaaaaaaaaaaaaaaaa"),
            Column(ArrowType.Binary, "", "00", "31"), Column(ArrowType.Date32, "1970-01-01", "1970-01-02"), Column(new TimeType(TimeUnit.Nanosecond), "00:00:00", "00:00:00.000000001"),
            Column(new TimestampType(TimeUnit.Nanosecond), "1970-01-01T00:00:00"), Column(new TimestampType(TimeUnit.Nanosecond, "UTC"), "1970-01-01T00:00:00Z"), Column(new DurationType(TimeUnit.Nanosecond), "PT0S"),
            Column(ArrowType.IntervalMonthDayNano, "PT0S", "P1M", "P30D", "P1D"), Column(new ListType(ArrowType.Int64), "[]", "[null]", "[0]", "[0,0]", "[1,0]", "[0,1]"),
            Column(new ListType(new ListType(ArrowType.Int64)), "[[]]", "[[],[]]", "[[1],[2]]", "[[1,2]]", "[[1,2],[]]", "[[],[1,2]]"),
            Column(new StructType(), "{}"), Column(new StructType(new Field("a", ArrowType.Int64)), "{\"a\":null}", "{\"a\":0}"), Column(new StructType(new Field("a", ArrowType.Utf8), new Field("b", ArrowType.Utf8)), "{\"a\":\"x\",\"b\":\"\"}", "{\"a\":\"\",\"b\":\"x\"}"),
            Column(new StructType(new Field("s", new StructType(new Field("a", ArrowType.Int64)))), "{\"s\":{\"a\":0}}", "{\"s\":{\"a\":null}}"),
            Column(UnionType.Dense([new Field("i", ArrowType.Int64), new Field("j", ArrowType.Int64)]), "{\"i\":0}", "{\"j\":0}", "{\"i\":null}", "{\"j\":null}"),
            Column(new MapType(new Field("key", ArrowType.Int64, isNullable: false), new Field("value", ArrowType.Int64)), "[]", "[{\"key\":0,\"value\":null}]", "[{\"key\":0,\"value\":0}]"),
            Column(new ListType(new StructType(new Field("key", ArrowType.Int64), new Field("value", ArrowType.Int64))), "[{\"key\":0,\"value\":0}]"),
        ];
        var seen = new Dictionary<UInt128, string>();
        foreach (ArrowArray column in columns)
        {
            UInt128[] hashes = Hashes(column);
            for (int row = 0; row < hashes.Length; row++)
            {
                string what = $"{column.Type} {new ValueFormatter(column.Type).Format(column, row)}";
                Assert.True(seen.TryAdd(hashes[row], what), $"{what} hashes like {seen.GetValueOrDefault(hashes[row])}");
            }

            column.Dispose();
        }
    }

    [Fact]
    public void Every_kind_of_sabotage_changes_the_sums()
    {
        string[] ids = [.. Enumerable.Range(0, 2000).Select(i => $"{i}")], a = [.. Enumerable.Range(0, 2000).Select(i => $"{i % 7}")], b = [.. Enumerable.Range(0, 2000).Select(i => $"{i % 5}")];
        RowHashSums good = Sums(ids, a, b);
        string[] swapped = [.. a];
        (swapped[10], swapped[11]) = (swapped[11], swapped[10]);
        RowHashSums sums = Sums(ids, swapped, b);
        Assert.NotEqual(good.RowSum, sums.RowSum);
        Assert.Equal([1], good.DifferingColumns(sums));

        string[] shifted = [a[^1], .. a[..^1]];
        sums = Sums(ids, shifted, b);
        Assert.NotEqual(good.RowSum, sums.RowSum);
        Assert.Equal([1], good.DifferingColumns(sums));

        sums = Sums(ids, b, a);
        Assert.NotEqual(good.RowSum, sums.RowSum);
        Assert.Equal([1, 2], good.DifferingColumns(sums));

        string[] changed = [.. b];
        changed[1999] = "9";
        sums = Sums(ids, a, changed);
        Assert.NotEqual(good.RowSum, sums.RowSum);
        Assert.Equal([2], good.DifferingColumns(sums));
        Assert.Single(good.DifferingBuckets(sums));

        Assert.NotEqual(good.RowSum, Sums([.. ids[..^1], ids[0]], [.. a[..^1], a[0]], [.. b[..^1], b[0]]).RowSum);
        Assert.NotEqual(good, Sums(ids[1..], a[1..], b[1..]));
    }

    [Fact]
    public void Each_input_bit_changes_about_half_of_the_output_bits()
    {
        const int Seed = 77, Samples = 4096;
        var random = new Random(Seed);
        using var builder = new FixedWidthBuilder<long>(ArrowType.Int64, _allocator);
        for (int i = 0; i < Samples; i++)
        {
            long value = i % 2 == 0 ? i : random.NextInt64();
            builder.Append(value);
            for (int bit = 0; bit < 64; bit++)
            {
                builder.Append(value ^ (1L << bit));
            }
        }

        using ArrowArray column = builder.Finish();
        UInt128[] hashes = Hashes(column);
        int[,] flips = new int[64, 128];
        for (int i = 0; i < Samples; i++)
        {
            for (int bit = 0; bit < 64; bit++)
            {
                UInt128 changed = hashes[i * 65] ^ hashes[(i * 65) + 1 + bit];
                for (int o = 0; o < 128; o++)
                {
                    flips[bit, o] += (int)((changed >> o) & 1);
                }
            }
        }

        // Six standard deviations of a fair coin: 0.5 ± 0.047.
        foreach (int count in flips)
        {
            Assert.InRange(count / (double)Samples, 0.453, 0.547);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    public void Ten_million_related_inputs_do_not_collide_in_64_bits(int shift)
    {
        const int Batch = 250_000, Batches = 20;
        ulong[] seen = new ulong[2 * Batch * Batches];
        var numbers = new Schema([new Field("n", ArrowType.Int64)]);
        var texts = new Schema([new Field("t", ArrowType.Utf8)]);
        var numberHasher = new RowHasher(numbers);
        var textHasher = new RowHasher(texts);
        var hashes = new UInt128[Batch];
        int at = 0;
        using var numberBuilder = new RecordBatchBuilder(numbers, _allocator);
        using var textBuilder = new RecordBatchBuilder(texts, _allocator);
        Span<byte> text = stackalloc byte[32];
        for (int batch = 0; batch < Batches; batch++)
        {
            for (int i = 0; i < Batch; i++)
            {
                long n = ((long)batch * Batch) + i;
                ((FixedWidthBuilder<long>)numberBuilder[0]).Append(n % 2 == 0 ? n : n << 40);
                n.TryFormat(text, out int length, n % 3 == 0 ? "D24" : default, System.Globalization.CultureInfo.InvariantCulture);
                ((VarBinaryBuilder)textBuilder[0]).Append(text[..length]);
            }

            foreach ((RecordBatchBuilder builder, RowHasher hasher) in new[] { (numberBuilder, numberHasher), (textBuilder, textHasher) })
            {
                using RecordBatch rows = builder.Finish();
                hasher.RowHashes(rows, hashes);
                foreach (UInt128 hash in hashes)
                {
                    seen[at++] = (ulong)(hash >> shift);
                }
            }
        }

        Array.Sort(seen);
        for (int i = 1; i < seen.Length; i++)
        {
            Assert.True(seen[i] != seen[i - 1]);
        }
    }

    [Fact]
    public void Hashing_allocates_nothing_per_batch()
    {
        var schema = new Schema(TypeZoo.All.Where(t => t is not DecimalType { Id: ArrowTypeId.Decimal256 }).Select((t, i) => new Field($"c{i}", t)));
        using RecordBatch batch = RandomRows.MakeBatch(schema, 500, 3, _allocator);
        var hasher = new RowHasher(schema, new RowHashOptions { KeyColumns = [3] });
        hasher.Add(batch);
        long before = GC.GetAllocatedBytesForCurrentThread();
        hasher.Add(batch);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_published_vectors_hold()
    {
        Dictionary<string, ArrowType> types = TypeZoo.All.Concat(HashVectors.Types).DistinctBy(t => t.ToString()).ToDictionary(t => t.ToString());
        int count = 0;
        foreach ((string type, string value, string hash) in HashVectors.Values())
        {
            using ArrowArray column = Column(types[type], value == "null" && types[type] is not UnionType ? null : value);
            Assert.Equal($"{type} {value} {hash}", $"{type} {value} {Hashes(column)[0]:x32}");
            count++;
        }

        Assert.True(count > 50, $"{count} vectors were read");
        Assert.Equal(HashVectors.Sums(), HashVectors.ComputeSums(_allocator));
    }

    private static void AssertSame(ArrowArray[] columns)
    {
        UInt128[] first = Hashes(columns[0]);
        foreach (ArrowArray column in columns)
        {
            Assert.Equal(first, Hashes(column));
            column.Dispose();
        }
    }

    private static UInt128[] Hashes(ArrowArray column)
    {
        var schema = new Schema([new Field("c", column.Type)]);
        using var batch = new RecordBatch(schema, column.Length, [column.Retain()]);
        var hashes = new UInt128[column.Length];
        new RowHasher(schema).RowHashes(batch, hashes);
        return hashes;
    }

    private ArrowArray Column(ArrowType type, params string?[] values) => HashVectors.Column(_allocator, type, values);

    private RowHashSums Sums(string[] ids, string[] a, string[] b)
    {
        var schema = new Schema([new Field("id", ArrowType.Int64), new Field("a", ArrowType.Int32), new Field("b", ArrowType.Int32)]);
        using var batch = new RecordBatch(schema, ids.Length, [Column(ArrowType.Int64, ids), Column(ArrowType.Int32, a), Column(ArrowType.Int32, b)]);
        var hasher = new RowHasher(schema, new RowHashOptions { KeyColumns = [0], BucketCount = 64 });
        hasher.Add(batch);
        return hasher.Sums;
    }
}
