namespace Hawser.Arrow.Ipc;

/// <summary>
/// Reads an Arrow IPC stream: a schema, then batches and the dictionaries they use, then an end marker. Every batch is tested before it is handed out, so a
/// damaged or forged stream ends in an <see cref="ArrowException"/>. Errors of the stream below pass through as they are.
/// </summary>
/// <remarks>
/// Source: Arrow Columnar Format, "IPC Streaming Format". Metadata V4 and V5 are read. Compressed buffers, big-endian data and types outside
/// <see cref="ArrowTypeId"/> are errors that name what they are. What follows the end marker is left in the stream.
/// </remarks>
public sealed class IpcStreamReader : RecordBatchReader
{
    private readonly Stream _stream;
    private readonly IpcReaderOptions _options;
    private readonly MessageInput _input;
    private readonly MessageDecoder _decoder;
    private bool _ended;
    private bool _failed;

    private IpcStreamReader(Stream stream, IpcReaderOptions options, MessageInput input, WireSchema schema)
    {
        _stream = stream;
        _options = options;
        _input = input;
        _decoder = new MessageDecoder(schema, options);
    }

    /// <inheritdoc/>
    public override Schema Schema => _decoder.Schema;

    /// <summary>Reads the schema; the reader then owns the stream unless the options leave it open.</summary>
    /// <exception cref="ArrowException">The stream does not begin with an Arrow schema that can be read. The stream is then not disposed.</exception>
    public static IpcStreamReader Open(Stream stream, IpcReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return SyncPump.Run(() => OpenAsync(stream, options ?? IpcReaderOptions.Default, async: false, CancellationToken.None));
    }

    /// <inheritdoc cref="Open"/>
    public static ValueTask<IpcStreamReader> OpenAsync(Stream stream, IpcReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return OpenAsync(stream, options ?? IpcReaderOptions.Default, async: true, cancellationToken);
    }

    /// <inheritdoc/>
    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => SyncPump.Run(() => ReadAsync(async: false, cancellationToken));

    /// <inheritdoc/>
    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => ReadAsync(async: true, cancellationToken);

    /// <inheritdoc/>
    protected override void DisposeCore()
    {
        _decoder.Dispose();
        if (!_options.LeaveOpen)
        {
            _stream.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override async ValueTask DisposeCoreAsync()
    {
        _decoder.Dispose();
        if (!_options.LeaveOpen)
        {
            await _stream.DisposeAsync().ConfigureAwait(false);
        }
    }

    private static async ValueTask<IpcStreamReader> OpenAsync(Stream stream, IpcReaderOptions options, bool async, CancellationToken cancellationToken)
    {
        options.Check();
        var input = new MessageInput(stream, options);
        using IpcMessage? first = await input.ReadAsync(async, cancellationToken).ConfigureAwait(false);
        return first is null
            ? throw new ArrowException("The Arrow stream is empty: it has no schema.")
            : new IpcStreamReader(stream, options, input, MessageDecoder.ReadSchema(first));
    }

    private async ValueTask<RecordBatch?> ReadAsync(bool async, CancellationToken cancellationToken)
    {
        if (_failed)
        {
            throw new ArrowException("An earlier read of this Arrow stream failed; where its next message begins is not known.");
        }

        // Stays set when something throws or is cancelled in the middle of a message.
        _failed = true;
        RecordBatch? batch = null;
        while (batch is null && !_ended)
        {
            using IpcMessage? message = await _input.ReadAsync(async, cancellationToken).ConfigureAwait(false);
            _ended = message is null;
            batch = message is null ? null : _decoder.Decode(message);
        }

        _failed = false;
        return batch;
    }
}
