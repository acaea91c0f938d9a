using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>A reader whose fields say what the table declares: a result by itself does not know which columns may be NULL.</summary>
internal sealed class DeclaredReader(RecordBatchReader inner, Schema schema) : RecordBatchReader
{
    public override Schema Schema => schema;

    /// <summary>The reader under a schema in which the columns that the table declares NOT NULL are so, and those that are marked are of the marked extension type.</summary>
    public static RecordBatchReader Over(RecordBatchReader inner, TableModel table) => Over(inner, table.Columns.ToDictionary(column => column.Name, column => column.Field));

    /// <summary>The reader under a schema in which columns are as they are declared, by name.</summary>
    public static RecordBatchReader Over(RecordBatchReader inner, IReadOnlyDictionary<string, Field> declared)
    {
        Field[] fields = [.. inner.Schema.Fields.Select(field => declared.TryGetValue(field.Name, out var known) ? As(field, known) : field)];
        return fields.SequenceEqual(inner.Schema.Fields) ? inner : new DeclaredReader(inner, new Schema(fields, inner.Schema.Metadata));
    }

    private static Field As(Field field, Field declared) => (CommentMarks.Apply(field, declared) ?? field).WithNullable(field.IsNullable && declared.IsNullable);

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        using var batch = inner.ReadNext(cancellationToken);
        return batch?.WithSchema(schema);
    }

    protected override ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken) => new(ReadNextCore(cancellationToken));

    protected override void DisposeCore() => inner.Dispose();

    protected override ValueTask DisposeCoreAsync() => inner.DisposeAsync();
}
