using System.Runtime.CompilerServices;
using Hawser.Arrow;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Writes the rows of batches.</summary>
/// <param name="columns">The columns that are loaded.</param>
/// <param name="isNumbered">Whether each row's number in the load comes first.</param>
internal sealed class RowEncoder(IReadOnlyList<LoadColumn> columns, bool isNumbered)
{
    private readonly FieldEncoder[] _encoders = [.. columns.Select(column => column.MakeEncoder())];
    private readonly bool[] _refusesNull = [.. columns.Select(column => column.NullRefusal is not null)];
    private readonly bool[] _isBytes = [.. columns.Select(column => column.IsBytes)];
    private RecordBatch? _batch;

    /// <summary>The types of a row's bound values.</summary>
    public IEnumerable<BoundType> BoundTypes =>
        (isNumbered ? new[] { BoundType.Int64 } : []).Concat(_encoders.Select((encoder, i) => encoder.Bound ?? (_isBytes[i] ? BoundType.Bytes : BoundType.Text)));

    /// <summary>Why the last misfit was refused.</summary>
    public string MisfitReason { get; private set; } = "";

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

    /// <summary>Writes rows until they end, the output is full, or one does not fit, of which nothing is written then.</summary>
    /// <param name="row">The first row; the row after the last that was written, or the one that does not fit.</param>
    /// <param name="end">The row to stop before.</param>
    /// <param name="number">The number of row 0 of the batch.</param>
    /// <param name="form">What stands around values.</param>
    /// <param name="output">Takes the rows.</param>
    /// <returns>The position of the column that does not fit; -1 when all did.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Write(ref int row, int end, long number, RowForm form, LoadOutput output)
    {
        for (; row < end && !output.IsFull; row++)
        {
            int start = output.Length;
            output.Bytes(form.RowStart);
            if (isNumbered)
            {
                form.Number(number + row, output);
            }

            for (int i = 0; i < _encoders.Length; i++)
            {
                if (i > 0 && !form.IsBound)
                {
                    output.Byte(form.Between);
                }

                if (!TryWrite(i, row, form, output))
                {
                    output.Truncate(start);
                    return i;
                }
            }

            output.Bytes(form.RowEnd);
        }

        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryWrite(int column, int row, RowForm form, LoadOutput output)
    {
        FieldEncoder encoder = _encoders[column];
        if (encoder.WritesNull(row))
        {
            output.Bytes(form.Null);
            MisfitReason = columns[column].NullRefusal ?? "";
            return !_refusesNull[column];
        }

        output.Bytes(_isBytes[column] ? form.BeforeBytes : form.BeforeText);
        if (form.IsBound ? !encoder.TryBind(row, output) : !encoder.TryWrite(row, output))
        {
            MisfitReason = encoder.MisfitReason;
            return false;
        }

        output.Bytes(form.After);
        return true;
    }
}
