namespace Hawser.Connectors.Sqlite.Read;

/// <summary>How many bytes of texts and blobs the current batch holds: a batch ends early when its cells are huge.</summary>
internal sealed class BatchGauge
{
    /// <summary>A batch ends behind the row that passes this. One cell is at most 10⁹ bytes, so that 32-bit offsets always suffice.</summary>
    public const long MostBytes = 32L << 20;

    public long Bytes;
}
