using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Read;

/// <summary>Names the place of a value that did not fit: table, column and rowid, as far as the statement tells.</summary>
/// <param name="Relation">What is read, in messages.</param>
/// <param name="RowIdOf">Finds the rowid of a row by its position from 0; null when the relation has none.</param>
internal sealed record MisfitLocator(string Relation, Func<long, long?>? RowIdOf)
{
    /// <summary>Makes the error.</summary>
    public ConnectorException Error(string column, ColumnType type, nint value, long row)
    {
        long? rowId = RowIdOf?.Invoke(row);
        string place = rowId is { } id ? $"rowid {id}" : $"row {row + 1}";
        return SqliteErrors.Create(
            ConnectorStatus.InvalidData,
            $"reading {Relation}: {ValueText.Describe(value)} does not fit {type} in column \"{column}\", {place}.",
            "Use --types scan to decide the types by the values, or cast the column in a query.");
    }
}
