using System.Data;
using System.Diagnostics.CodeAnalysis;
using Hawser.Arrow;
using Hawser.Connectors;

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

    /// <summary>A table that can be read once: its rows come from an ADO.NET reader, whose schema table gives types, nullability, precision and scale.</summary>
    /// <param name="name">The table's name.</param>
    /// <param name="reader">The rows, from where the reader stands; only its first result is read. The table takes the reader over.</param>
    /// <param name="types">What leaves a choice; null for the defaults.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: a column is of a type that has no place in Arrow.</exception>
    public static InMemoryTable FromDataReader(string name, IDataReader reader, InMemoryTypes? types = null) => new DataReaderTable(name, reader, types ?? new InMemoryTypes());

    /// <summary>
    /// A table of objects, records or values: a column for each public property, or one called <c>value</c>. It can be read as often as <paramref name="rows"/> can be enumerated.
    /// An offset of a <see cref="DateTimeOffset"/> is not kept: what is kept is the instant, in UTC.
    /// </summary>
    /// <typeparam name="TRow">The type of the rows.</typeparam>
    /// <param name="name">The table's name.</param>
    /// <param name="rows">The rows. They are enumerated while they are read, not before.</param>
    /// <param name="types">What leaves a choice; null for the defaults.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There is no property, or one is of a type that has no place in Arrow.</exception>
    public static InMemoryTable FromRows<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TRow>(string name, IEnumerable<TRow> rows, InMemoryTypes? types = null)
        => new ObjectTable<TRow>(name, rows, types ?? new InMemoryTypes());

    /// <inheritdoc/>
    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    /// <summary>Opens parts of the rows; the caller disposes the reader.</summary>
    internal abstract RecordBatchReader Open(int firstPart, int endPart, ReadOptions options);

    private protected static ConnectorException ReadAlready(string name)
        => new(ConnectorStatus.NotSupported, InMemoryConnector.ConnectorName, $"the rows of \"{name}\" come from a reader and were read already.")
        {
            Hint = "Give batches, objects or a factory of readers to read a table more than once.",
        };

    private protected virtual void Release()
    {
    }
}
