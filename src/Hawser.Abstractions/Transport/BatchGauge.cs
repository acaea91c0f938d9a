using Hawser.Arrow;

namespace Hawser.Connectors.Transport;

/// <summary>
/// Says when a batch of rows from a wire is full. Asking every builder for its size after every row would cost as much as decoding, so the bytes that came are counted, and the builders are
/// asked when those might be enough and every few rows (a number of a few bytes can be a text of many).
/// </summary>
/// <param name="builders">One for each column, which grow with the rows.</param>
/// <param name="options">How many rows and bytes a batch may have.</param>
public sealed class BatchGauge(ArrayBuilder[] builders, ReadOptions options)
{
    private const int RowsBetweenChecks = 64;

    private readonly int _fixedBytes = builders.Sum(builder => Math.Max(builder.Type.ByteWidth, sizeof(int)));
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
        foreach (ArrayBuilder builder in builders)
        {
            _mostBytes += builder.ByteCount;
        }

        IsFull = Rows >= options.BatchRows || _mostBytes >= options.BatchBytes;
    }
}
