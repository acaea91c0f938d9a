using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>Keeps the rows of one side that fall into buckets that differ, up to a limit.</summary>
internal sealed class RowCollection(Schema schema, IReadOnlyList<int> keys, int bucketCount, int mostRows, IReadOnlySet<int> buckets, ArrowAllocator allocator) : IDisposable
{
    private readonly RowHasher _hasher = new(schema, new RowHashOptions { KeyColumns = keys, ColumnSums = false, BucketCount = bucketCount });
    private readonly List<CollectedRow> _rows = [];
    private readonly RecordBatchBuilder _builder = new(schema, allocator);
    private UInt128[] _hashes = [];
    private int[] _bucketOf = [];

    /// <summary>Takes the rows of a batch that matter; the batch is borrowed.</summary>
    public void Add(RecordBatch batch, long firstRow)
    {
        if (_hashes.Length < batch.RowCount)
        {
            _hashes = new UInt128[batch.RowCount];
            _bucketOf = new int[batch.RowCount];
        }

        _hasher.RowHashes(batch, _hashes);
        _hasher.RowBuckets(batch, _bucketOf);
        for (int i = 0; i < batch.RowCount && _rows.Count < mostRows; i++)
        {
            if (buckets.Contains(_bucketOf[i]))
            {
                _rows.Add(new CollectedRow(Copy(batch, i), firstRow + i, _hashes[i]));
            }
        }
    }

    /// <summary>The rows that the other side lacks, or has fewer times.</summary>
    public List<CollectedRow> Without(RowCollection other)
    {
        Dictionary<UInt128, int> there = other._rows.GroupBy(r => r.Hash).ToDictionary(g => g.Key, g => g.Count());
        var left = new List<CollectedRow>();
        foreach (CollectedRow row in _rows)
        {
            if (there.TryGetValue(row.Hash, out int count) && count > 0)
            {
                there[row.Hash] = count - 1;
            }
            else
            {
                left.Add(row);
            }
        }

        return left;
    }

    public void Dispose()
    {
        _rows.ForEach(r => r.Dispose());
        _builder.Dispose();
    }

    /// <summary>The row alone, so that its batch's memory can go.</summary>
    private RecordBatch Copy(RecordBatch batch, int row)
    {
        for (int c = 0; c < batch.Columns.Length; c++)
        {
            _builder[c].AppendRow(batch[c], row);
        }

        return _builder.Finish();
    }
}
