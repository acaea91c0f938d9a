namespace Hawser.Arrow.Ipc;

/// <summary>
/// Reads an Arrow IPC file: its batches in any order through <see cref="ReadBatch"/>, or one after the other as a <see cref="RecordBatchReader"/>. Every batch
/// is tested before it is handed out, so a damaged or forged file ends in an <see cref="ArrowException"/>. Errors of the stream below pass through as they are.
/// </summary>
/// <remarks>Source: Arrow Columnar Format, "IPC File Format". What can be read is what <see cref="IpcStreamReader"/> can. One caller at a time.</remarks>
public sealed class IpcFileReader : RecordBatchReader
{
    private readonly IpcFileSource _source;
    private readonly FooterMessage _footer;
    private readonly MessageDecoder _decoder;
    private int _dictionariesRead;
    private int _next;
    private bool _closed;

    private IpcFileReader(IpcFileSource source, FooterMessage footer, IpcReaderOptions options)
    {
        _source = source;
        _footer = footer;
        _decoder = new MessageDecoder(footer.Schema, options);
    }

    /// <inheritdoc/>
    public override Schema Schema => _decoder.Schema;

    /// <summary>How many batches the file has.</summary>
    public int BatchCount => _footer.Batches.Length;

    /// <summary>The key–value metadata of the footer, apart from the schema's; empty when there is none.</summary>
    public ArrowMetadata FileMetadata => _footer.Metadata;

    /// <summary>Reads the footer; the reader then owns the stream unless the options leave it open.</summary>
    /// <param name="stream">A seekable stream; the file begins at its position 0.</param>
    /// <param name="options">Limits and ownership; the defaults when null.</param>
    /// <exception cref="ArrowException">It is no Arrow file that can be read. The stream is then not disposed.</exception>
    public static IpcFileReader Open(Stream stream, IpcReaderOptions? options = null)
    {
        CheckSeekable(stream);
        return SyncPump.Run(() => OpenAsync(stream, options ?? IpcReaderOptions.Default, async: false, CancellationToken.None));
    }

    /// <inheritdoc cref="Open(Stream, IpcReaderOptions?)"/>
    public static ValueTask<IpcFileReader> OpenAsync(Stream stream, IpcReaderOptions? options = null, CancellationToken cancellationToken = default)
    {
        CheckSeekable(stream);
        return OpenAsync(stream, options ?? IpcReaderOptions.Default, async: true, cancellationToken);
    }

    /// <summary>
    /// Maps a file into memory: batches point into the map and nothing is copied. The map lives until the reader and every batch are disposed.
    /// </summary>
    /// <param name="path">The file. It must not be changed or cut while it is mapped: what was tested could become false, and reading what was cut off ends the process.</param>
    /// <param name="options">Limits; the defaults when null.</param>
    /// <exception cref="ArrowException">It is no Arrow file that can be read.</exception>
    /// <exception cref="IOException">The file cannot be opened or mapped.</exception>
    public static IpcFileReader OpenMapped(string path, IpcReaderOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        options ??= IpcReaderOptions.Default;
        options.Check();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (stream.Length == 0)
        {
            throw new ArrowException("The file is empty, not an Arrow file.");
        }

        var source = new MappedFileSource(new MappedMemory(stream), options);
        return SyncPump.Run(() => OpenAsync(source, options, ownsSource: true, async: false, CancellationToken.None));
    }

    /// <summary>Reads one batch. The caller disposes it.</summary>
    /// <param name="index">0 to <see cref="BatchCount"/> - 1.</param>
    /// <param name="cancellationToken">Gives up between two messages.</param>
    /// <exception cref="ArrowException">The batch is damaged, or is of a kind that cannot be read.</exception>
    public RecordBatch ReadBatch(int index, CancellationToken cancellationToken = default)
    {
        CheckIndex(index);
        return SyncPump.Run(() => ReadBatchAsync(index, async: false, cancellationToken));
    }

    /// <inheritdoc cref="ReadBatch"/>
    public ValueTask<RecordBatch> ReadBatchAsync(int index, CancellationToken cancellationToken = default)
    {
        CheckIndex(index);
        return ReadBatchAsync(index, async: true, cancellationToken);
    }

    /// <summary>The number of rows that the file's batches say they have. Reads the batches' metadata and none of their values.</summary>
    /// <param name="cancellationToken">Gives up between two batches.</param>
    /// <exception cref="ArrowException">The metadata of a batch is damaged.</exception>
    public long CountRows(CancellationToken cancellationToken = default) => SyncPump.Run(async () =>
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        long rows = 0;
        foreach (FileBlock block in _footer.Batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ReadOnlyMemory<byte> metadata = await FileFooter.ReadMetadataAsync(_source, block, async: false, cancellationToken).ConfigureAwait(false);
            rows = checked(rows + MessageDecoder.CountRows(metadata.Span));
        }

        return rows;
    });

    /// <inheritdoc/>
    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken) => SyncPump.Run(() => ReadNextAsync(async: false, cancellationToken));

    /// <inheritdoc/>
    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => ReadNextAsync(async: true, cancellationToken);

    /// <inheritdoc/>
    protected override void DisposeCore()
    {
        _closed = true;
        _decoder.Dispose();
        _source.Dispose();
    }

    /// <inheritdoc/>
    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return ValueTask.CompletedTask;
    }

    private static ValueTask<IpcFileReader> OpenAsync(Stream stream, IpcReaderOptions options, bool async, CancellationToken cancellationToken)
    {
        options.Check();
        return OpenAsync(new SeekingFileSource(stream, options), options, ownsSource: false, async, cancellationToken);
    }

    private static async ValueTask<IpcFileReader> OpenAsync(IpcFileSource source, IpcReaderOptions options, bool ownsSource, bool async, CancellationToken cancellationToken)
    {
        bool done = false;
        try
        {
            FooterMessage footer = await FileFooter.ReadAsync(source, async, cancellationToken).ConfigureAwait(false);
            done = true;
            return new IpcFileReader(source, footer, options);
        }
        finally
        {
            if (!done && ownsSource)
            {
                source.Dispose();
            }
        }
    }

    private async ValueTask<RecordBatch?> ReadNextAsync(bool async, CancellationToken cancellationToken)
    {
        if (_next == BatchCount)
        {
            return null;
        }

        RecordBatch batch = await ReadBatchAsync(_next, async, cancellationToken).ConfigureAwait(false);
        _next++;
        return batch;
    }

    private async ValueTask<RecordBatch> ReadBatchAsync(int index, bool async, CancellationToken cancellationToken)
    {
        await ReadDictionariesAsync(async, cancellationToken).ConfigureAwait(false);
        using IpcMessage message = await FileFooter.ReadMessageAsync(_source, _footer.Batches[index], async, cancellationToken).ConfigureAwait(false);
        return _decoder.DecodeBatch(message);
    }

    // The parts of a dictionary come in the footer's order, and any batch may use all of them.
    private async ValueTask ReadDictionariesAsync(bool async, CancellationToken cancellationToken)
    {
        while (_dictionariesRead < _footer.Dictionaries.Length)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using IpcMessage message = await FileFooter.ReadMessageAsync(_source, _footer.Dictionaries[_dictionariesRead], async, cancellationToken).ConfigureAwait(false);
            _decoder.DecodeDictionary(message);
            _dictionariesRead++;
        }
    }

    private static void CheckSeekable(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        if (!stream.CanSeek)
        {
            throw new ArgumentException("An Arrow file is read from its end: the stream must be seekable.", nameof(stream));
        }
    }

    private void CheckIndex(int index)
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, BatchCount);
    }
}
