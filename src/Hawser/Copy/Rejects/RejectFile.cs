using Hawser.Arrow.Ipc;
using Hawser.Arrow;

namespace Hawser.Copy;

/// <summary>
/// The rows that a table's copy could not write, in an Arrow file: the source's columns as they were read, and before them the row's number, the column at fault and the reason.
/// Made with the first such row, under another name until the copy of its table has committed.
/// </summary>
internal sealed class RejectFile : IDisposable
{
    private const int OwnColumns = 4;
    private const int BatchRows = 1024;
    private readonly string _path;
    private readonly string _besidePath;
    private readonly RecordBatchBuilder _rows;
    private readonly Schema _schema;
    private readonly int _columnCount;
    private FileStream? _stream;
    private IpcFileWriter? _writer;
    private int _waiting;

    public RejectFile(string path, Schema source, ArrowAllocator allocator)
    {
        _path = Path.GetFullPath(path);
        _besidePath = Path.Combine(Path.GetDirectoryName(_path)!, $".{Guid.NewGuid():N}.{Path.GetFileName(_path)}");
        _columnCount = source.Fields.Count;
        _schema = new Schema(
        [
            new Field(Free("row", source), ArrowType.Int64, false),
            new Field(Free("chunk", source), ArrowType.Utf8, false),
            new Field(Free("column", source), ArrowType.Utf8),
            new Field(Free("reason", source), ArrowType.Utf8, false),
            .. source.Fields.Select(f => f.WithNullable(true)),
        ]);
        _rows = new RecordBatchBuilder(_schema, allocator);
    }

    /// <summary>Adds a row.</summary>
    public void Add(RecordBatch row, long number, string chunk, string? column, string reason)
    {
        ((FixedWidthBuilder<long>)_rows[0]).Append(number);
        ((VarBinaryBuilder)_rows[1]).Append(chunk);
        AppendText(column);
        ((VarBinaryBuilder)_rows[3]).Append(reason);
        for (int i = 0; i < _columnCount; i++)
        {
            _rows[OwnColumns + i].AppendRow(row[i], 0);
        }

        if (++_waiting == BatchRows)
        {
            Flush();
        }
    }

    /// <summary>Gives the file its name, when there is one.</summary>
    public void Commit()
    {
        if (_waiting > 0)
        {
            Flush();
        }

        if (_writer is null)
        {
            return;
        }

        _writer.Finish();
        Close();
        File.Move(_besidePath, _path, overwrite: true);
    }

    public void Dispose()
    {
        Close();
        _rows.Dispose();
        File.Delete(_besidePath);
    }

    private static string Free(string name, Schema source)
    {
        string free = $"_{name}";
        while (source.Fields.Any(f => f.Name.Equals(free, StringComparison.OrdinalIgnoreCase)))
        {
            free = $"_{free}";
        }

        return free;
    }

    private void AppendText(string? text)
    {
        if (text is null)
        {
            _rows[2].AppendNull();
        }
        else
        {
            ((VarBinaryBuilder)_rows[2]).Append(text);
        }
    }

    private void Flush()
    {
        _stream ??= new FileStream(_besidePath, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        _writer ??= new IpcFileWriter(_stream, _schema);
        using RecordBatch batch = _rows.Finish();
        _writer.Write(batch);
        _waiting = 0;
    }

    private void Close()
    {
        _writer?.Dispose();
        _stream?.Dispose();
        (_writer, _stream) = (null, null);
    }
}
