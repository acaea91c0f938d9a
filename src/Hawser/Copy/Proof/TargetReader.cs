using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Reads a target back in the source's types.</summary>
internal sealed class TargetReader(TablePlan plan, BatchConverter converter, CopyOptions options, ReadOptions readOptions, ProgressMeter meter, ReadMessages messages)
{
    /// <summary>The scan that reads what the copy wrote.</summary>
    public ScanRequest Scan(Database target) => new(plan.Target)
    {
        Columns = [.. plan.Columns.Select(c => c.TargetName)],
        Schema = converter.TargetSchema,
        ReadOptions = readOptions with { TypeMode = TypeMode.Declared, EncodedColumns = EncodedReading.OfTarget(plan, target) },
    };

    /// <summary>Hashes all rows of the target.</summary>
    public async ValueTask<RowHashSums> HashAsync(Connection writing, RowHashOptions hashOptions, CancellationToken cancellationToken)
    {
        var hasher = new RowHasher(converter.SourceSchema, hashOptions);
        await ReadAsync(writing, (batch, _) => hasher.Add(batch), cancellationToken).ConfigureAwait(false);
        return hasher.Sums;
    }

    /// <summary>Reads all rows of the target. The consumer borrows each batch, in the source's types, and is told its first row's number.</summary>
    public async ValueTask ReadAsync(Connection writing, Action<RecordBatch, long> consume, CancellationToken cancellationToken)
    {
        long rows = 0;
        RecordBatchReader reader = await writing.ReadAsync(Scan(writing.Database), cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            CheckSchema(reader.Schema);
            await new BatchPump(options.MemoryBytes / 4).RunAsync(reader, Consume, cancellationToken).ConfigureAwait(false);
            messages.Take(reader);
        }

        void Consume(RecordBatch batch, long firstRow, long bytes, CancellationToken token)
        {
            using RecordBatch source = converter.ToSource(batch, rows);
            consume(source, rows);
            rows += batch.RowCount;
            meter.Add(batch.RowCount, bytes);
        }
    }

    private void CheckSchema(Schema schema)
    {
        for (int i = 0; i < plan.Columns.Count; i++)
        {
            string name = plan.Columns[i].TargetName;
            if (SchemaCheck.Find(schema, i, name, converter.TargetSchema[i].Type) is { } found)
            {
                throw new ConnectorException(
                    ConnectorStatus.VerificationFailed, "", $"copy of {plan.Item.Name} to {plan.Target.DisplayName}: column \"{name}\" was written as {converter.TargetSchema[i].Type} and reads back as {found}.")
                {
                    Hint = CopyProof.AfterCommit(plan),
                };
            }
        }
    }
}
