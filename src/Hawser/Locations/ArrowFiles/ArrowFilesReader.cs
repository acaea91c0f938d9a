using Hawser.Arrow;
using Hawser.Arrow.Ipc;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Reads shares of files of one schema, one after the other. Files are local, so the synchronous member is the one that works.</summary>
internal sealed class ArrowFilesReader : RecordBatchReader
{
    private readonly IReadOnlyList<ArrowShare> _shares;
    private readonly bool _isStream;
    private readonly IpcReaderOptions _options;
    private RecordBatchReader? _current;
    private int _share = -1;
    private int _batch;
    private int _end;

    /// <summary>Opens the first file.</summary>
    /// <exception cref="ConnectorException">It cannot be opened or is no such file.</exception>
    public ArrowFilesReader(IReadOnlyList<ArrowShare> shares, string format, ReadOptions options)
    {
        _shares = shares;
        _isStream = format == ArrowConnector.StreamFormatName;
        _options = new IpcReaderOptions { Allocator = options.Allocator };
        OpenNext();
        Schema = _current!.Schema;
    }

    public override Schema Schema { get; }

    /// <summary>How many batches a file has.</summary>
    public static int CountBatches(string path) => ArrowErrors.Guard(path, () =>
    {
        using var reader = OpenFile(path, new IpcReaderOptions());
        return reader.BatchCount;
    });

    /// <summary>How many rows a file has, by its batches' metadata.</summary>
    public static long CountRows(string path, CancellationToken cancellationToken) => ArrowErrors.Guard(path, () =>
    {
        // A few hundred bytes of each batch, megabytes apart: neither a buffer nor the system's reading ahead would help.
        using var reader = Open(path, stream => IpcFileReader.Open(stream, new IpcReaderOptions()), bufferBytes: 0, FileOptions.RandomAccess);
        return reader.CountRows(cancellationToken);
    });

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        while (_current is not null)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (ArrowErrors.Guard(_shares[_share].Path, () => Next(cancellationToken)) is { } batch)
            {
                return batch;
            }

            _current.Dispose();
            _current = null;
            if (_share + 1 < _shares.Count)
            {
                OpenNext();
                CheckSchema();
            }
        }

        return null;
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore()
    {
        _current?.Dispose();
        _current = null;
    }

    protected override ValueTask DisposeCoreAsync()
    {
        DisposeCore();
        return ValueTask.CompletedTask;
    }

    private static IpcFileReader OpenFile(string path, IpcReaderOptions options) => Open(path, stream => IpcFileReader.Open(stream, options));

    private static T Open<T>(string path, Func<Stream, T> read, int bufferBytes = 1 << 16, FileOptions options = FileOptions.SequentialScan)
        where T : RecordBatchReader
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferBytes, options);
        T? reader = null;
        try
        {
            return reader = read(stream);
        }
        finally
        {
            if (reader is null)
            {
                stream.Dispose();
            }
        }
    }

    private RecordBatch? Next(CancellationToken cancellationToken)
        => _current is not IpcFileReader file ? _current!.ReadNext(cancellationToken)
            : _batch < _end ? file.ReadBatch(_batch++, cancellationToken)
            : null;

    private void OpenNext()
    {
        var share = _shares[++_share];
        _current = ArrowErrors.Guard<RecordBatchReader>(share.Path, () => _isStream ? Open(share.Path, stream => IpcStreamReader.Open(stream, _options)) : OpenFile(share.Path, _options));
        if (_current is IpcFileReader file)
        {
            _batch = share.First;
            _end = share.Count == ArrowShare.ToTheEnd ? file.BatchCount : share.First + share.Count;
        }
    }

    private void CheckSchema()
    {
        if (!_current!.Schema.Fields.SequenceEqual(Schema.Fields))
        {
            throw ArrowErrors.Of(
                ConnectorStatus.InvalidData, _shares[_share].Path, $"its columns are not those of {SecretMask.OnOneLine(_shares[0].Path)}.", "Files that are read as one table have one schema.");
        }
    }
}
