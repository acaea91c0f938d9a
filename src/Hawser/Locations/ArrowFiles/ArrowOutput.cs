using Hawser.Arrow;
using Hawser.Arrow.Ipc;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>
/// What a load writes to: a file beside the target that takes its place at the commit, or a stream that is written as it comes (standard output, a device).
/// </summary>
internal sealed class ArrowOutput : IDisposable
{
    private readonly string _target;
    private readonly string _format;
    private readonly Schema _schema;
    private readonly ArrowAllocator _allocator;
    private readonly bool _isDirect;
    private readonly bool _isReadBack;
    private Stream? _stream;
    private IpcWriter _writer;
    private string _besidePath;

    private ArrowOutput(string target, string format, Schema schema, ArrowAllocator allocator, Stream? direct, bool isReadBack)
    {
        (_target, _format, _schema, _allocator, _isDirect, _isReadBack) = (target, format, schema, allocator, direct is not null, isReadBack);
        _besidePath = NewBesidePath();
        _stream = direct;
        _writer = NewWriter();
    }

    /// <summary>Batches written.</summary>
    public int Batches { get; private set; }

    /// <summary>Whether what was written can be taken back.</summary>
    public bool CanUndo => !_isDirect;

    public static ArrowOutput Beside(string target, string format, Schema schema, ArrowAllocator allocator, bool isReadBack) => new(target, format, schema, allocator, null, isReadBack);

    public static ArrowOutput Direct(Stream stream, string target, string format, Schema schema, ArrowAllocator allocator) => new(target, format, schema, allocator, stream, isReadBack: false);

    /// <summary>Devices are written as they are: a file must not take their place.</summary>
    public static bool IsDevice(string path) => path.StartsWith("/dev/", StringComparison.Ordinal) || path.StartsWith("/proc/", StringComparison.Ordinal);

    public void Write(RecordBatch batch, CancellationToken cancellationToken)
    {
        ArrowErrors.Guard(_target, () => _writer.Write(batch, cancellationToken));
        Batches++;
    }

    public void CopyFrom(RecordBatchReader reader, CancellationToken cancellationToken, int mostBatches = int.MaxValue)
    {
        for (var copied = 0; copied < mostBatches && reader.ReadNext(cancellationToken) is { } batch; copied++)
        {
            using (batch)
            {
                Write(batch, cancellationToken);
            }
        }
    }

    /// <summary>Forgets all batches but the first ones. Costs a copy of those, and happens only when a chunk was given up.</summary>
    public void KeepFirst(int batches)
    {
        ArrowErrors.Guard(_target, () =>
        {
            _writer.Finish(CancellationToken.None);
            _writer.Dispose();
        });
        var old = _besidePath;
        _besidePath = NewBesidePath();
        (_stream, Batches) = (null, 0);
        _writer = NewWriter();
        try
        {
            using var reader = new ArrowFilesReader([ArrowShare.Whole(old)], _format, new ReadOptions { Allocator = _allocator });
            CopyFrom(reader, CancellationToken.None, batches);
        }
        finally
        {
            File.Delete(old);
        }
    }

    /// <summary>Completes the output and puts it in place.</summary>
    public void Commit(bool overwrite, CancellationToken cancellationToken) => ArrowErrors.Guard(_target, () =>
    {
        _writer.Finish(cancellationToken);
        if (_isDirect)
        {
            _writer.Dispose();
            return;
        }

        (_stream as OutputFile)?.FlushToDisk();
        _writer.Dispose();
        var place = PlaceOf(_target);
        if (overwrite && !OperatingSystem.IsWindows() && File.Exists(place))
        {
            File.SetUnixFileMode(_besidePath, File.GetUnixFileMode(place));
        }

        File.Move(_besidePath, place, overwrite);
    });

    public void Dispose()
    {
        _writer.Dispose();
        if (!_isDirect)
        {
            File.Delete(_besidePath);
        }
    }

    // A link stays a link: the file that it leads to is replaced.
    private static string PlaceOf(string target)
        => new FileInfo(target).LinkTarget is not null && File.ResolveLinkTarget(target, returnFinalTarget: true) is { } place ? place.FullName : Path.GetFullPath(target);

    private string NewBesidePath()
    {
        var place = _isDirect ? _target : ArrowErrors.Guard(_target, () => PlaceOf(_target));
        return Path.Join(Path.GetDirectoryName(place), $".{Path.GetFileName(place)}.{Path.GetRandomFileName()}.hawser");
    }

    private IpcWriter NewWriter() => ArrowErrors.Guard<IpcWriter>(_target, () =>
    {
        _stream ??= new OutputFile(_besidePath, _isReadBack);
        var options = new IpcWriterOptions { Allocator = _allocator };
        IpcWriter? writer = null;
        try
        {
            return writer = _format == ArrowConnector.StreamFormatName ? new IpcStreamWriter(_stream, _schema, options) : new IpcFileWriter(_stream, _schema, options);
        }
        finally
        {
            if (writer is null)
            {
                _stream.Dispose();
                File.Delete(_besidePath);
            }
        }
    });
}
