using Hawser.Arrow.Ipc;
using Hawser.Arrow.Tests.JudgedByApacheArrow;

namespace Hawser.Arrow.Tests.Ipc;

/// <summary>Writes batches to bytes and reads them back, synchronously and asynchronously.</summary>
internal static class IpcBytes
{
    public static byte[] WriteStream(Schema schema, IEnumerable<RecordBatch> batches, ArrowAllocator allocator)
    {
        var memory = new MemoryStream();
        Write(new IpcStreamWriter(memory, schema, new IpcWriterOptions { Allocator = allocator }), batches);
        return memory.ToArray();
    }

    public static byte[] WriteFile(Schema schema, IEnumerable<RecordBatch> batches, ArrowAllocator allocator, ArrowMetadata? metadata = null)
    {
        var memory = new MemoryStream();
        Write(new IpcFileWriter(memory, schema, new IpcWriterOptions { Allocator = allocator, FileMetadata = metadata ?? ArrowMetadata.Empty }), batches);
        return memory.ToArray();
    }

    public static async Task<byte[]> WriteStreamAsync(Schema schema, IEnumerable<RecordBatch> batches, ArrowAllocator allocator)
    {
        var memory = new MemoryStream();
        await WriteAsync(new IpcStreamWriter(memory, schema, new IpcWriterOptions { Allocator = allocator }), batches);
        return memory.ToArray();
    }

    public static async Task<byte[]> WriteFileAsync(Schema schema, IEnumerable<RecordBatch> batches, ArrowAllocator allocator)
    {
        var memory = new MemoryStream();
        await WriteAsync(new IpcFileWriter(memory, schema, new IpcWriterOptions { Allocator = allocator }), batches);
        return memory.ToArray();
    }

    public static List<RecordBatch> ReadFile(byte[] bytes, ArrowAllocator allocator)
    {
        using RecordBatchReader reader = IpcFileReader.Open(new MemoryStream(bytes), new IpcReaderOptions { Allocator = allocator });
        return ReadAll(reader);
    }

    public static async Task<List<RecordBatch>> ReadFileAsync(byte[] bytes, ArrowAllocator allocator)
    {
        await using RecordBatchReader reader = await IpcFileReader.OpenAsync(new MemoryStream(bytes), new IpcReaderOptions { Allocator = allocator });
        return await ReadAllAsync(reader);
    }

    /// <summary>Reads all batches; the caller disposes them. When an error ends the reading, those already read are disposed.</summary>
    public static List<RecordBatch> ReadStream(byte[] bytes, ArrowAllocator allocator, Stream? stream = null)
    {
        using RecordBatchReader reader = IpcStreamReader.Open(stream ?? new MemoryStream(bytes), new IpcReaderOptions { Allocator = allocator });
        return ReadAll(reader);
    }

    public static List<RecordBatch> ReadAll(RecordBatchReader reader)
    {
        var batches = new List<RecordBatch>();
        try
        {
            while (reader.ReadNext() is { } batch)
            {
                batches.Add(batch);
            }
        }
        catch (ArrowException)
        {
            batches.ForEach(b => b.Dispose());
            throw;
        }

        return batches;
    }

    public static async Task<List<RecordBatch>> ReadStreamAsync(byte[] bytes, ArrowAllocator allocator)
    {
        await using RecordBatchReader reader = await IpcStreamReader.OpenAsync(new MemoryStream(bytes), new IpcReaderOptions { Allocator = allocator });
        return await ReadAllAsync(reader);
    }

    public static void AssertSame(IReadOnlyList<RecordBatch> expected, IReadOnlyList<RecordBatch> actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            Assert.Equal(expected[i].Schema, actual[i].Schema);
            Assert.Equal(expected[i].RowCount, actual[i].RowCount);
            for (int column = 0; column < expected[i].Columns.Length; column++)
            {
                Assert.Equal(JudgedValue.ColumnText(expected[i][column]), JudgedValue.ColumnText(actual[i][column]));
            }
        }
    }

    private static void Write(IpcWriter writer, IEnumerable<RecordBatch> batches)
    {
        using (writer)
        {
            foreach (RecordBatch batch in batches)
            {
                writer.Write(batch);
            }

            writer.Finish();
        }
    }

    private static async Task WriteAsync(IpcWriter writer, IEnumerable<RecordBatch> batches)
    {
        await using (writer)
        {
            foreach (RecordBatch batch in batches)
            {
                await writer.WriteAsync(batch);
            }

            await writer.FinishAsync();
        }
    }

    private static async Task<List<RecordBatch>> ReadAllAsync(RecordBatchReader reader)
    {
        var batches = new List<RecordBatch>();
        while (await reader.ReadNextAsync() is { } batch)
        {
            batches.Add(batch);
        }

        return batches;
    }
}
