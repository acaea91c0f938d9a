using Hawser.Connectors;

namespace Hawser.Cli.Rendering;

/// <summary>The keys, indexes, checks and so on of a table, one line each.</summary>
internal static class TableObjects
{
    public static IEnumerable<string> Of(TableModel table)
    {
        if (table.PrimaryKey is { } key)
        {
            yield return $"primary key {Words.Columns(key.Columns)}";
        }

        foreach (KeyModel unique in table.UniqueConstraints)
        {
            yield return $"unique {Named(unique.Name)}{Words.Columns(unique.Columns)}";
        }

        foreach (IndexModel index in table.Indexes)
        {
            yield return Index(index);
        }

        foreach (ForeignKeyModel foreign in table.ForeignKeys)
        {
            yield return ForeignKey(foreign);
        }

        foreach (CheckModel check in table.Checks)
        {
            yield return $"check {Named(check.Name)}({CellText.Visible(check.Expression)})";
        }

        foreach (string trigger in table.Triggers)
        {
            yield return $"trigger {CellText.Visible(trigger)}";
        }

        if (table.ViewDefinition is { } view)
        {
            yield return $"as {CellText.Visible(string.Join(' ', view.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))}";
        }
    }

    private static string Named(string? name) => name is null ? "" : CellText.Visible(name) + " ";

    private static string Index(IndexModel index)
    {
        IEnumerable<string> parts = index.Parts.Select(p => (p.Column ?? p.Expression ?? "") + (p.Collation is { } c ? $" collate {c}" : "") + (p.IsDescending ? " desc" : ""));
        string included = index.IncludedColumns.Count > 0 ? $" including {Words.Columns(index.IncludedColumns)}" : "";
        string where = index.Predicate is { } predicate ? $" where {CellText.Visible(predicate)}" : "";
        return $"{(index.IsUnique ? "unique index" : "index")} {Named(index.Name)}{(index.Method is { } m ? $"using {m} " : "")}{Words.Columns(parts)}{included}{where}";
    }

    private static string ForeignKey(ForeignKeyModel key)
    {
        string columns = key.ReferencedColumns.Count > 0 ? " " + Words.Columns(key.ReferencedColumns) : "";
        string onDelete = key.OnDelete == ForeignKeyAction.NoAction ? "" : $" on delete {Words.Of(key.OnDelete)}";
        string onUpdate = key.OnUpdate == ForeignKeyAction.NoAction ? "" : $" on update {Words.Of(key.OnUpdate)}";
        string deferred = key.IsInitiallyDeferred ? " initially deferred" : key.IsDeferrable ? " deferrable" : "";
        return $"foreign key {Named(key.Name)}{Words.Columns(key.Columns)} → {CellText.Visible(key.ReferencedTable.ToString())}{columns}{onDelete}{onUpdate}{deferred}";
    }
}
