using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Reads objects that a program enumerates.</summary>
internal sealed class ObjectBatches<TRow>(string table, Schema schema, IReadOnlyList<RowColumn<TRow>> columns, IEnumerable<TRow> rows, ReadOptions options)
    : RowBatches<TRow>(table, schema, columns, options)
{
    private const int RowsBetweenLooks = 1_024;

    // A text or bytes are a value of their one column, and that may be null.
    private static readonly bool IsObject = !typeof(TRow).IsValueType && typeof(TRow) != typeof(string) && typeof(TRow) != typeof(byte[]);

    private readonly IEnumerator<TRow> _rows = rows.GetEnumerator();
    private long _count;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        while (_rows.MoveNext())
        {
            if (++_count % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            var row = _rows.Current;
            if (IsObject && row is null)
            {
                throw new ConnectorException(ConnectorStatus.InvalidData, InMemoryConnector.ConnectorName, $"row {_count - 1} is null; a row is an object.");
            }

            if (Append(row))
            {
                break;
            }
        }

        return Finish();
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore()
    {
        base.DisposeCore();
        _rows.Dispose();
    }

    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return default;
    }
}
