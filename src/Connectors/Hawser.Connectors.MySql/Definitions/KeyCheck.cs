using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Definitions;

/// <summary>Whether keys can be indexed whole: a key over the beginnings of values would refuse rows that differ behind.</summary>
internal static class KeyCheck
{
    private const int MostBytes = SinkRules.KeyBytes;

    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: a key is too long, or has what keys there have not.</exception>
    public static void ThrowUnlessAllowed(TableModel table, DefinitionRules rules)
    {
        foreach (KeyModel key in table.UniqueConstraints.Prepend(table.PrimaryKey).OfType<KeyModel>())
        {
            ThrowUnlessPlain(table, key);
            ThrowUnlessWhole(table, key.Columns, rules);
        }
    }

    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: the columns are too long together, or one has no end.</exception>
    public static void ThrowUnlessWhole(TableModel table, IEnumerable<string> columns, DefinitionRules rules)
    {
        int sum = 0;
        foreach (ColumnModel column in columns.Select(table.Column).OfType<ColumnModel>())
        {
            MySqlType type = MySqlTypeText.Parse(column.NativeType);
            int bytes = ColumnSize.InIndex(type);
            if (type.IsUnlimited)
            {
                throw DefinitionErrors.NotSupported(table.Name, $"column \"{column.Name}\" is {type.Name}, which no key takes whole", $"Make it varchar({rules.IndexBytes / SinkRules.BytesOfCharacter}) or shorter.");
            }

            if (bytes > rules.IndexBytes || (sum += bytes) > MostBytes)
            {
                throw DefinitionErrors.NotSupported(
                    table.Name, $"column \"{column.Name}\" makes a key longer than an index takes: {rules.IndexBytes} bytes of a column and {MostBytes} together, at four bytes a character", "Make it shorter.");
            }
        }
    }

    private static void ThrowUnlessPlain(TableModel table, KeyModel key)
    {
        string? lost = key.IsDeferrable ? "deferrable keys" : key.NullsNotDistinct ? "keys that refuse a second NULL" : key.IncludedColumns.Count > 0 ? "keys with included columns" : null;
        if (lost is not null)
        {
            throw DefinitionErrors.NotSupported(table.Name, $"MySQL has no {lost}");
        }
    }
}
