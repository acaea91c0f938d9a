using Hawser.Arrow;
using Hawser.Connectors.Sqlite.Catalog;
using Hawser.Connectors.Sqlite.Native;
using Hawser.Connectors.Sqlite.Sql;
using Hawser.Connectors.Sqlite.Types;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>Makes, empties or finds the table of a load, inside the load's transaction, and matches columns.</summary>
internal sealed class LoadTarget
{
    private static readonly SqliteDialect Dialect = SqliteDialect.Instance;

    private readonly SqliteSession _session;
    private readonly LoadRequest _request;
    private readonly TableName _name;

    private LoadTarget(SqliteSession session, LoadRequest request, TableName name)
    {
        _session = session;
        _request = request;
        _name = name;
    }

    /// <summary>The table after preparation.</summary>
    public TableFacts Table { get; private set; } = null!;

    /// <summary>The columns to insert, in the order of the batches.</summary>
    public IReadOnlyList<LoadColumn> Columns { get; private set; } = [];

    /// <summary>The columns that tell rows apart in an upsert; empty in the other modes.</summary>
    public IReadOnlyList<ColumnModel> Key { get; private set; } = [];

    /// <summary>The statement that inserts a row. It overrules the table's own ON CONFLICT clauses, which could drop rows without a word.</summary>
    public string InsertSql =>
        $"INSERT OR ABORT INTO {QuotedName} ({string.Join(", ", Columns.Select(column => SqlText.QuoteName(column.Target.Name)))}) "
        + $"VALUES ({string.Join(", ", Columns.Select((_, i) => $"?{i + 1}"))}){OnConflict}";

    private string OnConflict => Key.Count == 0 ? ""
        : $" ON CONFLICT ({string.Join(", ", Key.Select(key => SqlText.QuoteName(key.Name)))}) DO UPDATE SET "
            + string.Join(", ", Columns.Select(column => $"{SqlText.QuoteName(column.Target.Name)} = excluded.{SqlText.QuoteName(column.Target.Name)}"));

    private string QuotedName => $"{SqlText.QuoteName(Table.Database)}.{SqlText.QuoteName(Table.Name)}";

    /// <summary>Prepares the target as the mode says.</summary>
    public static LoadTarget Prepare(SqliteSession session, LoadRequest request)
    {
        if (request.Target is not TableName name)
        {
            throw SqliteErrors.Create(ConnectorStatus.NotSupported, $"{request.Target.DisplayName} is no table; SQLite loads into tables only.");
        }

        LoadTarget target = new(session, request, name);
        target.Prepare();
        return target;
    }

    private void Prepare()
    {
        TableFacts? existing = TableFacts.Find(_session, _name);
        switch (_request.Mode)
        {
            case LoadMode.Create when existing is not null:
                throw SqliteErrors.Create(ConnectorStatus.AlreadyExists, $"{_session.DisplayName}: table \"{existing.Name}\" exists already.", "Append to it, or replace it.");
            case LoadMode.Append or LoadMode.Upsert when existing is null:
                throw TableFacts.NotFound(_session, _name);
            case LoadMode.Replace when existing is not null:
                Replace(existing);
                break;
            default:
                Table = existing ?? Create();
                break;
        }

        ThrowUnlessTable(Table);
        Columns =
        [
            .. ColumnMatch.Resolve(_request, _name, Table.Columns, column => column.Name, column => column.IsGenerated, SqliteErrors.ConnectorName)
                .Select(pair => new LoadColumn(pair.Source, pair.Target, Table.IsRowId(pair.Target))),
        ];
        if (_request.Mode == LoadMode.Upsert)
        {
            TableModel model = new CatalogReader(_session, Table.Database, new CatalogFilter { Name = Table.Name }).Read().Single(t => t.Name.Name == Table.Name);
            Key = [.. UpsertKey.Resolve(_request, model, SqliteErrors.ConnectorName).Select(name => model.Column(name)!)];
            UpsertKeys.Create(_session, this);
        }
    }

    private TableFacts Create()
    {
        _session.Execute(Dialect.CreateTable(Definition()));
        return TableFacts.Find(_session, _name)!;
    }

    private TableModel Definition()
    {
        TableModel definition = _request.Definition ?? new TableModel(_name, [.. _request.Schema.Fields.Select(ToColumn)]);
        return definition with { Name = _name, ForeignKeys = [] };
    }

    private static ColumnModel ToColumn(Field field)
    {
        SinkColumn sink = SqliteTypeMap.Instance.ToNative(field);
        return new ColumnModel(field.Name, sink.NativeType, sink.Stored) { IsNullable = field.IsNullable };
    }

    private void Replace(TableFacts existing)
    {
        ThrowUnlessTable(existing);
        if (Fits(existing))
        {
            Table = existing;
            _session.Execute($"DELETE FROM {QuotedName}");
            return;
        }

        List<string> dependents = Dependents.Of(_session, existing);
        dependents.AddRange(Dependents.IndexesOf(_session, existing));
        if (dependents.Count > 0)
        {
            throw SqliteErrors.Create(
                ConnectorStatus.AlreadyExists,
                $"{_session.DisplayName}: table \"{existing.Name}\" has another shape and cannot be replaced: {string.Join(", ", dependents)} depend on it.",
                "Drop them first, or load into another table.");
        }

        // One transaction holds both: until it commits, other sessions see the old table.
        _session.Execute($"DROP TABLE {SqlText.QuoteName(existing.Database)}.{SqlText.QuoteName(existing.Name)}");
        Table = Create();
    }

    /// <summary>Whether the table has the columns, types and key that the load would make.</summary>
    private bool Fits(TableFacts existing)
    {
        TableModel wanted = Definition();
        List<ColumnFacts> left = [.. existing.Columns];
        foreach (ColumnModel column in wanted.Columns)
        {
            ColumnFacts? match = existing.Column(column.Name);
            bool isSkipped = match is null && _request.AllowExtraColumns;
            if (!isSkipped && (match is null || !IsSameType(match.DeclaredType, column.NativeType)))
            {
                return false;
            }

            left.Remove(match!);
        }

        bool hasAll = _request.AllowMissingColumns || left.TrueForAll(column => column.IsGenerated);
        return hasAll && (wanted.PrimaryKey is null || HasKey(existing, wanted.PrimaryKey));
    }

    private static bool HasKey(TableFacts existing, KeyModel key) =>
        existing.Columns.Where(column => column.KeyPosition > 0).OrderBy(column => column.KeyPosition)
            .Select(column => column.Name).SequenceEqual(key.Columns, StringComparer.OrdinalIgnoreCase);

    private static bool IsSameType(string existing, string wanted)
    {
        DeclaredType left = DeclaredType.Parse(existing);
        DeclaredType right = DeclaredType.Parse(wanted);
        return left.Affinity == right.Affinity && DeclaredTypeRules.Read(left) == DeclaredTypeRules.Read(right);
    }

    private void ThrowUnlessTable(TableFacts table)
    {
        if (table.Kind is not ("table" or "virtual"))
        {
            throw SqliteErrors.Create(ConnectorStatus.NotSupported, $"{_session.DisplayName}: \"{table.Name}\" is a {table.Kind}, not a table; it cannot be loaded into.");
        }
    }
}
