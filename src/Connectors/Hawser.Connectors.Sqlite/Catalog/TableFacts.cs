using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>What reading and loading must know of one table: its columns and whether it has rowids.</summary>
/// <param name="Database">The attached database that holds it: <c>main</c>, <c>temp</c> or another.</param>
/// <param name="Name">The name as the schema spells it.</param>
/// <param name="Kind"><c>table</c>, <c>view</c>, <c>virtual</c> or <c>shadow</c>.</param>
/// <param name="IsWithoutRowId">Whether it is a WITHOUT ROWID table.</param>
/// <param name="IsStrict">Whether it is a STRICT table, where ANY converts nothing.</param>
/// <param name="HasKeyIndex">Whether an index stands behind the primary key: then no column is the rowid.</param>
/// <param name="Columns">The columns that <c>SELECT *</c> gives.</param>
internal sealed record TableFacts(string Database, string Name, string Kind, bool IsWithoutRowId, bool IsStrict, bool HasKeyIndex, IReadOnlyList<ColumnFacts> Columns)
{
    private static readonly string[] RowIdNames = ["rowid", "_rowid_", "oid"];

    /// <summary>A name by which the rowid can be had; null when there is none, or when columns took all its names.</summary>
    public string? RowIdName => Kind != "table" || IsWithoutRowId
        ? null
        : Array.Find(RowIdNames, name => !Columns.Any(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase)));

    /// <summary>Finds a table as a statement would: temporary ones first, then main, then the attached databases in their order; null when there is none.</summary>
    public static TableFacts? Find(SqliteSession session, TableName name)
    {
        const string Sql = """
            SELECT l.schema, l.name, l.type, l.wr, x.name, x.type, x."notnull", x.pk, x.hidden,
                (SELECT count(*) FROM pragma_index_list(l.name, l.schema) WHERE origin = 'pk'), l.strict
            FROM pragma_database_list AS d CROSS JOIN pragma_table_list AS l CROSS JOIN pragma_table_xinfo(l.name, l.schema) AS x
            WHERE l.schema = d.name AND l.name = ?1 COLLATE NOCASE AND (?2 IS NULL OR l.schema = ?2 COLLATE NOCASE)
            ORDER BY d.seq <> 1, d.seq, x.cid
            """;
        using SqliteStatement statement = session.Prepare(Sql);
        statement.Bind(1, name.Name).Bind(2, name.Catalog ?? name.Schema);
        TableFacts? facts = null;
        List<ColumnFacts> columns = [];
        while (statement.Step() && (facts is null || facts.Database == statement.GetText(0)))
        {
            facts ??= new TableFacts(statement.GetText(0)!, statement.GetText(1)!, statement.GetText(2)!, statement.GetInt64(3) != 0, statement.GetInt64(10) != 0, statement.GetInt64(9) != 0, columns);
            if (statement.GetInt64(8) != 1)
            {
                columns.Add(new ColumnFacts(
                    statement.GetText(4)!, statement.GetText(5) ?? "", statement.GetInt64(6) != 0, (int)statement.GetInt64(7), statement.GetInt64(8) >= 2));
            }
        }

        return facts;
    }

    /// <summary>The error for a table that is not there, with the nearest name that is.</summary>
    public static ConnectorException NotFound(SqliteSession session, TableName name)
    {
        List<string> names = [];
        using (SqliteStatement statement = session.Prepare("SELECT name FROM pragma_table_list WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"))
        {
            while (statement.Step())
            {
                names.Add(statement.GetText(0)!);
            }
        }

        string? nearest = NearestName.Find(name.Name, names);
        return SqliteErrors.Create(
            ConnectorStatus.NotFound, $"{session.DisplayName}: there is no table \"{name}\".", nearest is null ? null : $"Did you mean \"{nearest}\"?");
    }

    /// <summary>The column of a name: exact first, then without case.</summary>
    public ColumnFacts? Column(string name) =>
        Columns.FirstOrDefault(column => column.Name == name)
        ?? Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>A column's declared type, with the affinity that the column really has.</summary>
    public DeclaredType DeclaredTypeOf(ColumnFacts column)
    {
        DeclaredType declared = DeclaredType.Parse(column.DeclaredType);
        return IsStrict && declared.Name == "ANY" ? declared with { Affinity = Affinity.None } : declared;
    }

    /// <summary>Whether a column is the rowid under another name, which is never NULL.</summary>
    public bool IsRowId(ColumnFacts column) =>
        Kind == "table" && !IsWithoutRowId && !HasKeyIndex && column.KeyPosition == 1
        && string.Equals(column.DeclaredType, "INTEGER", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a column never holds NULL.</summary>
    public bool IsNeverNull(ColumnFacts column) => Kind == "table" && (column.IsNotNull || IsRowId(column) || (IsWithoutRowId && column.KeyPosition > 0));
}
