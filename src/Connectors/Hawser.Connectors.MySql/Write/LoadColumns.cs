using Hawser.Arrow;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Write;

/// <summary>Matches the columns that come with those of the table, by name: exactly first, else without regard to case.</summary>
internal static class LoadColumns
{
    /// <exception cref="ConnectorException">A column is missing, extra, there twice, computed, or of a type that does not take what comes.</exception>
    public static IReadOnlyList<LoadColumn> Match(TableModel table, TargetFacts facts, ServerFacts server, LoadRequest request, IReadOnlyList<string>? key) =>
    [
        .. ColumnMatch.Resolve(request, table.Name, table.Columns, column => column.Name, column => column.Generated is not null, MySqlErrors.Connector)
            .Select(pair => Column(table.Name, pair.Target, facts, server, request.Schema[pair.Source], pair.Source, key)),
    ];

    private static LoadColumn Column(TableName table, ColumnModel target, TargetFacts facts, ServerFacts server, Field field, int source, IReadOnlyList<string>? key)
    {
        MySqlType type = MySqlTypeText.Parse(target.NativeType);
        if (FieldEncoders.Create(field, type, target.Field, server.IsMariaDb) is null)
        {
            throw new ConnectorException(
                ConnectorStatus.NotSupported,
                MySqlErrors.Connector,
                $"load into {table}: column \"{target.Name}\" of type {type.Text} does not take {field.ExtensionName ?? field.Type.ToString()} whole.") { Hint = "Cast it in a query first." };
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
}
