using Hawser.Arrow;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Matches the columns that come with those of the table, by name: exactly first, else without regard to case.</summary>
internal static class LoadColumns
{
    /// <exception cref="ConnectorException">A column is missing, extra, there twice, computed, or of a type that does not take what comes.</exception>
    public static IReadOnlyList<LoadColumn> Match(TableModel table, TargetFacts facts, ServerFacts server, LoadRequest request, IReadOnlyList<string>? key)
    {
        var matched = new List<LoadColumn>();
        var problems = new List<string>();
        var used = new HashSet<string>();
        for (int i = 0; i < request.Schema.Fields.Count; i++)
        {
            Field field = request.Schema[i];
            ColumnModel? target = Find(table, field.Name);
            if (target is null || target.Generated is not null)
            {
                Add(problems, !request.AllowExtraColumns, target is null ? $"it has no column \"{field.Name}\"" : $"its column \"{field.Name}\" is computed");
            }
            else if (used.Add(target.Name))
            {
                matched.Add(Column(table.Name, target, facts, server, field, i, key));
            }
            else
            {
                problems.Add($"column \"{target.Name}\" comes twice");
            }
        }

        foreach (ColumnModel column in table.Columns.Where(column => column.Generated is null && !used.Contains(column.Name)))
        {
            Add(problems, !request.AllowMissingColumns, $"no column \"{column.Name}\" is given");
        }

        return problems.Count > 0 ? throw Wrong(ConnectorStatus.NotFound, table.Name, $"the columns do not match those of the table: {string.Join("; ", problems)}", null)
            : matched.Count > 0 ? matched
            : throw Wrong(ConnectorStatus.NotSupported, table.Name, "no column is to be loaded", null);
    }

    private static ColumnModel? Find(TableModel table, string name) =>
        table.Column(name) ?? table.Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static LoadColumn Column(TableName table, ColumnModel target, TargetFacts facts, ServerFacts server, Field field, int source, IReadOnlyList<string>? key)
    {
        MySqlType type = MySqlTypeText.Parse(target.NativeType);
        if (FieldEncoders.Create(field, type, target.Field, server.IsMariaDb) is null)
        {
            throw Wrong(
                ConnectorStatus.NotSupported, table, $"column \"{target.Name}\" of type {type.Text} does not take {field.ExtensionName ?? field.Type.ToString()} whole", "Cast it in a query first.");
        }

        return new LoadColumn(source, target.Name, type, () => FieldEncoders.Create(field, type, target.Field, server.IsMariaDb)!)
        {
            NullRefusal = key?.Contains(target.Name) == true ? "is part of the key, which tells rows apart"
                : target.Identity is not null ? "would be replaced by a number of the server's"
                : target.IsNullable ? null
                : "is not taken by the column, which is NOT NULL",
            IsConverted = type.Name is "inet4" or "inet6" || ((type.IsText || type.Name is "enum" or "set" or "json") && !facts.IsUtf8(target.Name)),
        };
    }

    private static void Add(List<string> problems, bool isProblem, string text)
    {
        if (isProblem)
        {
            problems.Add(text);
        }
    }

    private static ConnectorException Wrong(ConnectorStatus status, TableName table, string detail, string? hint) =>
        new(status, MySqlErrors.Connector, $"load into {table}: {detail}.") { Hint = hint };
}
