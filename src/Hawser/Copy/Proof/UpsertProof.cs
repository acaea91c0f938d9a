using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// What an upsert's rows have to be in the target: the hash of each row by the hash of its key. The target holds other rows too, so sums say nothing; memory bounds how many keys are kept.
/// Several writers may call it.
/// </summary>
internal sealed class UpsertProof(TablePlan plan, Schema schema, IReadOnlyList<int> keys, long memoryBytes)
{
    /// <summary>What one key takes in the dictionary, about.</summary>
    private const int BytesPerKey = 64;

    private readonly long _mostKeys = memoryBytes / 4 / BytesPerKey;
    private readonly Schema _keySchema = new(keys.Select(k => schema[k]));
    private readonly Dictionary<UInt128, UInt128> _rows = [];
    private readonly Lock _lock = new();

    /// <summary>Whether there were more keys than memory allows; then nothing is proved row by row.</summary>
    public bool IsOverfull { get; private set; }

    /// <summary>Takes the rows of a batch that was read; borrowed.</summary>
    public void Add(RecordBatch batch)
    {
        (UInt128[] keyHashes, UInt128[] rowHashes) = Hashes(batch);
        lock (_lock)
        {
            for (int i = 0; i < batch.RowCount && !IsOverfull; i++)
            {
                _rows.TryAdd(keyHashes[i], rowHashes[i]);
            }

            if (_rows.Count > _mostKeys)
            {
                IsOverfull = true;
                _rows.Clear();
            }
        }
    }

    /// <summary>Forgets rows that were rejected.</summary>
    public void Remove(RecordBatch rejected)
    {
        (UInt128[] keyHashes, UInt128[] rowHashes) = Hashes(rejected);
        lock (_lock)
        {
            for (int i = 0; i < rejected.RowCount; i++)
            {
                if (_rows.TryGetValue(keyHashes[i], out UInt128 row) && row == rowHashes[i])
                {
                    _rows.Remove(keyHashes[i]);
                }
            }
        }
    }

    /// <summary>Holds the target's rows against what was loaded.</summary>
    /// <returns>What differs; null when every row that was loaded is in the target as it was read.</returns>
    public async ValueTask<string?> CompareAsync(TargetReader target, Connection writing, CancellationToken cancellationToken)
    {
        string? difference = null;
        await target.ReadAsync(writing, (batch, first) => difference ??= Compare(batch, first), cancellationToken).ConfigureAwait(false);
        return difference ?? (_rows.Count == 0 ? null : $"the target lacks {_rows.Count} of the keys that were loaded");
    }

    private string? Compare(RecordBatch batch, long firstRow)
    {
        (UInt128[] keyHashes, UInt128[] rowHashes) = Hashes(batch);
        for (int i = 0; i < batch.RowCount; i++)
        {
            if (_rows.Remove(keyHashes[i], out UInt128 loaded) && loaded != rowHashes[i])
            {
                int row = i;
                string key = string.Join(", ", keys.Select(k => $"{plan.Columns[k].Source.Name} = {new ValueFormatter(schema[k]).Format(batch[k], row)}"));
                return $"row {firstRow + i} of the target ({key}) is not what was read";
            }
        }

        return null;
    }

    private (UInt128[] Keys, UInt128[] Rows) Hashes(RecordBatch batch)
    {
        var keyHashes = new UInt128[batch.RowCount];
        var rowHashes = new UInt128[batch.RowCount];
        using var keyBatch = new RecordBatch(_keySchema, batch.RowCount, [.. keys.Select(k => batch[k].Retain())]);
        new RowHasher(_keySchema).RowHashes(keyBatch, keyHashes);
        new RowHasher(schema).RowHashes(batch, rowHashes);
        return (keyHashes, rowHashes);
    }
}
