namespace Hawser.Connectors;

/// <summary>Decides by which columns an upsert tells rows apart.</summary>
public static class UpsertKey
{
    /// <summary>The key's columns in the target's own names and the constraint's order.</summary>
    /// <param name="request">An upsert.</param>
    /// <param name="target">Its target.</param>
    /// <param name="connector">The connector's name, for errors.</param>
    /// <exception cref="ConnectorException">
    /// There is no key, a column of it is missing in the target or in what is loaded, or no primary key, unique constraint or unique index of the target is made of just these columns.
    /// </exception>
    public static IReadOnlyList<string> Resolve(LoadRequest request, TableModel target, string connector)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(target);
        if ((request.Key ?? target.PrimaryKey?.Columns) is not { Count: > 0 } wanted)
        {
            throw Refusal(connector, target, "has no primary key to tell rows apart by", "Name the key's columns.");
        }

        string[] names = [.. wanted.Select(name => ColumnOf(target, name, connector))];
        foreach (string name in names.Where(name => !request.Schema.Fields.Any(f => Same(f.Name, name))))
        {
            throw Refusal(connector, target, $"is told apart by column \"{name}\", which what is loaded lacks", null);
        }

        IEnumerable<IReadOnlyList<string>> unique =
        [
            .. target.PrimaryKey is { } key ? [key.Columns] : Array.Empty<IReadOnlyList<string>>(),
            .. target.UniqueConstraints.Select(u => u.Columns),
            .. target.Indexes.Where(i => i is { IsUnique: true, Predicate: null } && i.Parts.All(p => p.Column is not null)).Select(i => (IReadOnlyList<string>)[.. i.Parts.Select(p => p.Column!)]),
        ];
        return unique.FirstOrDefault(columns => columns.Count == names.Length && columns.All(c => names.Any(n => Same(n, c))))
            ?? throw Refusal(
                connector, target, $"has no primary key or unique constraint on ({string.Join(", ", names)})",
                "Make one, or replace the table: without it two rows could have the same key.");
    }

    private static string ColumnOf(TableModel target, string name, string connector) =>
        target.Column(name)?.Name ?? target.Columns.FirstOrDefault(c => Same(c.Name, name))?.Name
        ?? throw Refusal(
            connector, target, $"has no column \"{name}\"",
            NearestName.Find(name, target.Columns.Select(c => c.Name)) is { } nearest ? $"Did you mean \"{nearest}\"?" : null);

    private static bool Same(string left, string right) => left.Equals(right, StringComparison.OrdinalIgnoreCase);

    private static ConnectorException Refusal(string connector, TableModel target, string what, string? hint) =>
        new(ConnectorStatus.InvalidConfiguration, connector, $"load into {target.Name}: the table {what}.") { Hint = hint };
}
