using Hawser.Connectors.DuckDb.Types;
using Hawser.Connectors.DuckDb.Write;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>Writes a file by one COPY over a feed: first beside the target, then renamed, so that a half-written file never has the target's name.</summary>
internal sealed class FileLoad : TableLoad
{
    private readonly FeedRun _run;
    private readonly string _path;
    private readonly string _besidePath;

    private FileLoad(FeedRun run, string path, string besidePath)
    {
        _run = run;
        _path = path;
        _besidePath = besidePath;
    }

    /// <exception cref="ConnectorException">The file exists and is not to be replaced, or the format cannot be written.</exception>
    public static FileLoad Begin(DuckDbConnection connection, FileRelation file, LoadRequest request)
    {
        var path = Path.GetFullPath(file.Path);
        CheckMode(file, path, request.Mode);
        var beside = BesidePath(path);
        var columns = request.Schema.Fields.Select((field, i) => FileColumns.Column(file, field, i, request.Definition)).ToArray();
        var feed = new ScanFeed([.. columns.Select(column => column.Scan)], request.RejectSink, $"load into {file.DisplayName}");
        var run = new FeedRun(connection.Session, feed, $"load into {file.DisplayName}", source => FileColumns.Copy(columns, request.Schema, source, beside, file, new FormatOptions(file)));
        return new FileLoad(run, path, beside);
    }

    protected override ValueTask<TableWriter> OpenWriterCoreAsync(string chunkId, CancellationToken cancellationToken) => new(_run.OpenWriter(chunkId));

    protected override ValueTask<LoadResult> CommitCoreAsync(CancellationToken cancellationToken)
    {
        var result = _run.Finish(cancellationToken);
        File.Move(_besidePath, _path, overwrite: true);
        return new(result);
    }

    protected override ValueTask DisposeCoreAsync(bool committed)
    {
        _run.Dispose();
        if (File.Exists(_besidePath))
        {
            File.Delete(_besidePath);
        }

        return default;
    }

    private static void CheckMode(FileRelation file, string path, LoadMode mode)
    {
        if (mode is LoadMode.Append or LoadMode.Upsert)
        {
            throw new ConnectorException(ConnectorStatus.NotSupported, DuckDbErrors.Connector, $"{file.Path}: rows cannot be added to a {file.Format} file.")
            {
                Hint = "Replace the file, or write another one.",
            };
        }

        if (mode == LoadMode.Create && File.Exists(path))
        {
            throw new ConnectorException(ConnectorStatus.AlreadyExists, DuckDbErrors.Connector, $"the file {file.Path} exists already.") { Hint = "Replace it, or write another one." };
        }

        if (!Directory.Exists(Path.GetDirectoryName(path)))
        {
            throw new ConnectorException(ConnectorStatus.NotFound, DuckDbErrors.Connector, $"the folder of {file.Path} does not exist.");
        }
    }

    /// <summary>In the same folder, so that the rename is one step; with the same ending, by which DuckDB knows the compression.</summary>
    private static string BesidePath(string path) =>
        Path.Combine(Path.GetDirectoryName(path)!, $".{Guid.NewGuid():N}.{Path.GetFileName(path)}");
}
