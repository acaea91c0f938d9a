namespace Hawser.Arrow;

/// <summary>
/// Rows as columns: one array per field of the schema, all of the same length. Immutable, with counted ownership: whoever holds a reference calls
/// <see cref="Dispose"/> once.
/// </summary>
public sealed class RecordBatch : IDisposable
{
    private readonly ArrowArray[] _columns;
    private int _references = 1;

    /// <summary>Makes a batch and takes over one reference of every column.</summary>
    /// <exception cref="ArgumentException">A column's number, type or length is not the schema's.</exception>
    public RecordBatch(Schema schema, int rowCount, ReadOnlySpan<ArrowArray> columns)
    {
        ArgumentNullException.ThrowIfNull(schema);
        ArgumentOutOfRangeException.ThrowIfNegative(rowCount);
        if (columns.Length != schema.Fields.Count)
        {
            throw new ArgumentException($"The schema has {schema.Fields.Count} fields; {columns.Length} columns were given.", nameof(columns));
        }

        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Length != rowCount)
            {
                throw new ArgumentException($"Column \"{schema[i].Name}\" has {columns[i].Length} rows; the batch has {rowCount}.", nameof(columns));
            }

            if (!ReferenceEquals(columns[i].Type, schema[i].Type) && !columns[i].Type.Equals(schema[i].Type))
            {
                throw new ArgumentException($"Column \"{schema[i].Name}\" is {columns[i].Type}; the schema says {schema[i].Type}.", nameof(columns));
            }
        }

        Schema = schema;
        RowCount = rowCount;
        _columns = columns.ToArray();
    }

    /// <summary>The columns' names and types.</summary>
    public Schema Schema { get; }

    /// <summary>Rows; meaningful even without columns.</summary>
    public int RowCount { get; }

    /// <summary>The columns. Borrowed.</summary>
    public ReadOnlySpan<ArrowArray> Columns => _columns;

    /// <summary>The column at a position. Borrowed.</summary>
    public ArrowArray this[int index] => _columns[index];

    /// <summary>How many owners there are; 0 when disposed.</summary>
    public int ReferenceCount => Volatile.Read(ref _references);

    /// <summary>A view of some rows that shares the buffers. The caller owns one reference of the view.</summary>
    public RecordBatch Slice(int offset, int length)
    {
        ObjectDisposedException.ThrowIf(ReferenceCount <= 0, this);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, RowCount - length);
        return new RecordBatch(Schema, length, Array.ConvertAll(_columns, c => c.Slice(offset, length)));
    }

    /// <summary>A view of some columns. The caller owns one reference of the view.</summary>
    public RecordBatch Select(IReadOnlyList<int> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return Share(new RecordBatch(Schema.Select(columns), RowCount, columns.Select(i => _columns[i]).ToArray()));
    }

    /// <summary>The same columns under another schema of the same types (other names, metadata or nullability). The caller owns one reference of the view.</summary>
    /// <exception cref="ArgumentException">A column's type is not the schema's.</exception>
    public RecordBatch WithSchema(Schema schema) => Share(new RecordBatch(schema, RowCount, _columns));

    /// <summary>Takes one more reference and returns this batch.</summary>
    public RecordBatch Retain()
    {
        if (Interlocked.Increment(ref _references) <= 1)
        {
            Interlocked.Decrement(ref _references);
            throw new ObjectDisposedException(nameof(RecordBatch));
        }

        return this;
    }

    /// <summary>Gives one reference back; the last one releases the columns.</summary>
    public void Dispose()
    {
        int left = Interlocked.Decrement(ref _references);
        if (left < 0)
        {
            Interlocked.Increment(ref _references);
            throw new ObjectDisposedException(nameof(RecordBatch));
        }

        if (left == 0)
        {
            foreach (ArrowArray column in _columns)
            {
                column.Dispose();
            }
        }
    }

    // The view is made first: when that fails, nothing was retained.
    private RecordBatch Share(RecordBatch view)
    {
        ObjectDisposedException.ThrowIf(ReferenceCount <= 0, this);
        foreach (ArrowArray column in view._columns)
        {
            column.Retain();
        }

        return view;
    }

    /// <summary>The number of rows and the schema, not the values.</summary>
    public override string ToString() => $"{RowCount} rows of\n{Schema}";
}
