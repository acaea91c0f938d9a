using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Definitions;

/// <summary>Whether a row of a table is one that a server takes.</summary>
/// <remarks>Source: MySQL Reference Manual, "Limits on Table Column Count and Row Size".</remarks>
internal static class RowCheck
{
    /// <summary>The columns of a table of InnoDB.</summary>
    public const int MostColumns = 1017;

    private const int MostBytes = 65_535;
    private const int ColumnsOfNullByte = 8;

    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/>: there are too many columns, or they are too long together.</exception>
    public static void ThrowUnlessAllowed(TableModel table)
    {
        if (table.Columns.Count > MostColumns)
        {
            throw DefinitionErrors.NotSupported(table.Name, $"it has {table.Columns.Count} columns; InnoDB has at most {MostColumns}");
        }

        (string Name, int Bytes)[] columns = [.. table.Columns.Select(column => (column.Name, ColumnSize.InRow(MySqlTypeText.Parse(column.NativeType))))];
        long sum = columns.Sum(column => (long)column.Bytes) + (table.Columns.Count / ColumnsOfNullByte) + 1;
        if (sum > MostBytes)
        {
            string longest = string.Join(", ", columns.OrderByDescending(column => column.Bytes).Take(3).Select(column => $"\"{column.Name}\" with {column.Bytes}"));
            throw DefinitionErrors.NotSupported(
                table.Name, $"its columns take {sum} bytes of a row, at four bytes a character; MySQL allows {MostBytes}. The longest are {longest}", "Make some of them longtext or longblob, which are kept elsewhere.");
        }
    }
}
