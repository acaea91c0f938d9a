namespace Hawser.Connectors.MySql.Definitions;

/// <summary>The names that a server takes as they are.</summary>
/// <remarks>Source: MySQL Reference Manual, "Identifier Length Limits", "Schema Object Names".</remarks>
internal static class NameCheck
{
    private const int MostCharacters = 64;

    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: a name of the table is too long, or has characters that names cannot have.</exception>
    public static void ThrowUnlessAllowed(TableModel table)
    {
        IEnumerable<string?> names = [table.Name.Name, .. table.Columns.Select(column => column.Name), .. table.UniqueConstraints.Select(key => key.Name), .. table.Checks.Select(check => check.Name)];
        ThrowUnlessAllowed(table.Name, names);
    }

    /// <inheritdoc cref="ThrowUnlessAllowed(TableModel)"/>
    public static void ThrowUnlessAllowed(TableName table, IEnumerable<string?> names)
    {
        foreach (string name in names.OfType<string>())
        {
            if (name.Length > MostCharacters)
            {
                throw DefinitionErrors.NotSupported(table, $"the name \"{name}\" has {name.Length} characters; MySQL's have at most {MostCharacters}", "Choose a shorter one.");
            }

            if (name.Length == 0 || name.EndsWith(' ') || name.Any(char.IsSurrogate))
            {
                throw DefinitionErrors.NotSupported(
                    table, $"\"{name}\" is no name there: a MySQL name is not empty, does not end with a space, and has no characters beyond U+FFFF", "Choose another one.");
            }
        }
    }
}
