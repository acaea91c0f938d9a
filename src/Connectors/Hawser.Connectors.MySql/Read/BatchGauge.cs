namespace Hawser.Connectors.MySql.Read;

/// <summary>Says when a batch is full. The bytes that came are counted, and the builders are asked when those might be enough and every few rows.</summary>
internal sealed class BatchGauge(CellDecoder[] decoders, ReadOptions options)
{
    private const int RowsBetweenChecks = 64;

    private readonly int _fixedBytes = decoders.Sum(decoder => Math.Max(decoder.Builder.Type.ByteWidth, sizeof(int)));
    private long _mostBytes;
    private int _nextCheck = RowsBetweenChecks;

    /// <summary>Rows of the batch.</summary>
    public int Rows { get; private set; }

    /// <summary>Whether the batch has as many rows or bytes as it may.</summary>
    public bool IsFull { get; private set; }

    /// <summary>Counts a row.</summary>
    public void Add(int wireBytes)
    {
        Rows++;
        _mostBytes += wireBytes + _fixedBytes;
        if (_mostBytes >= options.BatchBytes || Rows >= _nextCheck || Rows >= options.BatchRows)
        {
            Check();
        }
    }

    /// <summary>Begins the next batch.</summary>
    public void Reset()
    {
        Rows = 0;
        _mostBytes = 0;
        _nextCheck = RowsBetweenChecks;
        IsFull = false;
    }

    private void Check()
    {
        _nextCheck = Rows + RowsBetweenChecks;
        _mostBytes = 0;
        foreach (CellDecoder decoder in decoders)
        {
            _mostBytes += decoder.Builder.ByteCount;
        }

        IsFull = Rows >= options.BatchRows || _mostBytes >= options.BatchBytes;
    }
}
