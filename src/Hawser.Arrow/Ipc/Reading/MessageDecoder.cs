namespace Hawser.Arrow.Ipc;

/// <summary>Turns messages into batches and keeps the dictionaries between them.</summary>
internal sealed class MessageDecoder : IDisposable
{
    private readonly WireSchema _schema;
    private readonly IpcReaderOptions _options;
    private readonly DictionaryStore _dictionaries;

    public MessageDecoder(WireSchema schema, IpcReaderOptions options)
    {
        _schema = schema;
        _options = options;
        _dictionaries = new DictionaryStore(options.Allocator);
    }

    public Schema Schema => _schema.Schema;

    public static WireSchema ReadSchema(IpcMessage message)
    {
        MessageEnvelope envelope = MessageEnvelope.Read(message.Metadata);
        return envelope.Kind == MessageKind.Schema
            ? SchemaMessage.Read(envelope.Header, new DecodeBudget(message.Metadata.Length))
            : throw new ArrowException($"The Arrow stream begins with a {envelope.Kind} message instead of its schema.");
    }

    /// <summary>Reads a message into a batch, or takes in a dictionary and returns null.</summary>
    public RecordBatch? Decode(IpcMessage message)
    {
        MessageEnvelope envelope = MessageEnvelope.Read(message.Metadata);
        switch (envelope.Kind)
        {
            case MessageKind.RecordBatch:
                return ReadBatch(RecordBatchMessage.Read(envelope.Header), message.Body, envelope.Version);
            case MessageKind.DictionaryBatch:
                ReadDictionary(DictionaryBatchMessage.Read(envelope.Header), message.Body, envelope.Version, allowReplacement: true);
                return null;
            default:
                throw new ArrowException("The Arrow stream has a second schema; streams that follow each other must be read one by one.");
        }
    }

    /// <summary>Reads a message that a file's footer lists as a batch.</summary>
    public RecordBatch DecodeBatch(IpcMessage message)
    {
        MessageEnvelope envelope = MessageEnvelope.Read(message.Metadata);
        return envelope.Kind == MessageKind.RecordBatch
            ? ReadBatch(RecordBatchMessage.Read(envelope.Header), message.Body, envelope.Version)
            : throw new ArrowException($"The Arrow file's footer lists a {envelope.Kind} message as a batch.");
    }

    /// <summary>The rows of a message that a file's footer lists as a batch, by its metadata.</summary>
    public static long CountRows(ReadOnlySpan<byte> metadata)
    {
        MessageEnvelope envelope = MessageEnvelope.Read(metadata);
        long rows = envelope.Kind == MessageKind.RecordBatch
            ? RecordBatchMessage.Read(envelope.Header).RowCount
            : throw new ArrowException($"The Arrow file's footer lists a {envelope.Kind} message as a batch.");
        return rows is >= 0 and <= int.MaxValue ? rows : throw new ArrowException($"An Arrow batch claims {rows} rows.");
    }

    /// <summary>Reads a message that a file's footer lists as a dictionary.</summary>
    public void DecodeDictionary(IpcMessage message)
    {
        MessageEnvelope envelope = MessageEnvelope.Read(message.Metadata);
        if (envelope.Kind != MessageKind.DictionaryBatch)
        {
            throw new ArrowException($"The Arrow file's footer lists a {envelope.Kind} message as a dictionary.");
        }

        ReadDictionary(DictionaryBatchMessage.Read(envelope.Header), message.Body, envelope.Version, allowReplacement: false);
    }

    public void Dispose() => _dictionaries.Dispose();

    private RecordBatch ReadBatch(RecordBatchMessage message, ArrowBuffer body, MetadataVersion version)
    {
        if (message.RowCount is < 0 or > int.MaxValue)
        {
            throw new ArrowException($"An Arrow batch of {message.RowCount} rows cannot be read; at most {int.MaxValue} fit in one.");
        }

        ArrowArray[] columns = Decoder(message, body, version).ReadColumns(_schema.Fields);
        RecordBatch? batch = null;
        bool done = false;
        try
        {
            CheckLengths(columns, (int)message.RowCount);
            batch = new RecordBatch(_schema.Schema, (int)message.RowCount, columns);
            ArrayValidator.Validate(batch, _options.Validation, _dictionaries.Tested);
            done = true;
            return batch;
        }
        finally
        {
            if (!done)
            {
                Array.ForEach(columns, c => c.Dispose());
            }
        }
    }

    private void ReadDictionary(DictionaryBatchMessage message, ArrowBuffer body, MetadataVersion version, bool allowReplacement)
    {
        if (!_schema.Dictionaries.TryGetValue(message.Id, out WireField? field))
        {
            throw new ArrowException($"The Arrow data has values for dictionary {message.Id}, which no column uses.");
        }

        if (message.IsDelta != _dictionaries.Contains(message.Id) && (message.IsDelta || !allowReplacement))
        {
            throw new ArrowException(message.IsDelta
                ? $"The Arrow data appends to dictionary {message.Id}, which was not sent before."
                : $"The Arrow file has dictionary {message.Id} twice; only a stream may replace a dictionary.");
        }

        ArrowArray values = Decoder(message.Batch, body, version).ReadDictionaryValues(field);
        bool done = false;
        try
        {
            if (values.Length != message.Batch.RowCount)
            {
                throw new ArrowException($"Dictionary {message.Id} is said to have {message.Batch.RowCount} values and has {values.Length}.");
            }

            ArrayValidator.Validate(values, _options.Validation, _dictionaries.Tested);
            done = true;
        }
        finally
        {
            if (!done)
            {
                values.Dispose();
            }
        }

        _dictionaries.Add(message.Id, values, message.IsDelta);
    }

    private BatchDecoder Decoder(RecordBatchMessage message, ArrowBuffer body, MetadataVersion version) =>
        new(new BodyReader(message, body, _options.Allocator), version, _dictionaries);

    private void CheckLengths(ArrowArray[] columns, int rowCount)
    {
        for (int i = 0; i < columns.Length; i++)
        {
            if (columns[i].Length != rowCount)
            {
                throw new ArrowException($"Column \"{Schema[i].Name}\" has {columns[i].Length} rows; the batch has {rowCount}.");
            }
        }
    }
}
