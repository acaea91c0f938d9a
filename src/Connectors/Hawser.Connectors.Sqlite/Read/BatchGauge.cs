namespace Hawser.Connectors.Sqlite.Read;

/// <summary>How many bytes the current batch holds: a batch ends early when its cells are huge. Decoders count texts and blobs, the reader what is of a fixed width.</summary>
internal sealed class BatchGauge
{
    /// <summary>A batch ends behind the row that passes this, whatever was asked for. One cell is at most 10⁹ bytes, so that 32-bit offsets always suffice.</summary>
    public const long MostBytes = 1L << 30;

    public long Bytes;
}
