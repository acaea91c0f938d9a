using System.Numerics;

namespace Hawser.Arrow;

/// <summary>
/// Gathers the canonical hashes of rows over batches: their number, the sum of the rows' hashes and, for each column, the sum of its values bound to their rows' keys.
/// Two tables with the same sums hold the same rows in whatever order; one value changed, lost, doubled, moved or swapped changes them. Not thread-safe: use
/// one for each reader and add up with <see cref="RowHashSums.Plus"/>.
/// </summary>
/// <remarks>
/// The hash is over logical values, not memory: an int8 5 is an int64 5, a dictionary's text is a text, 1.5 is 1.50. It is made to find accidents, not to
/// withstand someone who forges data. Definition and test vectors: docs/reference/canonical-hash.md.
/// </remarks>
public sealed unsafe class RowHasher
{
    private const int BlockRows = ValueHasher.BlockRows;
    private readonly RowHashOptions _options;
    private readonly int[] _keyColumns;
    private readonly ValueHasher[] _columns;
    private readonly UInt128[] _columnSums;
    private readonly BucketSum[] _buckets;
    private readonly ulong[] _lanes = new ulong[6 * BlockRows];
    private long _rowCount;
    private UInt128 _rowSum;

    /// <summary>Makes a hasher for batches of a schema.</summary>
    /// <exception cref="ArgumentException">A key column is not in the schema or the number of buckets is no power of two.</exception>
    public RowHasher(Schema schema, RowHashOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        _options = options ?? new RowHashOptions();
        if (_options.KeyColumns.Any(k => k < 0 || k >= schema.Fields.Count))
        {
            throw new ArgumentException($"A key column is not among the {schema.Fields.Count} columns.", nameof(options));
        }

        if (_options.BucketCount != 0 && !BitOperations.IsPow2(_options.BucketCount))
        {
            throw new ArgumentException($"The number of buckets is a power of two, not {_options.BucketCount}.", nameof(options));
        }

        _keyColumns = [.. _options.KeyColumns];
        _columns = [.. schema.Fields.Select((f, i) => ValueHasher.Create(f.Type, HashSeed.Position(i)))];
        _columnSums = new UInt128[_options.ColumnSums ? _columns.Length : 0];
        _buckets = new BucketSum[_options.BucketCount];
    }

    /// <summary>The schema that every batch has.</summary>
    public Schema Schema { get; }

    /// <summary>What was gathered so far.</summary>
    public RowHashSums Sums => new(_rowCount, _rowSum, [.. _columnSums], [.. _buckets]);

    /// <summary>Adds the rows of a batch, which is only borrowed.</summary>
    /// <exception cref="ArgumentException">The batch has other columns.</exception>
    public void Add(RecordBatch batch)
    {
        CheckBatch(batch);
        fixed (ulong* lanes = _lanes)
        {
            for (int start = 0; start < batch.RowCount; start += BlockRows)
            {
                int count = Math.Min(BlockRows, batch.RowCount - start);
                AddBlock(batch, start, count, new HashLanes(lanes, BlockRows));
            }
        }

        _rowCount += batch.RowCount;
    }

    /// <summary>The hash of every row of a batch, to tell which rows differ. The sums are left as they are.</summary>
    /// <param name="batch">The batch; borrowed.</param>
    /// <param name="hashes">Room for one hash a row.</param>
    /// <exception cref="ArgumentException">The batch has other columns or there is not room for every row.</exception>
    public void RowHashes(RecordBatch batch, Span<UInt128> hashes)
    {
        CheckBatch(batch);
        if (hashes.Length < batch.RowCount)
        {
            throw new ArgumentException($"There is room for {hashes.Length} of {batch.RowCount} hashes.", nameof(hashes));
        }

        fixed (ulong* pointer = _lanes)
        {
            var lanes = new HashLanes(pointer, BlockRows);
            for (int start = 0; start < batch.RowCount; start += BlockRows)
            {
                int count = Math.Min(BlockRows, batch.RowCount - start);
                HashRows(batch, start, count, lanes, null);
                for (int i = 0; i < count; i++)
                {
                    hashes[start + i] = new UInt128(lanes.Row1[i], lanes.Row0[i]);
                }
            }
        }
    }

