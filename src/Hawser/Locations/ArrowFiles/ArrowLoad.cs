using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>A load into one Arrow file or stream. Chunks follow each other; one that is given up is taken out again.</summary>
internal sealed class ArrowLoad : TableLoad
{
    private readonly LoadRequest _request;
    private readonly ArrowOutput _output;
    private readonly ColumnMatch _match;
    private readonly string _path;
    private long _rowsWritten;
    private int _batchesToKeep = int.MaxValue;
    private bool _isSpoilt;

    private ArrowLoad(LoadRequest request, string path, ArrowOutput output, ColumnMatch match)
    {
        (_request, _path, _output, _match) = (request, path, output, match);
    }

    /// <exception cref="ConnectorException">The target is there already or missing, or its columns do not match.</exception>
    public static ArrowLoad Begin(LoadRequest request, FileRelation file, Func<Stream> openOutput, CancellationToken cancellationToken)
    {
        var path = file.Path;
        if (path == ArrowConnector.StandardStreamPath || ArrowOutput.IsDevice(path))
        {
            var stream = ArrowErrors.Guard(path, () => path == ArrowConnector.StandardStreamPath ? openOutput() : new FileStream(path, FileMode.Open, FileAccess.Write));
            return new ArrowLoad(request, path, ArrowOutput.Direct(stream, path, file.Format, request.Schema, request.Allocator), ColumnMatch.Same(request.Schema, path));
        }

        CheckTarget(path, request.Mode);
        return request.Mode == LoadMode.Append
            ? BeginAppend(request, file, cancellationToken)
            : new ArrowLoad(request, path, ArrowOutput.Beside(path, file.Format, request.Schema, request.Allocator, request.IsReadBack), ColumnMatch.Same(request.Schema, path));
    }

    public RecordBatch Match(RecordBatch batch, long firstRow) => _match.Apply(batch, firstRow, _request.Allocator);

    public void Write(RecordBatch batch, CancellationToken cancellationToken) => _output.Write(batch, cancellationToken);

    public void CountChunk(long rows) => _rowsWritten += rows;

    /// <summary>Takes a chunk's batches out again, when anything more comes: most loads that give a chunk up are disposed next.</summary>
    public void GiveUpChunk(int batchesBefore)
    {
        _batchesToKeep = batchesBefore;
        _isSpoilt |= !_output.CanUndo && _output.Batches > batchesBefore;
    }

    /// <summary>After a failed write the output may hold half a message, so nothing but disposing is left.</summary>
    public void Spoil() => _isSpoilt = true;

    protected override ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken) => new(NewWriter());

    protected override ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken)
    {
        TakeOutGivenUpChunk();
        if (_isSpoilt)
        {
            throw ArrowErrors.Of(ConnectorStatus.InputOutput, _path, "a chunk failed and cannot be taken out of what was written; nothing is committed.");
        }

        if (_request.Mode == LoadMode.Create && _output.CanUndo && Path.Exists(_path))
        {
            throw AlreadyExists(_path);
        }

        _output.Commit(_request.Mode != LoadMode.Create, cancellationToken);
        return new(new LoadResult(_rowsWritten, 0));
    }

    private ArrowChunkWriter NewWriter()
    {
        TakeOutGivenUpChunk();
        return new ArrowChunkWriter(this, _output.Batches);
    }

    private void TakeOutGivenUpChunk()
    {
        if (!_isSpoilt && _output.CanUndo && _batchesToKeep < _output.Batches)
        {
            _isSpoilt = true;
            _output.KeepFirst(_batchesToKeep);
            _isSpoilt = false;
        }

        _batchesToKeep = int.MaxValue;
    }

    protected override ValueTask DisposeCoreAsync(bool committed)
    {
        _output.Dispose();
        return ValueTask.CompletedTask;
    }

    private static ArrowLoad BeginAppend(LoadRequest request, FileRelation file, CancellationToken cancellationToken)
    {
        using var existing = new ArrowFilesReader([ArrowShare.Whole(file.Path)], file.Format, new ReadOptions { Allocator = request.Allocator });
        var match = ColumnMatch.ByName(request, existing.Schema, file.Path);
        var output = ArrowOutput.Beside(file.Path, file.Format, existing.Schema, request.Allocator, request.IsReadBack);
        ArrowLoad? load = null;
        try
        {
            output.CopyFrom(existing, cancellationToken);
            return load = new ArrowLoad(request, file.Path, output, match);
        }
        finally
        {
            if (load is null)
            {
                output.Dispose();
            }
        }
    }

    private static void CheckTarget(string path, LoadMode mode)
    {
        if (Directory.Exists(path))
        {
            throw ArrowErrors.Of(ConnectorStatus.InvalidConfiguration, path, "it is a folder, not a file.");
        }

        if (mode == LoadMode.Create && Path.Exists(path))
        {
            throw AlreadyExists(path);
        }

        if (mode == LoadMode.Append && !File.Exists(path))
        {
            throw ArrowErrors.Of(ConnectorStatus.NotFound, path, "there is no such file to append to.", "Load with mode create.");
        }
    }

    private static ConnectorException AlreadyExists(string path)
        => ArrowErrors.Of(ConnectorStatus.AlreadyExists, path, "the file exists already.", "Load with mode replace or append.");
}
