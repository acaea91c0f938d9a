using System.Collections.Concurrent;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>
/// Moves a table's rows: readers, each with a session of the snapshot, take the table's partitions from a common list, so that skew does not matter; writers, as many as the load takes
/// and the rows that wait make worth while, empty the queue between.
/// </summary>
internal sealed class TableMove(TablePlan plan, BatchConverter converter, ScanRequest scan, CopyOptions options, ProgressMeter meter, ReadMessages messages)
{
    /// <summary>Partitions for each reader: more than one, so that a reader that is done early takes from the others' share.</summary>
    private const int PartitionsPerReader = 8;

    private long _bytes;

    /// <summary>How many sessions read.</summary>
    public int Readers { get; private set; } = 1;

    /// <summary>Bytes of Arrow data that went through.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>Moves every row and completes the writers.</summary>
    /// <returns>Rows read, and rows that the writers took.</returns>
    public async ValueTask<(long Read, long Written)> RunAsync(
        IReadOnlyList<Connection> readings, TableLoad load, int writers, CopyProof proof, CopyRejects? rejects, CancellationToken cancellationToken)
    {
        IReadOnlyList<Partition?> partitions = [null];
        if (readings.Count > 1)
        {
            partitions = await readings[0].PartitionAsync(scan, readings.Count * PartitionsPerReader, cancellationToken).ConfigureAwait(false);
        }

        int readers = Readers = Math.Min(readings.Count, partitions.Count);
        var lanes = new CopyLanes(load, Math.Min(writers, load.MaxWriters), isOneReader: readers == 1, converter, proof, rejects);
        await using (lanes.ConfigureAwait(false))
        {
            await lanes.TryOpenAsync(0, cancellationToken).ConfigureAwait(false);
            var waiting = new ConcurrentQueue<Partition?>(partitions);
            await new BatchPump(options.MemoryBytes / 4).RunAsync(
                [.. readings.Take(readers).Select(reading => Reads(reading, waiting))],
                [.. Enumerable.Range(0, lanes.Count).Select(index => Writes(lanes, index, proof))],
                (index, token) => SyncPump.Run(() => lanes.TryOpenAsync(index, token)),
                cancellationToken).ConfigureAwait(false);
            long written = await lanes.CompleteAsync(cancellationToken).ConfigureAwait(false);
            return (lanes.Open.Sum(lane => lane.RowsRead), written);
        }
    }

    private BatchProducer Reads(Connection reading, ConcurrentQueue<Partition?> waiting) => (waitForRoom, give, cancellationToken) =>
    {
        while (waiting.TryDequeue(out Partition? partition))
        {
            using RecordBatchReader reader = reading.Read(scan with { Partition = partition }, cancellationToken);
            CheckSchema(reader.Schema);
            while (true)
            {
                waitForRoom(cancellationToken);
                if (reader.ReadNext(cancellationToken) is not { } batch)
                {
                    break;
                }

                give(batch);
            }

            messages.Take(reader);
        }
    };

    private BatchConsumer Writes(CopyLanes lanes, int index, CopyProof proof) => (batch, firstRow, bytes, cancellationToken) =>
    {
        proof.AddKeys(batch);
        lanes[index].Write(batch, firstRow, cancellationToken);
        Interlocked.Add(ref _bytes, bytes);
        meter.Add(batch.RowCount, bytes);
    };

    private void CheckSchema(Schema schema)
    {
        for (int i = 0; i < plan.Columns.Count; i++)
        {
            string name = plan.Columns[i].Source.Name;
            if (SchemaCheck.Find(schema, i, name, converter.SourceSchema[i].Type) is { } found)
            {
                throw new ConnectorException(
                    ConnectorStatus.InvalidData, "", $"copy of {plan.Item.Name}: column \"{name}\" was planned as {converter.SourceSchema[i].Type} and reads as {found}; it changed in between.");
            }
        }
    }
}
