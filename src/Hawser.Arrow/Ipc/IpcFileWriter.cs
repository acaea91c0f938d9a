using System.Buffers.Binary;

namespace Hawser.Arrow.Ipc;

/// <summary>
/// Writes an Arrow IPC file: like a stream, but its footer, written by <see cref="IpcWriter.Finish"/>, says where each batch lies, so that it can be read in
/// any order or mapped into memory. The stream need not be seekable.
/// </summary>
/// <remarks>
/// Source: Arrow Columnar Format, "IPC File Format". The media type is application/vnd.apache.arrow.file. A file cannot replace a dictionary: when batches come
/// with different dictionaries, new values are appended to the first one and the batch's indices are written anew.
/// </remarks>
public sealed class IpcFileWriter : IpcWriter
{
    internal static readonly byte[] Magic = "ARROW1"u8.ToArray();
    private readonly DictionaryMerger _dictionaries;
    private readonly List<FileBlock> _dictionaryBlocks = [];
    private readonly List<FileBlock> _batchBlocks = [];

    /// <summary>Makes a writer; nothing is written yet. The writer owns the stream unless the options leave it open.</summary>
    /// <exception cref="ArrowException">The schema has a type that the format cannot express: a dictionary of dictionaries.</exception>
    public IpcFileWriter(Stream stream, Schema schema, IpcWriterOptions? options = null)
        : base(stream, schema, options)
    {
        _dictionaries = new DictionaryMerger(WireSchema, Options.Allocator);
    }

    private protected override async ValueTask WriteStartAsync(bool async, CancellationToken cancellationToken)
    {
        byte[] start = new byte[8];
        Magic.CopyTo(start, 0);
        await Output.WriteAsync(start, async, cancellationToken).ConfigureAwait(false);
        await WriteSchemaAsync(async, cancellationToken).ConfigureAwait(false);
    }

    private protected override async ValueTask<RecordBatch> WriteDictionariesAsync(RecordBatch batch, bool async, CancellationToken cancellationToken)
    {
        RecordBatch merged = _dictionaries.Merge(batch, out List<PendingDictionary> changes);
        bool done = false;
        try
        {
            foreach (PendingDictionary dictionary in changes)
            {
                _dictionaryBlocks.Add(await WriteDictionaryAsync(dictionary, async, cancellationToken).ConfigureAwait(false));
            }

            done = true;
            return merged;
        }
        finally
        {
            changes.ForEach(c => c.Values.Dispose());
            if (!done)
            {
                merged.Dispose();
            }
        }
    }

    private protected override void BatchWritten(FileBlock block) => _batchBlocks.Add(block);

    private protected override async ValueTask WriteEndAsync(bool async, CancellationToken cancellationToken)
    {
        await Output.WriteEndAsync(async, cancellationToken).ConfigureAwait(false);
        ReadOnlyMemory<byte> footer = FooterMessage.Write(Metadata, WireSchema, _dictionaryBlocks, _batchBlocks, Options.FileMetadata);
        byte[] end = new byte[sizeof(int) + Magic.Length];
        BinaryPrimitives.WriteInt32LittleEndian(end, footer.Length);
        Magic.CopyTo(end, sizeof(int));
        await Output.WriteAsync(footer, async, cancellationToken).ConfigureAwait(false);
        await Output.WriteAsync(end, async, cancellationToken).ConfigureAwait(false);
    }

    private protected override void Release() => _dictionaries.Dispose();
}
