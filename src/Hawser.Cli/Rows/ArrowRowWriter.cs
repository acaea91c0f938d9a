using Hawser.Arrow;
using Hawser.Arrow.Ipc;

namespace Hawser.Cli.Rows;

/// <summary>Arrow IPC: the stream format, or the file format where it goes into a file.</summary>
internal sealed class ArrowRowWriter(Stream stream, bool isFile) : RowWriter
{
    private const int BlockBytes = 64 << 10;

    private IpcWriter? _writer;

    public override void Begin(Schema schema)
    {
        // Message heads and small columns go out together; Finish flushes. The stream below stays the caller's.
        var buffered = new BufferedStream(stream, BlockBytes);
        var options = new IpcWriterOptions { LeaveOpen = true };
        _writer = isFile ? new IpcFileWriter(buffered, schema, options) : new IpcStreamWriter(buffered, schema, options);
    }

    public override void Write(RecordBatch batch) => _writer!.Write(batch);

    public override void End() => _writer!.Finish();

    public override void Dispose() => _writer?.Dispose();
}
