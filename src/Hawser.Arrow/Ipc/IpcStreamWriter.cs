namespace Hawser.Arrow.Ipc;

/// <summary>
/// Writes an Arrow IPC stream: the schema, then each batch behind the dictionaries that it needs and the reader lacks, then, by <see cref="IpcWriter.Finish"/>,
/// the end marker. A dictionary whose values changed is sent anew in whole.
/// </summary>
/// <remarks>Source: Arrow Columnar Format, "IPC Streaming Format". The media type is application/vnd.apache.arrow.stream.</remarks>
public sealed class IpcStreamWriter : IpcWriter
{
    private readonly DictionaryTracker _dictionaries;

    /// <summary>Makes a writer; nothing is written yet. The writer owns the stream unless the options leave it open.</summary>
    /// <exception cref="ArrowException">The schema has a type that the format cannot express: a dictionary of dictionaries.</exception>
    public IpcStreamWriter(Stream stream, Schema schema, IpcWriterOptions? options = null)
        : base(stream, schema, options)
    {
        _dictionaries = new DictionaryTracker(WireSchema);
    }

    private protected override ValueTask WriteStartAsync(bool async, CancellationToken cancellationToken) => WriteSchemaAsync(async, cancellationToken);

    private protected override async ValueTask<RecordBatch> WriteDictionariesAsync(RecordBatch batch, bool async, CancellationToken cancellationToken)
    {
        List<PendingDictionary> changes = _dictionaries.Changes(batch);
        try
        {
            foreach (PendingDictionary dictionary in changes)
            {
                await WriteDictionaryAsync(dictionary, async, cancellationToken).ConfigureAwait(false);
            }

            return batch.Retain();
        }
        finally
        {
            changes.ForEach(c => c.Values.Dispose());
        }
    }

    private protected override void BatchWritten(FileBlock block)
    {
    }

    private protected override ValueTask WriteEndAsync(bool async, CancellationToken cancellationToken) => Output.WriteEndAsync(async, cancellationToken);

    private protected override void Release() => _dictionaries.Dispose();
}
