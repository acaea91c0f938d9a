namespace Hawser.Connectors.Sqlite.Sql;

/// <summary>What a stored <c>CREATE TABLE</c> says beyond what the pragmas tell.</summary>
internal sealed class ParsedTable
{
    public List<ParsedColumn> Columns { get; } = [];

    public List<ParsedCheck> Checks { get; } = [];

    /// <summary>In the order of the text; <c>PRAGMA foreign_key_list</c> numbers them from the last to the first.</summary>
    public List<ParsedForeignKey> ForeignKeys { get; } = [];

    public List<ParsedKey> UniqueKeys { get; } = [];

    public ParsedKey? PrimaryKey { get; set; }

    public bool IsStrict { get; set; }

    public bool IsWithoutRowId { get; set; }

    /// <summary>The column of a name, compared as SQLite compares names: ASCII letters without case.</summary>
    public ParsedColumn? Find(string name) =>
        Columns.Find(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));
}
