using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>One reader or writer of Arrow files at a time.</summary>
internal sealed class ArrowConnection : Connection
{
    private readonly ArrowDatabase _database;

    public ArrowConnection(ArrowDatabase database)
        : base(database)
    {
        _database = database;
        Catalog = new NoTables(this);
    }

    public override DatabaseCatalog Catalog { get; }

    public override bool CanReadBack(Relation target)
        => target is not FileRelation file || !(IsStandardStream(file) || ArrowOutput.IsDevice(file.Path));

    protected override ValueTask<QueryResult> QueryCoreAsync(Statement statement, CancellationToken cancellationToken) => throw NotSupported("queries");

    protected override ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken)
    {
        var file = FileOf(relation);
        if (IsStandardStream(file))
        {
            return new(Describe(_database.Input.Describe(options)));
        }

        using var reader = new ArrowFilesReader(SharesOf(file), file.Format, options);
        return new(Describe(reader.Schema));
    }

    protected override ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        if (request.Filter is not null || request.Order.Count > 0)
        {
            throw NotSupported("filters or orders");
        }

        return new(ShapedReader.Of(Open(request), request, ArrowConnector.ConnectorName));
    }

    /// <summary>A file tells by its metadata; a stream, a part or a limit is counted by reading.</summary>
    protected override ValueTask<long> CountRowsCoreAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        var file = FileOf(request.Relation);
        var isWhole = request is { Limit: null, Filter: null, Partition: null or { Token: "" } };
        return isWhole && file.Format == ArrowConnector.FileFormatName && !IsStandardStream(file)
            ? new(SharesOf(file).Sum(share => ArrowFilesReader.CountRows(share.Path, cancellationToken)))
            : base.CountRowsCoreAsync(request, cancellationToken);
    }

    // A stream has no index of its batches, and a limit over all rows cannot be cut.
    protected override ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken)
    {
        var file = FileOf(request.Relation);
        if (request.Limit is not null || file.Format != ArrowConnector.FileFormatName || IsStandardStream(file))
        {
            return base.PartitionCoreAsync(request, count, cancellationToken);
        }

        return new(ArrowShare.Deal([.. SharesOf(file).Select(share => (share.Path, ArrowFilesReader.CountBatches(share.Path)))], count));
    }

    protected override ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken)
    {
        if (request.Transaction is not null)
        {
            throw NotSupported("transactions");
        }

        return new(ArrowLoad.Begin(request, FileOf(request.Target), _database.OpenOutput, cancellationToken));
    }

    protected override ValueTask TestCoreAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    protected override ValueTask ResetCoreAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    protected override ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;

    private static bool IsStandardStream(FileRelation file) => file.Path == ArrowConnector.StandardStreamPath;

    private static RelationDescription Describe(Schema schema) => new([.. schema.Fields.Select(ArrowTypeMap.ColumnOf)]) { Metadata = schema.Metadata };

    private static List<ArrowShare> SharesOf(FileRelation file)
    {
        if (!FilePattern.HasWildcard(file.Path) || File.Exists(file.Path))
        {
            return [ArrowShare.Whole(file.Path)];
        }

        var files = new FilePattern(file.Path).FindFiles();
        return files.Count > 0 ? [.. files.Select(ArrowShare.Whole)] : throw ArrowErrors.Of(ConnectorStatus.NotFound, file.Path, "no file matches the pattern.");
    }

    private RecordBatchReader Open(ScanRequest request)
    {
        var file = FileOf(request.Relation);
        return IsStandardStream(file)
            ? new GuardedReader(_database.Input.Take(request.ReadOptions), file.Path)
            : new ArrowFilesReader(request.Partition is { Token.Length: > 0 } partition ? ArrowShare.Parse(partition.Token) : SharesOf(file), file.Format, request.ReadOptions);
    }

    private FileRelation FileOf(Relation relation) => relation switch
    {
        FileRelation { Options.Count: > 0 } => throw NotSupported("options for files"),
        FileRelation { Format: ArrowConnector.FileFormatName or ArrowConnector.StreamFormatName } file => file,
        FileRelation file => throw NotSupported($"file format \"{file.Format}\""),
        _ => throw NotSupported($"tables, queries or functions, so none such as {relation.DisplayName}"),
    };
}
