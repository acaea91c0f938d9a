namespace Hawser.Connectors.MySql.Definitions;

/// <summary>Whether a foreign key is one that InnoDB keeps as it says.</summary>
internal static class ForeignKeySql
{
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: it is not.</exception>
    public static void ThrowUnlessAllowed(ForeignKeyModel key)
    {
        NameCheck.ThrowUnlessAllowed(key.ReferencedTable, [key.Name]);
        bool setsDefault = key.OnDelete == ForeignKeyAction.SetDefault || key.OnUpdate == ForeignKeyAction.SetDefault;
        string? lost = key.IsDeferrable ? "may wait for the end of the transaction" : setsDefault ? "sets defaults" : key.ReferencedColumns.Count == 0 ? "does not say which columns it refers to" : null;
        if (lost is not null)
        {
            throw new ConnectorException(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"the foreign key {key.Name ?? $"to {key.ReferencedTable}"} {lost}, which InnoDB's do not.") { Hint = "Leave it out, or change it." };
        }
    }
}
