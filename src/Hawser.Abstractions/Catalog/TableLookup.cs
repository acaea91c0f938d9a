namespace Hawser.Connectors;

/// <summary>Finds a table by the name that a user gave, as an engine would.</summary>
public static class TableLookup
{
    /// <summary>
    /// The table of a name: exact first, then without regard to case. A name without a schema means, where the engine has a search path, the first schema of the path that holds such a
    /// table, never one beside the path.
    /// </summary>
    /// <param name="tables">The tables there are.</param>
    /// <param name="name">The name.</param>
    /// <param name="searchPath">The schemas in which a name without one is looked up, in order; empty where the engine has no schemas.</param>
    /// <returns>Null when there is none.</returns>
    public static TableModel? Find(IReadOnlyList<TableModel> tables, TableName name, IReadOnlyList<string> searchPath)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(searchPath);
        if (name.Schema is not null || searchPath.Count == 0)
        {
            return Match(tables, name);
        }

        return searchPath.Select(schema => Match(tables, name with { Schema = schema })).FirstOrDefault(found => found is not null);
    }

    /// <summary>
    /// For a name that no table has, the name of the table that was probably meant, written as it is found from here: one of that very name in another schema, else the nearest in the schema
    /// that was named or is looked in, else the nearest of all.
    /// </summary>
    /// <inheritdoc cref="Find"/>
    public static TableName? FindNearest(IReadOnlyList<TableModel> tables, TableName name, IReadOnlyList<string> searchPath)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(searchPath);
        TableModel[] beside = [.. tables.Where(table => name.Schema is null ? searchPath.Contains(table.Name.Schema ?? "") : table.Name.Schema == name.Schema)];
        TableModel? nearest = tables.FirstOrDefault(table => table.Name.Name == name.Name) ?? Nearest(beside, name) ?? Nearest(tables, name);
        return nearest is null ? null
            : name.Schema is null && (nearest.Name.Schema is null || searchPath.Contains(nearest.Name.Schema)) ? new TableName(nearest.Name.Name)
            : nearest.Name with { Catalog = null };
    }

    private static TableModel? Nearest(IReadOnlyList<TableModel> tables, TableName name) =>
        NearestName.Find(name.Name, tables.Select(table => table.Name.Name)) is { } nearest ? tables.First(table => table.Name.Name == nearest) : null;

    private static TableModel? Match(IReadOnlyList<TableModel> tables, TableName name)
    {
        bool IsInPlace(TableModel table) => (name.Schema is null || table.Name.Schema == name.Schema) && (name.Catalog is null || table.Name.Catalog == name.Catalog);
        return tables.FirstOrDefault(t => IsInPlace(t) && t.Name.Name == name.Name)
            ?? tables.FirstOrDefault(t => IsInPlace(t) && t.Name.Name.Equals(name.Name, StringComparison.OrdinalIgnoreCase));
    }
}
