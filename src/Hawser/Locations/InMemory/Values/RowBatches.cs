using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Gathers rows in memory into batches, bounded by rows and bytes.</summary>
internal abstract class RowBatches<TRow> : RecordBatchReader
{
    private readonly string _table;
    private readonly ReadOptions _options;
    private readonly RecordBatchBuilder _builder;
    private readonly Action<TRow>[] _appenders;
    private long _rows;

    protected RowBatches(string table, Schema schema, IReadOnlyList<RowColumn<TRow>> columns, ReadOptions options)
    {
        _table = table;
        _options = options;
        Schema = schema;
        _builder = new RecordBatchBuilder(schema, options.Allocator);
        _appenders = [.. columns.Select((column, index) => column.Open(_builder[index]))];
    }

    public sealed override Schema Schema { get; }

    /// <summary>Appends a row.</summary>
    /// <returns>Whether the batch is full.</returns>
    protected bool Append(TRow row)
    {
        for (var column = 0; column < _appenders.Length; column++)
        {
            try
            {
                _appenders[column](row);
            }
            catch (ValueMisfitException misfit)
            {
                throw new ConnectorException(
                    ConnectorStatus.InvalidData,
                    InMemoryConnector.ConnectorName,
                    string.Create(CultureInfo.InvariantCulture, $"{_table}: {misfit.Message}, in column \"{Schema[column].Name}\", row {_rows}."));
            }
        }

        _rows++;
        return _builder.RowCount >= _options.BatchRows || HeldBytes() >= _options.BatchBytes;
    }

    /// <summary>The rows so far as a batch; null when there are none.</summary>
    protected RecordBatch? Finish() => _builder.RowCount == 0 ? null : _builder.Finish();

    protected override void DisposeCore() => _builder.Dispose();

    private long HeldBytes()
    {
        long bytes = 0;
        for (var column = 0; column < _appenders.Length; column++)
        {
            bytes += _builder[column].ByteCount;
        }

        return bytes;
    }
}
