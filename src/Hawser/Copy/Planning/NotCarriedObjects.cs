using Hawser.Connectors;

namespace Hawser.Copy;

/// <summary>Lists what a table has besides columns, nullability and primary key: what a copy leaves behind, and a migration carries.</summary>
internal static class NotCarriedObjects
{
    public static IEnumerable<string> Of(TableModel table, IReadOnlyList<ColumnModel> columns, bool carriesKey)
    {
        if (table.PrimaryKey is { } key && !carriesKey)
        {
            yield return $"primary key ({string.Join(", ", key.Columns)})";
        }

        foreach (string part in table.UniqueConstraints.Select(u => $"unique ({string.Join(", ", u.Columns)})")
            .Concat(table.Indexes.Select(i => $"{(i.IsUnique ? "unique " : "")}index {i.Name}"))
            .Concat(table.ForeignKeys.Select(f => $"foreign key ({string.Join(", ", f.Columns)}) to {f.ReferencedTable}"))
            .Concat(table.Checks.Select(c => $"check {c.Name ?? c.Expression}"))
            .Concat(table.Exclusions.Select(x => $"exclusion constraint {x.Name}"))
            .Concat(table.Triggers.Select(t => $"trigger {t}"))
            .Concat(columns.SelectMany(OfColumn)))
        {
            yield return part;
        }

        foreach (string part in OfParts(table))
        {
            yield return part;
        }

        if (table.Comment is not null)
        {
            yield return "comment of the table";
        }

        foreach ((string property, string value) in table.Properties)
        {
            yield return value is "true" or "" ? property : $"{property} {value}";
        }
    }

    private static IEnumerable<string> OfParts(TableModel table)
    {
        if (table.PartitionKey is { } partitions)
        {
            yield return $"partitions by {partitions} (the rows of all of them are copied)";
        }

        if (table.PartitionOf is { } whole)
        {
            yield return $"being a partition of {whole} {table.PartitionBound}";
        }

        foreach (TableName parent in table.Inherits)
        {
            yield return $"inheritance from {parent}, which gives these rows too";
        }
    }

    private static IEnumerable<string> OfColumn(ColumnModel column)
    {
        if (column.Default is not null && column.Generated is null)
        {
            yield return $"default of column {column.Name}";
        }

        if (column.Identity is not null)
        {
            yield return $"identity of column {column.Name}";
        }

        if (column.Generated is not null)
        {
            yield return $"expression of generated column {column.Name} (its values are copied)";
        }

        if (column.Collation is not null)
        {
            yield return $"collation {column.Collation} of column {column.Name}";
        }

        if (column.Comment is not null)
        {
            yield return $"comment of column {column.Name}";
        }
    }
}
