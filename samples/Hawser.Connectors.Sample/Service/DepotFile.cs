using Hawser.Arrow;
using Hawser.Arrow.Ipc;

namespace Hawser.Connectors.Sample.Service;

/// <summary>Rows as an Arrow IPC stream: what travels both ways and what the depot keeps.</summary>
internal sealed record DepotFile(byte[] Bytes, int Rows)
{
    public static DepotFile Of(RecordBatch batch)
    {
        using var stream = new MemoryStream();
        using (var writer = new IpcStreamWriter(stream, batch.Schema))
        {
            writer.Write(batch);
            writer.Finish();
        }

        return new DepotFile(stream.ToArray(), batch.RowCount);
    }

    /// <summary>The rows, decoded into memory of an allocator. The caller disposes the batch.</summary>
    public RecordBatch Decode(ArrowAllocator allocator)
    {
        using IpcStreamReader reader = IpcStreamReader.Open(new MemoryStream(Bytes), new IpcReaderOptions { Allocator = allocator });
        return reader.ReadNext() ?? throw new DepotFault("damaged_file", "the file holds no rows");
    }
}
