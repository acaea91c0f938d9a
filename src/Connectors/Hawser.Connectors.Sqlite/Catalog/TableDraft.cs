using Hawser.Connectors.Sqlite.Sql;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Catalog;

/// <summary>A table of the catalog while its parts are being gathered.</summary>
internal sealed class TableDraft(TableName name, string kind, bool isWithoutRowId, bool isStrict, string sql)
{
    private readonly ParsedTable _parsed = kind == "table" ? CreateTableParser.Parse(sql) : new ParsedTable();
    private readonly List<(ColumnRow Row, int KeyPosition)> _columns = [];

    public string Name => name.Name;

    public List<IndexDraft> Indexes { get; } = [];

    /// <summary>By the pragma's numbers.</summary>
    public SortedDictionary<long, ForeignKeyDraft> ForeignKeys { get; } = [];

    public List<string> Triggers { get; } = [];

    /// <summary>The last number that AUTOINCREMENT gave; null when there is none.</summary>
    public long? LastNumber { get; set; }

    public void Add(ColumnRow column, int keyPosition) => _columns.Add((column, keyPosition));

    public TableModel ToModel()
    {
        List<string> key = [.. _columns.Where(column => column.KeyPosition > 0).OrderBy(column => column.KeyPosition).Select(column => column.Row.Name)];
        return new TableModel(name, [.. _columns.Select(column => ToModel(column.Row, key))])
        {
            Kind = KindOf(),
            PrimaryKey = key.Count > 0 ? new KeyModel(_parsed.PrimaryKey?.Name, key) : null,
            UniqueConstraints = [.. Indexes.Where(index => index.Origin == "u").OrderBy(index => index.Name, StringComparer.Ordinal).Select(ToUnique)],
            Indexes = [.. Indexes.Where(index => index.Origin == "c").OrderBy(index => index.Name, StringComparer.Ordinal).Select(index => index.ToModel(CollationOf))],
            ForeignKeys = [.. ForeignKeys.Reverse().Select((pair, position) => pair.Value.ToModel(position < _parsed.ForeignKeys.Count ? _parsed.ForeignKeys[position] : null))],
            Checks = [.. _parsed.Checks.Select(check => new CheckModel(check.Name, check.Expression))],
            Triggers = [.. Triggers.Order(StringComparer.Ordinal)],
            ViewDefinition = kind == "view" ? ViewQuery.Of(sql) : null,
            Properties = Properties(),
        };
    }

    private TableKind KindOf() => kind switch
    {
        "view" => TableKind.View,
        "virtual" => TableKind.External,
        _ => name.Catalog == "temp" ? TableKind.Temporary : TableKind.Table,
    };

    private Dictionary<string, string> Properties()
    {
        Dictionary<string, string> properties = [];
        if (isStrict)
        {
            properties["strict"] = "true";
        }

        if (isWithoutRowId)
        {
            properties["without_rowid"] = "true";
        }

        if (kind == "virtual")
        {
            properties["virtual"] = sql;
        }

        string[] conflicts = [.. _parsed.Columns.Where(column => column.HasConflictClause).Select(column => column.Name)];
        if (conflicts.Length > 0)
        {
            properties["on_conflict"] = string.Join(", ", conflicts);
        }

        return properties;
    }

    private ColumnModel ToModel(ColumnRow row, List<string> key)
    {
        ParsedColumn? parsed = _parsed.Find(row.Name);
        bool isRowId = IsRowId(row, key);
        bool isNullable = !row.IsNotNull && !isRowId && !(isWithoutRowId && key.Contains(row.Name));
        DeclaredType declared = DeclaredType.Parse(row.DeclaredType);
        SourceColumn source = SqliteTypeMap.Instance.ToArrow(row.DeclaredType);
        return new ColumnModel(row.Name, DeclaredType.Spell(declared.Text), source.Field.WithName(row.Name).WithNullable(isNullable))
        {
            ReadFidelity = source.Fidelity,
            ReadNote = source.Note,
            IsNullable = isNullable,
            Default = parsed?.Default ?? row.Default,
            Identity = isRowId ? Identity(parsed) : null,
            Generated = row.Hidden >= 2 ? new GeneratedModel(parsed?.GeneratedExpression ?? "", row.Hidden == 3) : null,
            Collation = parsed?.Collation,
        };
    }

    /// <summary>Whether a column is the rowid under another name (https://www.sqlite.org/lang_createtable.html#rowid): then no index stands behind the key.</summary>
    private bool IsRowId(ColumnRow row, List<string> key) =>
        kind == "table" && !isWithoutRowId && key.Count == 1 && key[0] == row.Name
        && string.Equals(row.DeclaredType, "INTEGER", StringComparison.OrdinalIgnoreCase) && !Indexes.Exists(index => index.Origin == "pk");

    private IdentityModel Identity(ParsedColumn? parsed) => parsed is { IsAutoincrement: true }
        ? new IdentityModel { Start = 1, Increment = 1, Next = (LastNumber ?? 0) + 1 }
        : new IdentityModel();

    private string CollationOf(string column) => _parsed.Find(column)?.Collation ?? "BINARY";

    private KeyModel ToUnique(IndexDraft index)
    {
        string[] columns = [.. index.Parts.Select(part => part.Column ?? "")];
        ParsedKey? parsed = _parsed.UniqueKeys.Find(unique => unique.Columns.SequenceEqual(columns, StringComparer.OrdinalIgnoreCase));
        return new KeyModel(parsed?.Name, columns);
    }
}
