using Hawser.Arrow;

namespace Hawser.Tests.Copy;

/// <summary>What a broken writer does to the rows of one batch.</summary>
public enum Tampering
{
    /// <summary>Leaves a row out and says that it wrote it.</summary>
    Drops,

    /// <summary>Writes a row twice and leaves another out.</summary>
    Doubles,

    /// <summary>Moves one column down by a row.</summary>
    Shifts,

    /// <summary>Cuts the last byte off a text.</summary>
    Truncates,

    /// <summary>Swaps two rows' values in one column.</summary>
    Swaps,

    /// <summary>Swaps two columns' values in one row.</summary>
    SwapsColumns,

    /// <summary>Writes NULL for a value.</summary>
    Nulls,
}

internal static class TamperedBatch
{
    /// <summary>The row that is tampered with in every batch that has it.</summary>
    public const int Row = 7;

    /// <summary>The text column that is tampered with.</summary>
    public const int Column = 2;

    private const int OtherColumn = 3;

    public static RecordBatch Of(RecordBatch batch, Tampering how)
    {
        if (batch.RowCount <= Row + 1)
        {
            return batch.Retain();
        }

        using var builder = new RecordBatchBuilder(batch.Schema);
        for (int column = 0; column < batch.Columns.Length; column++)
        {
            for (int row = 0; row < batch.RowCount; row++)
            {
                Append(builder[column], batch, column, row, how);
            }
        }

        return builder.Finish();
    }

    private static void Append(ArrayBuilder builder, RecordBatch batch, int column, int row, Tampering how)
    {
        switch (how)
        {
            case Tampering.Drops when row == Row:
                break;
            case Tampering.Doubles when row == Row:
                builder.AppendRow(batch[column], row + 1);
                break;
            case Tampering.Shifts when column == Column:
                builder.AppendRow(batch[column], (row + 1) % batch.RowCount);
                break;
            case Tampering.Truncates when column == Column && row == Row:
                ((VarBinaryBuilder)builder).Append(batch[column].GetBytes(row)[..^1]);
                break;
            case Tampering.Swaps when column == Column && row is Row or Row + 1 && column == Column:
                builder.AppendRow(batch[column], row == Row ? Row + 1 : Row);
                break;
            case Tampering.SwapsColumns when row == Row && column is Column or OtherColumn:
                builder.AppendRow(batch[row == Row ? (column == Column ? OtherColumn : Column) : column], row);
                break;
            case Tampering.Nulls when column == Column && row == Row:
                builder.AppendNull();
                break;
            default:
                builder.AppendRow(batch[column], row);
                break;
        }
    }
}
