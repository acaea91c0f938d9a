namespace Hawser.Arrow.Ipc;

/// <summary>
/// Writes record batches as Arrow IPC. <see cref="Finish"/> completes the output; a writer that is disposed without it leaves output that every reader
/// recognises as incomplete: a stream without its end marker, a file without its footer. One caller at a time.
/// </summary>
/// <remarks>
/// Source: Arrow Columnar Format, "Serialization and Interprocess Communication". Metadata V5, little-endian, not compressed. Buffers are
/// written from where they lie; only offsets and bitmaps of slices are copied. Errors of the stream below pass through as they are, and the writer is then of
/// no more use.
/// </remarks>
public abstract class IpcWriter : IDisposable, IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly IpcWriterOptions _options;
    private readonly FlatBuilder _metadata = new();
    private readonly BodyPlan _body;
    private WriterState _state;

    private protected IpcWriter(Stream stream, Schema schema, IpcWriterOptions? options)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(schema);
        _stream = stream;
        _options = options ?? IpcWriterOptions.Default;
        _options.Check();
        WireSchema = WireSchema.Of(schema);
        _body = new BodyPlan(_options.Allocator, _options.Alignment);
        Output = new MessageOutput(stream, _options.Alignment);
    }

    private enum WriterState
    {
        New,
        Started,
        Finished,
        Failed,
        Disposed,
    }

    /// <summary>The schema of every batch.</summary>
    public Schema Schema => WireSchema.Schema;

    /// <summary>Bytes handed to the stream so far.</summary>
    public long BytesWritten => Output.Position;

    private protected WireSchema WireSchema { get; }

    private protected MessageOutput Output { get; }

    private protected FlatBuilder Metadata => _metadata;

    private protected IpcWriterOptions Options => _options;

    /// <summary>Writes a batch, before the first one the schema. The batch is borrowed until the call returns.</summary>
    /// <exception cref="ArgumentException">The batch's fields are not those of <see cref="Schema"/>.</exception>
    /// <exception cref="InvalidOperationException">The output is finished, or an earlier write failed.</exception>
    /// <exception cref="ArrowException">The batch cannot be expressed in this format.</exception>
    public void Write(RecordBatch batch, CancellationToken cancellationToken = default)
    {
        CheckBatch(batch);
        RunSync(() => WriteBatchAsync(batch, async: false, cancellationToken));
    }

    /// <summary>Writes a batch, before the first one the schema. The batch is borrowed until the task is complete.</summary>
    /// <inheritdoc cref="Write"/>
    public ValueTask WriteAsync(RecordBatch batch, CancellationToken cancellationToken = default)
    {
        CheckBatch(batch);
        return WriteBatchAsync(batch, async: true, cancellationToken);
    }

    /// <summary>Flushes the stream, after the schema when no batch has been written yet.</summary>
    /// <exception cref="InvalidOperationException">The output is finished, or an earlier write failed.</exception>
    public void Flush(CancellationToken cancellationToken = default)
    {
        CheckUsable();
        RunSync(() => FlushAsync(async: false, cancellationToken));
    }

    /// <inheritdoc cref="Flush"/>
    public ValueTask FlushAsync(CancellationToken cancellationToken = default)
    {
        CheckUsable();
        return FlushAsync(async: true, cancellationToken);
    }

    /// <summary>Completes the output, even one without batches, and flushes the stream. A second call does nothing.</summary>
    /// <exception cref="InvalidOperationException">An earlier write failed.</exception>
    public void Finish(CancellationToken cancellationToken = default)
    {
        if (_state != WriterState.Finished)
        {
            CheckUsable();
            RunSync(() => FinishAsync(async: false, cancellationToken));
        }
    }

    /// <inheritdoc cref="Finish"/>
    public ValueTask FinishAsync(CancellationToken cancellationToken = default)
    {
        if (_state == WriterState.Finished)
        {
            return ValueTask.CompletedTask;
        }

        CheckUsable();
        return FinishAsync(async: true, cancellationToken);
    }

    /// <summary>Disposes the stream unless the options leave it open. Does not complete the output: see <see cref="Finish"/>.</summary>
    public void Dispose()
    {
        if (_state != WriterState.Disposed)
        {
            _state = WriterState.Disposed;
            Release();
            if (!_options.LeaveOpen)
            {
                _stream.Dispose();
            }

            GC.SuppressFinalize(this);
        }
    }

    /// <inheritdoc cref="Dispose"/>
    public async ValueTask DisposeAsync()
    {
        if (_state != WriterState.Disposed)
        {
            _state = WriterState.Disposed;
            Release();
            if (!_options.LeaveOpen)
            {
                await _stream.DisposeAsync().ConfigureAwait(false);
            }

            GC.SuppressFinalize(this);
        }
    }

    /// <summary>Writes what stands before the first batch.</summary>
    private protected abstract ValueTask WriteStartAsync(bool async, CancellationToken cancellationToken);

    /// <summary>Writes the dictionaries that a batch needs and returns the batch to write in its place; the caller disposes it.</summary>
    private protected abstract ValueTask<RecordBatch> WriteDictionariesAsync(RecordBatch batch, bool async, CancellationToken cancellationToken);

    /// <summary>Takes note of a batch that was written.</summary>
    private protected abstract void BatchWritten(FileBlock block);

    /// <summary>Writes what stands behind the last batch.</summary>
    private protected abstract ValueTask WriteEndAsync(bool async, CancellationToken cancellationToken);

    /// <summary>Releases what a kind of writer holds.</summary>
    private protected abstract void Release();

    private protected async ValueTask WriteSchemaAsync(bool async, CancellationToken cancellationToken)
    {
        ReadOnlyMemory<byte> message = MessageEnvelope.Write(_metadata, MessageKind.Schema, SchemaMessage.Write(_metadata, WireSchema), 0);
        await Output.WriteMessageAsync(message, null, async, cancellationToken).ConfigureAwait(false);
    }

    private protected async ValueTask<FileBlock> WriteDictionaryAsync(PendingDictionary dictionary, bool async, CancellationToken cancellationToken)
    {
        try
        {
            ArrayPlanner.Add(_body, dictionary.Values);
            int batch = RecordBatchMessage.Write(_metadata, dictionary.Values.Length, _body.Nodes, _body.Ranges);
            int header = DictionaryBatchMessage.Write(_metadata, dictionary.Id, dictionary.IsDelta, batch);
            ReadOnlyMemory<byte> message = MessageEnvelope.Write(_metadata, MessageKind.DictionaryBatch, header, _body.BodyLength);
            return await Output.WriteMessageAsync(message, _body, async, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _body.Clear();
        }
    }

    private static void RunSync(Func<ValueTask> work) => SyncPump.Run(async () =>
    {
        await work().ConfigureAwait(false);
        return true;
    });

    private async ValueTask WriteBatchAsync(RecordBatch batch, bool async, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await StartAsync(async, cancellationToken).ConfigureAwait(false);
        _state = WriterState.Failed;
        using (RecordBatch written = await WriteDictionariesAsync(batch, async, cancellationToken).ConfigureAwait(false))
        {
            BatchWritten(await WriteColumnsAsync(written, async, cancellationToken).ConfigureAwait(false));
        }

        await Output.WriteGatheredAsync(async, cancellationToken).ConfigureAwait(false);

        _state = WriterState.Started;
    }

    private async ValueTask<FileBlock> WriteColumnsAsync(RecordBatch batch, bool async, CancellationToken cancellationToken)
    {
        try
        {
            foreach (ArrowArray column in batch.Columns)
            {
                ArrayPlanner.Add(_body, column);
            }

            int header = RecordBatchMessage.Write(_metadata, batch.RowCount, _body.Nodes, _body.Ranges);
            ReadOnlyMemory<byte> message = MessageEnvelope.Write(_metadata, MessageKind.RecordBatch, header, _body.BodyLength);
            return await Output.WriteMessageAsync(message, _body, async, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _body.Clear();
        }
    }

    private async ValueTask StartAsync(bool async, CancellationToken cancellationToken)
    {
        if (_state == WriterState.New)
        {
            _state = WriterState.Failed;
            await WriteStartAsync(async, cancellationToken).ConfigureAwait(false);
            _state = WriterState.Started;
        }
    }

    private async ValueTask FlushAsync(bool async, CancellationToken cancellationToken)
    {
        await StartAsync(async, cancellationToken).ConfigureAwait(false);
        _state = WriterState.Failed;
        await Output.FlushAsync(async, cancellationToken).ConfigureAwait(false);
        _state = WriterState.Started;
    }

    private async ValueTask FinishAsync(bool async, CancellationToken cancellationToken)
    {
        await StartAsync(async, cancellationToken).ConfigureAwait(false);
        _state = WriterState.Failed;
        await WriteEndAsync(async, cancellationToken).ConfigureAwait(false);
        await Output.FlushAsync(async, cancellationToken).ConfigureAwait(false);
        _state = WriterState.Finished;
    }

    private void CheckBatch(RecordBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        CheckUsable();
        if (!ReferenceEquals(batch.Schema, Schema) && !batch.Schema.Fields.SequenceEqual(Schema.Fields))
        {
            throw new ArgumentException($"The batch's fields are not the writer's. Batch:\n{batch.Schema}\nWriter:\n{Schema}", nameof(batch));
        }
    }

    private void CheckUsable()
    {
        ObjectDisposedException.ThrowIf(_state == WriterState.Disposed, this);
        if (_state is WriterState.Finished or WriterState.Failed)
        {
            throw new InvalidOperationException(_state == WriterState.Finished
                ? "The Arrow output is finished; nothing can be written behind its end."
                : "An earlier write of this Arrow output failed or was cancelled; what has been written is incomplete.");
        }
    }
}
