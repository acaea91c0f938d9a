using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Turns batches of a source into batches that its target takes, by the plan, and batches that were read back into the source's types again.</summary>
internal sealed class BatchConverter
{
    private readonly TablePlan _plan;
    private readonly Conversion[] _conversions;
    private readonly ArrowAllocator _allocator;

    public BatchConverter(TablePlan plan, ArrowAllocator allocator)
    {
        _plan = plan;
        _allocator = allocator;
        _conversions = [.. plan.Columns.Select(c => ConversionTable.Find(c.Source.Field, c.Stored)!)];
        SourceSchema = new Schema(plan.Columns.Select(c => c.Source.Field));
        TargetSchema = new Schema(plan.Columns.Select(c => c.Stored.WithName(c.TargetName)));
    }

    /// <summary>The columns as they are read.</summary>
    public Schema SourceSchema { get; }

    /// <summary>The columns as they are written and read back.</summary>
    public Schema TargetSchema { get; }

    /// <summary>A batch for the target; the caller owns it.</summary>
    /// <param name="batch">A batch of the source's types; borrowed.</param>
    /// <param name="firstRow">Its first row's number in the table, for errors.</param>
    public RecordBatch ToTarget(RecordBatch batch, long firstRow) => Convert(batch, TargetSchema, c => c.Forward, firstRow);

    /// <summary>A batch in the source's types from one that was read back; the caller owns it.</summary>
    public RecordBatch ToSource(RecordBatch batch, long firstRow) => Convert(batch, SourceSchema, c => c.Backward, firstRow);

    /// <summary>A batch for the target, or the first value found that does not fit it.</summary>
    /// <param name="batch">A batch of the source's types; borrowed.</param>
    /// <param name="converted">The converted batch, owned by the caller; null when a value does not fit.</param>
    public BatchMisfit? FindMisfit(RecordBatch batch, out RecordBatch? converted)
    {
        converted = TryConvert(batch, TargetSchema, c => c.Forward, out BatchMisfit? misfit);
        return misfit;
    }

    private RecordBatch Convert(RecordBatch batch, Schema schema, Func<Conversion, ColumnConverter?> way, long firstRow)
    {
        if (TryConvert(batch, schema, way, out BatchMisfit? misfit) is { } converted)
        {
            return converted;
        }

        ColumnPlan column = _plan.Columns.First(c => c.Source.Name == misfit!.Column);
        throw new ConnectorException(ConnectorStatus.InvalidData, "", $"copy of {_plan.Item.Name}: column \"{misfit!.Column}\", row {firstRow + misfit.Row}: {misfit.Reason}.")
        {
            Hint = $"The target column is {column.TargetNativeType}; choose a wider one, or leave the row out with a query or --on-reject.",
        };
    }

    private RecordBatch? TryConvert(RecordBatch batch, Schema schema, Func<Conversion, ColumnConverter?> way, out BatchMisfit? misfit)
    {
        misfit = null;
        var columns = new ArrowArray[_conversions.Length];
        int done = 0;
        RecordBatch? converted = null;
        try
        {
            for (; done < columns.Length; done++)
            {
                columns[done] = way(_conversions[done]) is { } converter ? converter.Convert(batch[done], _allocator) : batch[done].Retain();
            }

            return converted = new RecordBatch(schema, batch.RowCount, columns);
        }
        catch (MisfitException found)
        {
            misfit = new BatchMisfit(found.Row, _plan.Columns[done].Source.Name, found.Message);
            return null;
        }
        finally
        {
            for (int i = 0; converted is null && i < done; i++)
            {
                columns[i].Dispose();
            }
        }
    }
}
