using Hawser.Arrow;
using Hawser.Arrow.Ipc;

namespace Hawser.Connectors;

/// <summary>
/// The rows of a load that is judged only when all of them are there, kept in a temporary file, so that those which are refused then can still be given to the reject sink as they came. The
/// file is the user's alone, in the system's folder for temporary files, and gone when this is disposed. Not thread-safe.
/// </summary>
public sealed class RowsSetAside : IDisposable
{
    private readonly List<Part> _parts = [];
    private readonly Schema _schema;
    private readonly ArrowAllocator _allocator;
    private FileStream? _stream;
    private IpcFileWriter? _writer;
    private IpcFileReader? _reader;
    private RecordBatch? _last;
    private int _lastIndex = -1;

    /// <param name="schema">The load's schema.</param>
    /// <param name="allocator">Where the memory of rows that are read back comes from.</param>
    public RowsSetAside(Schema schema, ArrowAllocator allocator) => (_schema, _allocator) = (schema, allocator);

    /// <summary>How many rows there are, which is the number of the next one: numbers count from 0 over all chunks.</summary>
    public long Count { get; private set; }

    /// <summary>Adds the rows of a batch, which is borrowed.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="chunkId">The chunk that it came in.</param>
    /// <param name="rowNumber">The position of its first row in that chunk.</param>
    /// <exception cref="ConnectorException">The file cannot be written.</exception>
    public void Add(RecordBatch batch, string chunkId, long rowNumber)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.RowCount == 0)
        {
            return;
        }

        try
        {
            _stream ??= Open();
            _writer ??= new IpcFileWriter(_stream, _schema, new IpcWriterOptions { Allocator = _allocator, LeaveOpen = true });
            _writer.Write(batch);
        }
        catch (IOException error)
        {
            throw Failure(error);
        }

        _parts.Add(new Part(Count, batch.RowCount, chunkId, rowNumber));
        Count += batch.RowCount;
    }

    /// <summary>Finds a row; no row is added any more. The batch is this object's, and stays valid until the next call.</summary>
    /// <param name="number">The row's number.</param>
    /// <returns>Its batch, its position there, and where it came: its chunk, and its position in it.</returns>
    /// <exception cref="ConnectorException">The file cannot be read.</exception>
    public (RecordBatch Batch, int Row, string ChunkId, long RowNumber) Find(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        int low = 0, high = _parts.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _parts[middle].Number <= number ? (middle, high) : (low, middle - 1);
        }

        Part part = _parts[low];
        long row = number - part.Number;
        return (Read(low), (int)row, part.ChunkId, part.RowNumber + row);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _last?.Dispose();
        _last = null;
        _reader?.Dispose();
        _writer?.Dispose();
        _stream?.Dispose();
        (_reader, _writer, _stream) = (null, null, null);
    }

    private static FileStream Open()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, Options = FileOptions.DeleteOnClose };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return new FileStream(Path.Combine(Path.GetTempPath(), $"hawser-{Guid.NewGuid():N}.arrow"), options);
    }

    private RecordBatch Read(int index)
    {
        if (_last is not null && _lastIndex == index)
        {
            return _last;
        }

        try
        {
            if (_reader is null)
            {
                _writer!.Finish();
                _reader = IpcFileReader.Open(_stream!, new IpcReaderOptions { Allocator = _allocator, Validation = ValidationLevel.None, LeaveOpen = true });
            }

            _last?.Dispose();
            _last = null;
            (_last, _lastIndex) = (_reader.ReadBatch(index), index);
            return _last;
        }
        catch (IOException error)
        {
            throw Failure(error);
        }
    }

    private static ConnectorException Failure(IOException error) =>
        new(ConnectorStatus.InputOutput, "", $"the rows that are set aside until the load's end: {error.Message}", error) { Hint = $"They are kept in {Path.GetTempPath()}, which needs room for all rows of the load." };

    private readonly record struct Part(long Number, int Count, string ChunkId, long RowNumber);
}
