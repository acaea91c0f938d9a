namespace Hawser.Arrow;

/// <summary>One builder per field of a schema; hands over record batches and starts anew. Not thread-safe.</summary>
public sealed class RecordBatchBuilder : IDisposable
{
    private readonly ArrayBuilder[] _columns;

    /// <summary>Makes builders for every field.</summary>
    public RecordBatchBuilder(Schema schema, ArrowAllocator? allocator = null)
    {
        ArgumentNullException.ThrowIfNull(schema);
        Schema = schema;
        _columns = [.. schema.Fields.Select(f => ArrayBuilder.Create(f.Type, allocator))];
    }

    /// <summary>The batches' schema.</summary>
    public Schema Schema { get; }

    /// <summary>The columns' builders, in the schema's order.</summary>
    public IReadOnlyList<ArrayBuilder> Columns => _columns;

    /// <summary>The builder at a position.</summary>
    public ArrayBuilder this[int index] => _columns[index];

    /// <summary>Rows so far, by the first column.</summary>
    public int RowCount => _columns.Length == 0 ? 0 : _columns[0].Length;

    /// <summary>Bytes held so far.</summary>
    public long ByteCount => _columns.Sum(c => c.ByteCount);

    /// <summary>Hands the rows over; the caller owns one reference. <see cref="InvalidOperationException"/> when the columns' lengths differ.</summary>
    public RecordBatch Finish()
    {
        int rows = RowCount;
        for (int i = 1; i < _columns.Length; i++)
        {
            if (_columns[i].Length != rows)
            {
                throw new InvalidOperationException($"Column \"{Schema[i].Name}\" has {_columns[i].Length} rows; the first column has {rows}.");
            }
        }

        return new RecordBatch(Schema, rows, Array.ConvertAll(_columns, c => c.Finish()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (ArrayBuilder column in _columns)
        {
            column.Dispose();
        }
    }
}
