using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>A reader whose fields say what the table declares: a result by itself does not know which columns may be NULL.</summary>
internal sealed class DeclaredReader(RecordBatchReader inner, Schema schema) : RecordBatchReader
{
    public override Schema Schema => schema;

    /// <summary>The reader under a schema in which the columns that the table declares NOT NULL are so.</summary>
    public static RecordBatchReader Over(RecordBatchReader inner, TableModel table)
    {
        HashSet<string> required = [.. table.Columns.Where(column => !column.IsNullable).Select(column => column.Name)];
        return required.Count == 0
            ? inner
            : new DeclaredReader(inner, new Schema(inner.Schema.Fields.Select(field => required.Contains(field.Name) ? field.WithNullable(false) : field), inner.Schema.Metadata));
    }

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        using var batch = inner.ReadNext(cancellationToken);
        return batch?.WithSchema(schema);
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore() => inner.Dispose();

    protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();
}
