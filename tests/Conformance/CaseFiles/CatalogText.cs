using Hawser.Connectors;

namespace Hawser.Conformance.CaseFiles;

/// <summary>A table model as lines of text, each saying one thing that the catalog knows.</summary>
internal static class CatalogText
{
    public static IEnumerable<string> Of(TableModel table)
    {
        yield return $"{table.Kind.ToString().ToLowerInvariant()} {table.Name.Name}{Comment(table.Comment)}";
        foreach (ColumnModel column in table.Columns)
        {
            yield return OfColumn(column);
        }

        if (table.PrimaryKey is { } key)
        {
            yield return $"primary key ({Names(key.Columns)})";
        }

        foreach (string line in table.UniqueConstraints.Select(k => $"unique ({Names(k.Columns)})").Order(StringComparer.Ordinal)
            .Concat(table.Indexes.OrderBy(i => i.Name, StringComparer.Ordinal).Select(OfIndex))
            .Concat(table.ForeignKeys.Select(OfForeignKey).Order(StringComparer.Ordinal))
            .Concat(table.Checks.Select(c => $"check {Flat(c.Expression)}").Order(StringComparer.Ordinal))
            .Concat(table.Triggers.Order(StringComparer.Ordinal).Select(t => $"trigger {t}"))
            .Concat(table.Properties.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => $"property {p.Key}")))
        {
            yield return line;
        }
    }

    private static string OfColumn(ColumnModel column) =>
        $"column {column.Name}: {column.NativeType} {column.Field.Type.Format}{(column.IsNullable ? "" : " not null")}"
        + (column.Default is { } value ? $" default {Flat(value)}" : "")
        + (column.Identity is not null ? " identity" : "")
        + (column.Generated is { } generated ? $" {(generated.IsStored ? "stored" : "virtual")} {Flat(generated.Expression)}" : "")
        + (column.Collation is { } collation ? $" collate {collation}" : "")
        + Comment(column.Comment);

    private static string OfIndex(IndexModel index) =>
        $"index {index.Name} ({string.Join(", ", index.Parts.Select(p => (p.Column ?? $"expression {Flat(p.Expression!)}") + (p.IsDescending ? " desc" : "")))})"
        + (index.IsUnique ? " unique" : "") + (index.Predicate is { } where ? $" where {Flat(where)}" : "");

    private static string OfForeignKey(ForeignKeyModel key) =>
        $"foreign key ({Names(key.Columns)}) references {key.ReferencedTable.Name} ({Names(key.ReferencedColumns)})"
        + (key.OnDelete == ForeignKeyAction.NoAction ? "" : $" on delete {key.OnDelete}") + (key.OnUpdate == ForeignKeyAction.NoAction ? "" : $" on update {key.OnUpdate}")
        + (key.IsDeferrable ? key.IsInitiallyDeferred ? " deferred" : " deferrable" : "");

    private static string Comment(string? comment) => comment is null ? "" : $" -- {comment}";

    private static string Names(IEnumerable<string> names) => string.Join(", ", names);

    private static string Flat(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
