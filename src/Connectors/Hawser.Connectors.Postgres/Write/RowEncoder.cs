using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.Postgres.Write;

/// <summary>Writes the rows of batches as those of a COPY: how many fields, then each.</summary>
internal sealed unsafe class RowEncoder(IReadOnlyList<LoadColumn> columns, bool isNumbered)
{
    private readonly CopyEncoder[] _encoders = [.. columns.Select(column => column.Encoder)];
    private readonly short _fields = (short)(columns.Count + (isNumbered ? 1 : 0));
    private RecordBatch? _batch;

    /// <summary>Starts with a batch.</summary>
    public void Begin(RecordBatch batch)
    {
        if (ReferenceEquals(_batch, batch))
        {
            return;
        }

        _batch = batch;
        for (int i = 0; i < _encoders.Length; i++)
        {
            _encoders[i].Begin(batch[columns[i].Source]);
        }
    }

    /// <summary>Forgets the batch, which may be gone.</summary>
    public void End() => _batch = null;

    /// <summary>Writes rows until they end, a block is full, or one does not fit, of which nothing is written then.</summary>
    /// <param name="row">The first row; the row after the last that was written, or the one that does not fit.</param>
    /// <param name="end">The row to stop before.</param>
    /// <param name="number">The number of row 0 of the batch.</param>
    /// <param name="output">Takes the rows.</param>
    /// <returns>The position of the column that does not fit; -1 when all did.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(ref int row, int end, long number, CopyOutput output)
    {
        for (; row < end && !output.IsFull; row++)
        {
            int start = output.Length;
            output.Int16(_fields);
            if (isNumbered)
            {
                WriteNumber(number + row, output);
            }

            for (int i = 0; i < _encoders.Length; i++)
            {
                if (!_encoders[i].TryWrite(row, output))
                {
                    output.Truncate(start);
                    return i;
                }
            }
        }

        return -1;
    }

    private static void WriteNumber(long number, CopyOutput output)
    {
        byte* at = output.Reserve(sizeof(int) + sizeof(long));
        CopyOutput.Put(at, sizeof(long));
        CopyOutput.Put(at + sizeof(int), number);
        output.Advance(sizeof(int) + sizeof(long));
    }
}
