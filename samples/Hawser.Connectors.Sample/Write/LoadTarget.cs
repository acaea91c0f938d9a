using Hawser.Connectors.Sample.Http;
using Hawser.Connectors.Sample.Service;

namespace Hawser.Connectors.Sample.Write;

/// <summary>Decides which table a load fills: the one that is there, or one to be made.</summary>
internal static class LoadTarget
{
    public static string NameOf(Relation relation) => relation is TableName { Catalog: null, Schema: null, Name: var name }
        ? name
        : throw DepotErrors.Create(ConnectorStatus.NotSupported, $"{relation.DisplayName} is not a table of the depot, which has neither schemas nor files.");

    public static async Task<DepotTable> FindAsync(DepotClient client, LoadRequest request, CancellationToken cancellationToken)
    {
        string name = NameOf(request.Target);
        if (request.Mode == LoadMode.Append)
        {
            return Checked(await client.GetTableAsync(new TableName(name), cancellationToken).ConfigureAwait(false), request);
        }

        DepotTable? existing = (await client.ListTablesAsync(cancellationToken).ConfigureAwait(false)).FirstOrDefault(t => t.Name == name);
        if (existing is not null && request.Mode == LoadMode.Create)
        {
            throw DepotErrors.Create(ConnectorStatus.AlreadyExists, $"there is a table \"{name}\" already.", "Load with mode append or replace.");
        }

        DepotTable made = Definition(name, request);
        return existing is not null && existing.Columns.OrderBy(c => c.Name, StringComparer.Ordinal).SequenceEqual(made.Columns.OrderBy(c => c.Name, StringComparer.Ordinal))
            ? existing with { Files = [] }
            : Checked(made, request);
    }

    private static DepotTable Definition(string name, LoadRequest request)
    {
        DepotColumn[] columns = request.Definition is { } model
            ? [.. model.Columns.Select(c => new DepotColumn(c.Name, c.NativeType, !c.IsNullable))]
            : [.. request.Schema.Fields.Select(f => new DepotColumn(f.Name, DepotTypeMap.Instance.ToNative(f).NativeType, !f.IsNullable))];
        return new DepotTable(name, columns, request.Definition?.PrimaryKey?.Columns ?? []);
    }

    private static DepotTable Checked(DepotTable table, LoadRequest request)
    {
        string[] given = [.. request.Schema.Fields.Select(f => f.Name)];
        string[] missing = [.. table.Columns.Select(c => c.Name).Except(given)], extra = [.. given.Except(table.Columns.Select(c => c.Name))];
        if (missing.Length > 0 && !request.AllowMissingColumns)
        {
            throw DepotErrors.Create(ConnectorStatus.InvalidData, $"table \"{table.Name}\" has columns that the source lacks: {string.Join(", ", missing)}.", "Allow missing columns to fill them with null.");
        }

        if (extra.Length > 0 && !request.AllowExtraColumns)
        {
            throw DepotErrors.Create(ConnectorStatus.InvalidData, $"the source has columns that table \"{table.Name}\" lacks: {string.Join(", ", extra)}.", "Allow extra columns to leave them out.");
        }

        foreach (DepotColumn column in table.Columns.Where(c => given.Contains(c.Name)))
        {
            Arrow.ArrowType kept = DepotTypeMap.Instance.ToArrow(column.Type).Field.Type, offered = request.Schema[request.Schema.IndexOf(column.Name)].Type;
            if (!kept.Equals(offered))
            {
                throw DepotErrors.Create(ConnectorStatus.InvalidData, $"column \"{column.Name}\" of table \"{table.Name}\" is {column.Type} and takes {kept}, not {offered}.");
            }
        }

        return table;
    }
}