    /// <summary>The bucket of every row of a batch, to look only at rows of buckets that differ. The sums are left as they are.</summary>
    /// <param name="batch">The batch; borrowed.</param>
    /// <param name="buckets">Room for one number a row.</param>
    /// <exception cref="InvalidOperationException">The hasher was made without buckets.</exception>
    /// <exception cref="ArgumentException">The batch has other columns or there is not room for every row.</exception>
    public void RowBuckets(RecordBatch batch, Span<int> buckets)
    {
        CheckBatch(batch);
        if (_buckets.Length == 0)
        {
            throw new InvalidOperationException("The hasher was made without buckets.");
        }

        if (buckets.Length < batch.RowCount)
        {
            throw new ArgumentException($"There is room for {buckets.Length} of {batch.RowCount} rows.", nameof(buckets));
        }

        ulong mask = (ulong)_buckets.Length - 1;
        fixed (ulong* pointer = _lanes)
        {
            var lanes = new HashLanes(pointer, BlockRows);
            for (int start = 0; start < batch.RowCount; start += BlockRows)
            {
                int count = Math.Min(BlockRows, batch.RowCount - start);
                HashKeys(batch, start, count, lanes);
                HashRows(batch, start, count, lanes, null);
                ulong* by = BucketLane(lanes);
                for (int i = 0; i < count; i++)
                {
                    buckets[start + i] = (int)(by[i] & mask);
                }
            }
        }
    }

    private void CheckBatch(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Columns.Length != _columns.Length)
        {
            throw new ArgumentException($"The batch has {batch.Columns.Length} columns; the hasher was made for {_columns.Length}.", nameof(batch));
        }

        for (int i = 0; i < _columns.Length; i++)
        {
            if (!ReferenceEquals(batch[i].Type, Schema[i].Type) && !batch[i].Type.Equals(Schema[i].Type))
            {
                throw new ArgumentException($"Column \"{Schema[i].Name}\" is {batch[i].Type}; the hasher was made for {Schema[i].Type}.", nameof(batch));
            }
        }
    }

    private void AddBlock(RecordBatch batch, int start, int count, HashLanes lanes)
    {
        bool bind = _options.ColumnSums;
        if (bind || _buckets.Length > 0)
        {
            HashKeys(batch, start, count, lanes);
        }

        HashRows(batch, start, count, lanes, bind ? _columnSums : null);
        for (int i = 0; i < count; i++)
        {
            _rowSum = unchecked(_rowSum + new UInt128(lanes.Row1[i], lanes.Row0[i]));
        }

        if (_buckets.Length > 0)
        {
            AddToBuckets(count, lanes);
        }
    }

    private void HashKeys(RecordBatch batch, int start, int count, HashLanes lanes)
    {
        new Span<ulong>(lanes.Key0, count).Clear();
        new Span<ulong>(lanes.Key1, count).Clear();
        foreach (int key in _keyColumns)
        {
            _columns[key].Hash(batch[key], start, count, lanes.Value0, lanes.Value1);
            LaneSums.Add(lanes.Value0, lanes.Key0, count);
            LaneSums.Add(lanes.Value1, lanes.Key1, count);
        }

        Finish(lanes.Key0, lanes.Key1, count, HashMix.Tag(HashKind.Key, _keyColumns.Length));
    }

    private void HashRows(RecordBatch batch, int start, int count, HashLanes lanes, UInt128[]? columnSums)
    {
        new Span<ulong>(lanes.Row0, count).Clear();
        new Span<ulong>(lanes.Row1, count).Clear();
        for (int c = 0; c < _columns.Length; c++)
        {
            _columns[c].Hash(batch[c], start, count, lanes.Value0, lanes.Value1);
            LaneSums.Add(lanes.Value0, lanes.Row0, count);
            LaneSums.Add(lanes.Value1, lanes.Row1, count);
            if (columnSums is not null)
            {
                columnSums[c] = unchecked(columnSums[c] + LaneSums.Bound(lanes.Value0, lanes.Value1, lanes.Key0, lanes.Key1, count));
            }
        }

        Finish(lanes.Row0, lanes.Row1, count, HashMix.Tag(HashKind.Row, _columns.Length));
    }

    private static void Finish(ulong* lane0, ulong* lane1, int count, ulong tag)
    {
        HashSeed seed = HashSeed.Row;
        for (int i = 0; i < count; i++)
        {
            HashMix.Mix(lane0[i], lane1[i], tag, seed, out lane0[i], out lane1[i]);
        }
    }

    private ulong* BucketLane(HashLanes lanes) => _keyColumns.Length > 0 ? lanes.Key0 : lanes.Row0;

    private void AddToBuckets(int count, HashLanes lanes)
    {
        ulong* by = BucketLane(lanes);
        ulong mask = (ulong)_buckets.Length - 1;
        for (int i = 0; i < count; i++)
        {
            ref BucketSum bucket = ref _buckets[by[i] & mask];
            bucket = new BucketSum(bucket.RowCount + 1, unchecked(bucket.RowSum + new UInt128(lanes.Row1[i], lanes.Row0[i])));
        }
    }
}
