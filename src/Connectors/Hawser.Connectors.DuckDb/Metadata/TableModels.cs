using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Metadata;

/// <summary>Turns metadata rows into the common table model.</summary>
internal static class TableModels
{
    public static TableModel OfTable(CatalogRow table, CatalogParts parts)
    {
        var definitions = Definitions.Parts(table.Text(4)!);
        var columns = Of(parts.Columns, table).Select((row, i) => OfColumn(row, i < definitions.Count ? definitions[i] : "")).ToArray();
        var constraints = Of(parts.Constraints, table).ToArray();
        return new TableModel(Name(table), columns)
        {
            Kind = table.Flag(5) ? TableKind.Temporary : TableKind.Table,
            Comment = table.Text(3),
            PrimaryKey = Keys(constraints, "PRIMARY KEY").FirstOrDefault(),
            UniqueConstraints = [.. Keys(constraints, "UNIQUE")],
            Checks = [.. OfKind(constraints, "CHECK").Select(row => new CheckModel(row.Text(4), row.Text(5)!))],
            ForeignKeys = [.. OfKind(constraints, "FOREIGN KEY").Select(row => OfForeignKey(table, row))],
            Indexes = [.. Of(parts.Indexes, table).Select(OfIndex)],
        };
    }

    public static TableModel OfView(CatalogRow view, CatalogParts parts) =>
        new(Name(view), [.. Of(parts.Columns, view).Select(row => OfColumn(row, ""))])
        {
            Kind = TableKind.View,
            Comment = view.Text(3),
            ViewDefinition = Definitions.ViewQuery(view.Text(4)!),
        };

    public static SequenceModel OfSequence(CatalogRow row)
    {
        long start = row.Number(3) ?? 1, increment = row.Number(4) ?? 1;
        return new SequenceModel(Name(row)) { Start = start, Increment = increment, Next = row.Number(5) is { } last ? last + increment : start };
    }

    private static ColumnModel OfColumn(CatalogRow row, string definition)
    {
        var type = row.Text(4)!;
        var source = SourceForms.Of(DuckDbTypeParser.Parse(type));
        var isNullable = row.Flag(5);
        var generated = Definitions.Generated(definition);
        var (comment, mark) = ColumnMark.Split(row.Text(7));
        var marked = CommentMarks.Apply(source.Field, mark);
        return new ColumnModel(row.Text(3)!, type, (marked ?? source.Field).WithName(row.Text(3)!).WithNullable(isNullable))
        {
            ReadFidelity = source.Fidelity,
            ReadNote = source.Note,
            IsNullable = isNullable,
            Default = generated is null ? row.Text(6) : null,
            Generated = generated is null ? null : new GeneratedModel(generated, Definitions.IsStored(definition)),
            Collation = Definitions.Collation(definition),
            Comment = marked is null ? row.Text(7) : comment,
        };
    }

    private static ForeignKeyModel OfForeignKey(CatalogRow table, CatalogRow row) =>
        new(row.Text(4), row.Texts(6), new TableName(null, table.Text(1), row.Text(7)!), row.Texts(8))
        {
            // DuckDB knows no other action than refusing.
            OnDelete = ForeignKeyAction.NoAction,
            OnUpdate = ForeignKeyAction.NoAction,
        };

    private static IndexModel OfIndex(CatalogRow row) =>
        new(row.Text(3)!, Definitions.IndexParts(row.Text(5)!)) { IsUnique = row.Flag(4), Definition = row.Text(5) };

    private static IEnumerable<KeyModel> Keys(CatalogRow[] constraints, string kind) =>
        OfKind(constraints, kind).Select(row => new KeyModel(row.Text(4), row.Texts(6)));

    private static IEnumerable<CatalogRow> OfKind(CatalogRow[] constraints, string kind) => constraints.Where(row => row.Text(3) == kind);

    private static IEnumerable<CatalogRow> Of(CatalogRows rows, CatalogRow table) =>
        rows.Rows.Where(row => row.Text(2) == table.Text(2) && row.Text(1) == table.Text(1) && row.Text(0) == table.Text(0));

    private static TableName Name(CatalogRow row) => new(row.Text(0), row.Text(1), row.Text(2)!);
}
