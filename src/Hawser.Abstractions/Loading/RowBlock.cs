using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>The rows that were sent in one piece, kept until the server has accepted them, so that a bad one can be found and shown. Rows are known by their number in the load. Not thread-safe.</summary>
public sealed class RowBlock : IDisposable
{
    private readonly List<Part> _parts = [];
    private readonly HashSet<long> _dead = [];

    /// <summary>The number of the first row.</summary>
    public long First { get; private set; }

    /// <summary>The number behind the last row.</summary>
    public long End { get; private set; }

    /// <summary>How many rows are not rejected.</summary>
    public long LiveCount => End - First - _dead.Count;

    /// <summary>Adds rows behind the last.</summary>
    /// <param name="batch">Their batch.</param>
    /// <param name="start">The first row in the batch.</param>
    /// <param name="count">How many.</param>
    /// <param name="isKept">Whether the batch is retained; else its rows only count.</param>
    public void Add(RecordBatch batch, int start, int count, bool isKept)
    {
        if (isKept)
        {
            _parts.Add(new Part(batch.Retain(), start, count, End));
        }

        End += count;
    }

    /// <summary>Takes back the rows from a number on, which were not sent.</summary>
    public void CutAt(long number)
    {
        End = number;
        if (_parts.Count > 0)
        {
            _parts[^1] = _parts[^1] with { Count = (int)(number - _parts[^1].Number) };
        }
    }

    /// <summary>Forgets the rows, whether or not they were accepted.</summary>
    public void Clear()
    {
        foreach (Part part in _parts)
        {
            part.Batch.Dispose();
        }

        _parts.Clear();
        _dead.Clear();
        First = End;
    }

    /// <summary>Leaves a row out of what is sent from now on.</summary>
    public void Drop(long number) => _dead.Add(number);

    /// <summary>Whether any row was left out.</summary>
    public bool HasDropped => _dead.Count > 0;

    /// <summary>Whether a row was left out.</summary>
    public bool IsDropped(long number) => _dead.Count > 0 && _dead.Contains(number);

    /// <summary>How many rows of a range are not left out.</summary>
    public long CountLive(long from, long to)
    {
        long live = to - from;
        if (live < _dead.Count)
        {
            for (long number = from; number < to; number++)
            {
                live -= _dead.Contains(number) ? 1 : 0;
            }

            return live;
        }

        foreach (long number in _dead)
        {
            live -= number >= from && number < to ? 1 : 0;
        }

        return live;
    }

    /// <summary>The number of a row by its position among those of a range that are not left out, counted from 0; null when there is none.</summary>
    public long? LiveRow(long from, long to, long position)
    {
        for (long number = from; number < to; number++)
        {
            if (!IsDropped(number) && position-- == 0)
            {
                return number;
            }
        }

        return null;
    }

    /// <summary>Where a row is; null when its batch was not kept.</summary>
    public (RecordBatch Batch, int Row)? Find(long number)
    {
        foreach (Part part in _parts)
        {
            if (number >= part.Number && number < part.Number + part.Count)
            {
                return (part.Batch, part.Start + (int)(number - part.Number));
            }
        }

        return null;
    }

    /// <summary>The pieces of batches that a range of rows lies in: batch, first row, row to stop before, number of row 0 of the batch.</summary>
    public IEnumerable<(RecordBatch Batch, int Start, int End, long Number)> Pieces(long from, long to)
    {
        foreach (Part part in _parts)
        {
            long first = Math.Max(from, part.Number), last = Math.Min(to, part.Number + part.Count);
            if (first < last)
            {
                long zero = part.Number - part.Start;
                yield return (part.Batch, (int)(first - zero), (int)(last - zero), zero);
            }
        }
    }

    /// <inheritdoc cref="Clear"/>
    public void Dispose() => Clear();

    private readonly record struct Part(RecordBatch Batch, int Start, int Count, long Number);
}
