using Hawser.Arrow;

namespace Hawser.Locations;

/// <summary>A table whose rows code gives. Disposed by the <see cref="InMemoryDatabase"/> that holds it.</summary>
public abstract class InMemoryTable : IDisposable
{
    private protected InMemoryTable(string name, Schema schema)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(schema);
        Name = name;
        Schema = schema;
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>The columns.</summary>
    public Schema Schema { get; }

    /// <summary>How many rows there are, where that is known without reading them.</summary>
    internal virtual long? RowCount => null;

    /// <summary>How many parts the rows can be read in.</summary>
    internal virtual int Parts => 1;

    /// <summary>A table that can be read once: its rows come from a reader.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="reader">The rows. The table takes the reader over.</param>
    /// <returns>The table.</returns>
    public static InMemoryTable FromReader(string name, RecordBatchReader reader) => new ReaderTable(name, reader);

    /// <summary>A table that can be read as often as its rows can be made.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="schema">The columns of every reader.</param>
    /// <param name="open">Makes a reader from the first row on; whoever reads disposes it. Several threads may call it.</param>
    /// <returns>The table.</returns>
    public static InMemoryTable FromFactory(string name, Schema schema, Func<RecordBatchReader> open) => new FactoryTable(name, schema, open);

    /// <summary>A table that can be read as often as wanted, in parts too.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="schema">The columns of every batch.</param>
    /// <param name="batches">The rows. The table takes one reference of each over.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">A batch has other columns.</exception>
    public static InMemoryTable FromBatches(string name, Schema schema, IEnumerable<RecordBatch> batches) => new BatchTable(name, schema, batches);

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens parts of the rows; the caller disposes the reader.</summary>
    internal abstract RecordBatchReader Open(int firstPart, int endPart);

    private protected virtual void Release()
    {
    }
}
