namespace Hawser.Connectors.MySql.Definitions;

/// <summary>The error for something in a table's definition that a server has no form for.</summary>
internal static class DefinitionErrors
{
    /// <summary>Makes it.</summary>
    public static ConnectorException NotSupported(TableName table, string detail, string? hint = null) =>
        new(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"table {table}: {detail}.") { Hint = hint };
}
