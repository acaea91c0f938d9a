using System.Data;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A table that an ADO.NET reader gives, once.</summary>
internal sealed class DataReaderTable : InMemoryTable
{
    private readonly IReadOnlyList<RowColumn<IDataReader>> _columns;
    private IDataReader? _reader;

    public DataReaderTable(string name, IDataReader reader, InMemoryTypes types)
        : this(name, reader, DataReaderColumns.Of(reader ?? throw new ArgumentNullException(nameof(reader)), types))
    {
    }

    private DataReaderTable(string name, IDataReader reader, IReadOnlyList<RowColumn<IDataReader>> columns)
        : base(name, new Schema(columns.Select(column => column.Field)))
    {
        _columns = columns;
        _reader = reader;
    }

    internal override RecordBatchReader Open(int firstPart, int endPart, ReadOptions options)
        => Interlocked.Exchange(ref _reader, null) is { } reader ? new DataReaderBatches(Name, Schema, _columns, reader, options) : throw ReadAlready(Name);

    private protected override void Release() => Interlocked.Exchange(ref _reader, null)?.Dispose();
}
