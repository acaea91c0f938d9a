using Hawser.Arrow;
using Hawser.Arrow.Ipc;

namespace Hawser.Connectors;

/// <summary>
/// The rows of a load that is judged only when all of them are there: where each came from, and, for a load with a reject sink, the rows themselves in a temporary file, so that those which are
/// refused then can still be given to the sink as they came. The file is the user's alone, in the system's folder for temporary files, and gone when this is disposed. Not thread-safe.
/// </summary>
public sealed class RowsSetAside : IDisposable
{
    private readonly List<Part> _parts = [];
    private readonly Schema _schema;
    private readonly ArrowAllocator _allocator;
    private readonly bool _keepsRows;
    private FileStream? _stream;
    private IpcFileWriter? _writer;
    private IpcFileReader? _reader;
    private RecordBatch? _last;
    private int _lastIndex = -1;

    /// <param name="request">The load: its schema, where memory of rows that are read back comes from, and whether it has a sink for which rows are kept.</param>
    public RowsSetAside(LoadRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        (_schema, _allocator, _keepsRows) = (request.Schema, request.Allocator, request.RejectSink is not null);
    }

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

        if (_keepsRows)
        {
            Write(batch);
        }

        _parts.Add(new Part(Count, batch.RowCount, chunkId, rowNumber));
        Count += batch.RowCount;
    }

    /// <summary>Where a row came from: its chunk, and its position there.</summary>
    /// <param name="number">The row's number.</param>
    public (string ChunkId, long RowNumber) Locate(long number)
    {
        Part part = _parts[IndexOf(number)];
        return (part.ChunkId, part.RowNumber + (number - part.Number));
    }

    /// <summary>Finds a row of a load with a sink, to which no row is added any more. The batch is this object's, and stays valid until the next call.</summary>
    /// <param name="number">The row's number.</param>
    /// <returns>Its batch, and its position there.</returns>
    /// <exception cref="ConnectorException">The file cannot be read.</exception>
    public (RecordBatch Batch, int Row) Find(long number)
    {
        int index = IndexOf(number);
        return (Read(index), (int)(number - _parts[index].Number));
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

    private int IndexOf(long number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(number, Count);
        int low = 0, high = _parts.Count - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            (low, high) = _parts[middle].Number <= number ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private void Write(RecordBatch batch)
    {
        try
        {
            _stream ??= Open();
            _writer ??= new IpcFileWriter(_stream, _schema, new IpcWriterOptions { Allocator = _allocator, LeaveOpen = true });
            _writer.Write(batch);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(error);
        }
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
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw Failure(error);
        }
    }

    private static ConnectorException Failure(Exception error) =>
        new(ConnectorStatus.InputOutput, "", $"the rows that are set aside until the load's end: {error.Message}", error) { Hint = $"They are kept in {Path.GetTempPath()}, which needs room for all rows of the load." };

    private readonly record struct Part(long Number, int Count, string ChunkId, long RowNumber);
}
