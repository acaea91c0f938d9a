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

        var source = relation is FileRelation file ? FileScan.Prepare(connection, file, null, cancellationToken) : relation;
        using var statement = connection.Session.Prepare(DescribedText(source), cancellationToken);
        var columns = new ColumnModel[statement.ColumnCount];
        for (var i = 0; i < columns.Length; i++)
        {
            using var type = statement.ColumnType(i);
            columns[i] = Column(statement.ColumnName(i), LogicalTypes.Read(type.Raw));
        }

        return new RelationDescription(source is FileRelation looked ? [.. columns.Select(column => NoteSample(looked, column))] : columns);
    }

    /// <summary>Types of a CSV file are a guess from its first rows, and the plan says so.</summary>
    private static ColumnModel NoteSample(FileRelation file, ColumnModel column)
    {
        var isGuess = file.Format is DuckDbFileFormats.Csv or DuckDbFileFormats.Tsv && column.NativeType != "VARCHAR" && column.ReadFidelity < Fidelity.Checked;
        var rows = isGuess ? new FormatOptions(file).Text(DuckDbFileFormats.SampleRowsKey) : null;
        return rows is null or "-1"
            ? column
            : column with
            {
                ReadFidelity = Fidelity.Checked,
                ReadNote = $"the type was found in the first {rows} rows; a later value that does not fit is an error, but zeros in front of a later number would be lost ({DuckDbFileFormats.SampleRowsKey}=-1 looks at all rows)",
            };
    }

    private static string DescribedText(Relation relation) =>
        relation is QueryRelation query ? query.Statement.Text : $"SELECT * FROM {DuckDbDialect.Instance.From(relation)}";

    private static ColumnModel Column(string name, DuckDbType type)
    {
        var source = SourceForms.Of(type);
        return new ColumnModel(name, type.ToString(), source.Field.WithName(name)) { ReadFidelity = source.Fidelity, ReadNote = source.Note };
    }
}
