using Hawser.Connectors.DuckDb.Files;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Finds a relation's columns by preparing a query over it, which reads no rows (of files: their head only).</summary>
internal static class RelationDescriber
{
    public static RelationDescription Describe(DuckDbConnection connection, Relation relation, CancellationToken cancellationToken)
    {
        if (relation is TableName name && ((DuckDbCatalog)connection.Catalog).Find(name, cancellationToken) is { } table)
        {
            return new RelationDescription(table.Columns);
        }

        var prepared = FunctionFile.Of(relation) is FileRelation file ? FileScan.Prepare(connection, file, null, cancellationToken) : new PreparedFile(relation, null);
        if (prepared.Text is { } text)
        {
            return new RelationDescription([.. text.Columns.Select(column => NoteSample(text, Column(column.Name, column.Type)))]);
        }

        using var statement = connection.Session.Prepare(DescribedText(prepared.Relation), cancellationToken);
        var columns = new ColumnModel[statement.ColumnCount];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = statement.ColumnType(i);
            columns[i] = Marked(Column(statement.ColumnName(i), LogicalTypes.Read(type.Raw)), prepared.Extensions);
        }

        return new RelationDescription(columns);
    }

    private static ColumnModel Marked(ColumnModel column, IReadOnlyDictionary<string, Arrow.Field> extensions) =>
        extensions.TryGetValue(column.Name, out var mark) && CommentMarks.Apply(column.Field, mark) is { } field ? column with { Field = field } : column;

    /// <summary>Types that were found in the first rows are checked in all the others, and the plan says so.</summary>
    private static ColumnModel NoteSample(TextFile file, ColumnModel column) => file.SampledRows is { } rows && column.NativeType != "VARCHAR" && column.ReadFidelity < Fidelity.Checked
        ? column with
        {
            ReadFidelity = Fidelity.Checked,
            ReadNote = $"the type was found in the first {rows} rows; a later text that is not plainly such a value is an error ({DuckDbFileFormats.SampleRowsKey}=-1 looks at all rows first)",
        }
        : column;

    private static string DescribedText(Relation relation) =>
        relation is QueryRelation query ? query.Statement.Text : $"SELECT * FROM {DuckDbDialect.Instance.From(relation)}";

    private static ColumnModel Column(string name, DuckDbType type)
    {
        var source = SourceForms.Of(type);
        return new ColumnModel(name, type.ToString(), source.Field.WithName(name)) { ReadFidelity = source.Fidelity, ReadNote = source.Note };
    }
}
