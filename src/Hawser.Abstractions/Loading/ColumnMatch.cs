namespace Hawser.Connectors;

/// <summary>Finds for each column that a load brings the table's column that takes it, by name: exactly first, else without regard to case.</summary>
public static class ColumnMatch
{
    /// <summary>The columns that are loaded, in the order in which they come: each one's position among those that come, and the table's column.</summary>
    /// <typeparam name="T">What the connector knows of a column of the table.</typeparam>
    /// <param name="request">The load.</param>
    /// <param name="table">The table, for errors.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="nameOf">A column's name.</param>
    /// <param name="isComputed">Whether the engine computes a column by itself, so that it takes no values.</param>
    /// <param name="connector">The connector's name, for errors.</param>
    /// <exception cref="ConnectorException">
    /// A column is missing, extra (unless the request allows that) or there twice (<see cref="ConnectorStatus.NotFound"/>), or none is left (<see cref="ConnectorStatus.NotSupported"/>).
    /// </exception>
    public static IReadOnlyList<(int Source, T Target)> Resolve<T>(
        LoadRequest request, TableName table, IReadOnlyList<T> columns, Func<T, string> nameOf, Func<T, bool> isComputed, string connector)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(columns);
        var matched = new List<(int Source, T Target)>();
        var problems = new List<string>();
        var used = new HashSet<T>(ReferenceEqualityComparer.Instance);
        for (int i = 0; i < request.Schema.Fields.Count; i++)
        {
            string name = request.Schema[i].Name;
            T? target = columns.FirstOrDefault(column => nameOf(column) == name) ?? columns.FirstOrDefault(column => nameOf(column).Equals(name, StringComparison.OrdinalIgnoreCase));
            if (target is null || isComputed(target))
            {
                Add(problems, !request.AllowExtraColumns, target is null ? $"it has no column \"{name}\"" : $"its column \"{name}\" is computed");
            }
            else if (used.Add(target))
            {
                matched.Add((i, target));
            }
            else
            {
                problems.Add($"column \"{nameOf(target)}\" comes twice");
            }
        }

        foreach (T column in columns.Where(column => !isComputed(column) && !used.Contains(column)))
        {
            Add(problems, !request.AllowMissingColumns, $"no column \"{nameOf(column)}\" is given");
        }

        return problems.Count > 0
            ? throw new ConnectorException(ConnectorStatus.NotFound, connector, $"load into {table}: the columns do not match those of the table: {string.Join("; ", problems)}.")
            : matched.Count > 0 ? matched
            : throw new ConnectorException(ConnectorStatus.NotSupported, connector, $"load into {table}: no column is to be loaded.");
    }

    private static void Add(List<string> problems, bool isProblem, string text)
    {
        if (isProblem)
        {
            problems.Add(text);
        }
    }
}
