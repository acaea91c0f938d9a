using Hawser.Arrow;

namespace Hawser.Connectors.Transport;

/// <summary>Decodes the rows that a server sends, in place and as far as they have come.</summary>
/// <param name="decoders">One for each column, which are disposed with it.</param>
/// <param name="options">How many rows and bytes a batch may have.</param>
public abstract class WireRows(ColumnDecoder[] decoders, ReadOptions options) : IDisposable
{
    /// <summary>Rows decoded so far, in all batches.</summary>
    public long TotalRows { get; protected set; }

    /// <summary>The column at which decoding is, for messages.</summary>
    public abstract int Column { get; }

    /// <summary>Whether the rows have come to their end, be it by an error of the server.</summary>
    public abstract bool IsAtEnd { get; }

    /// <summary>Says when a batch is full.</summary>
    protected BatchGauge Gauge { get; } = new([.. decoders.Select(decoder => decoder.Builder)], options);

    /// <summary>Decodes as far as it can: to the batch's end, the rows', or what has come. True when no more bytes are needed now.</summary>
    /// <param name="neededBytes">How many bytes the next frame needs at least, when false.</param>
    /// <exception cref="CellMisfitException">A value has no form in its column.</exception>
    /// <exception cref="WireFormatException">The bytes are not what the protocol allows.</exception>
    public abstract bool Advance(out int neededBytes);

    /// <summary>Takes the rows of the batch that was filled, and begins the next; null when there are none.</summary>
    public RecordBatch? TakeBatch(Schema schema)
    {
        int rows = Gauge.Rows;
        Gauge.Reset();
        return rows == 0 ? null : new RecordBatch(schema, rows, Array.ConvertAll(decoders, decoder => decoder.Builder.Finish()));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Array.ForEach(decoders, decoder => decoder.Dispose());
        GC.SuppressFinalize(this);
    }
}
