using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A table of batches that are kept.</summary>
internal sealed class BatchTable : InMemoryTable
{
    private readonly List<RecordBatch> _batches;

    public BatchTable(string name, Schema schema, IEnumerable<RecordBatch> batches)
        : base(name, schema)
    {
        ArgumentNullException.ThrowIfNull(batches);
        _batches = [.. batches];
        if (_batches.Exists(batch => !batch.Schema.Fields.SequenceEqual(schema.Fields)))
        {
            throw new ArgumentException("a batch has other columns than the table", nameof(batches));
        }
    }

    internal override long? RowCount => _batches.Sum(batch => (long)batch.RowCount);

    internal override int Parts => Math.Max(1, _batches.Count);

    internal override RecordBatchReader Open(int firstPart, int endPart, ReadOptions options)
    {
        var end = Math.Min(endPart, _batches.Count);
        return new BatchListReader(Schema, [.. _batches.Take(end).Skip(firstPart).Select(batch => batch.Retain())]);
    }

    private protected override void Release()
    {
        _batches.ForEach(batch => batch.Dispose());
        _batches.Clear();
    }
}
