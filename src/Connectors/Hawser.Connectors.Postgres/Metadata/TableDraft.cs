using Hawser.Connectors.Postgres.Types;
using Npgsql;

namespace Hawser.Connectors.Postgres.Metadata;

/// <summary>A table while the rows of the catalog's queries are put together.</summary>
internal sealed class TableDraft
{
    private readonly List<ColumnModel> _columns = [];
    private readonly List<KeyModel> _unique = [];
    private readonly List<ForeignKeyModel> _foreignKeys = [];
    private readonly List<CheckModel> _checks = [];
    private readonly List<ExclusionModel> _exclusions = [];
    private readonly List<IndexModel> _indexes = [];
    private readonly Func<IReadOnlyList<ColumnModel>, TableModel> _begin;
    private KeyModel? _primaryKey;

    /// <summary>Begins with a row of <see cref="CatalogQueries.Relations"/>.</summary>
    public TableDraft(NpgsqlDataReader row)
    {
        Oid = row.GetFieldValue<uint>(0);
        var name = new TableName(null, row.GetString(1), row.GetString(2));
        string persistence = row.GetString(4);
        TableKind kind = KindOf(row.GetString(3)[0], persistence);
        (string? comment, string? view) = (Text(row, 5), Text(row, 6)?.TrimEnd().TrimEnd(';'));
        (string? key, string? bound, bool isPartition) = (Text(row, 7), Text(row, 8), row.GetBoolean(9));
        TableName[] parents = [.. row.GetFieldValue<string[]>(10).Zip(row.GetFieldValue<string[]>(11), (schema, table) => new TableName(null, schema, table))];
        Dictionary<string, string> properties = PropertiesOf(row, persistence);
        string[] triggers = row.GetFieldValue<string[]>(14);
        _begin = columns => new TableModel(name, columns)
        {
            Kind = kind,
            Comment = comment,
            ViewDefinition = view,
            PartitionKey = key,
            PartitionOf = isPartition && parents.Length > 0 ? parents[0] : null,
            PartitionBound = bound,
            Inherits = isPartition ? [] : parents,
            Properties = properties,
            Triggers = triggers,
        };
    }

    /// <summary>The number in <c>pg_class</c>.</summary>
    public uint Oid { get; }

    /// <summary>Adds a row of <see cref="CatalogQueries.Columns"/>.</summary>
    public void AddColumn(NpgsqlDataReader row, PgTypeCatalog types)
    {
        PgType type = types.Resolve(row.GetFieldValue<uint>(2), row.GetInt32(3), row.GetString(4));
        (string name, bool isNullable) = (row.GetString(1), !row.GetBoolean(5));
        (string? expression, string identity, bool isGenerated) = (Text(row, 6), row.GetString(7), row.GetString(8).Length > 0);
        ColumnModel column = Client.PgColumn.Of(name, type, isEncoded: false, isNullable, Text(row, 10)).ToModel() with
        {
            Default = isGenerated ? null : expression,
            Generated = isGenerated && expression is not null ? new GeneratedModel(expression, row.GetString(8) == "s") : null,
            Collation = Text(row, 9),
            Identity = IdentityOf(row, identity, expression),
        };
        _columns.Add(column);
    }

    /// <summary>Adds a row of <see cref="CatalogQueries.Constraints"/>.</summary>
    public void AddConstraint(NpgsqlDataReader row)
    {
        (string name, char kind, bool isDeferrable, bool isDeferred) = (row.GetString(1), row.GetString(2)[0], row.GetBoolean(3), row.GetBoolean(4));
        string[] columns = row.GetFieldValue<string[]>(5);
        var key = new KeyModel(name, columns)
        {
            IsDeferrable = isDeferrable, IsInitiallyDeferred = isDeferred, IncludedColumns = row.GetFieldValue<string[]>(14), NullsNotDistinct = row.GetBoolean(15),
        };
        switch (kind)
        {
            case 'p':
                _primaryKey = key;
                break;
            case 'u':
                _unique.Add(key);
                break;
            case 'f':
                _foreignKeys.Add(new ForeignKeyModel(name, columns, new TableName(null, row.GetString(6), row.GetString(7)), row.GetFieldValue<string[]>(8))
                {
                    OnDelete = ActionOf(row.GetString(9)), OnUpdate = ActionOf(row.GetString(10)), IsMatchFull = row.GetString(11) == "f", IsDeferrable = isDeferrable, IsInitiallyDeferred = isDeferred,
                });
                break;
            case 'x':
                _exclusions.Add(new ExclusionModel(name, row.GetString(12)));
                break;
            default:
                _checks.Add(new CheckModel(name, Text(row, 13) ?? row.GetString(12)));
                break;
        }
    }

    /// <summary>Adds a row of <see cref="CatalogQueries.IndexParts"/>: the first part of an index, or one more of the last.</summary>
    public void AddIndexPart(NpgsqlDataReader row)
    {
        const int Descending = 1, NullsFirst = 2;
        int options = row.GetInt16(10);
        bool isDescending = (options & Descending) != 0, isNullsFirst = (options & NullsFirst) != 0;
        var part = new IndexPart(Text(row, 8), Text(row, 9))
        {
            IsDescending = isDescending, NullsFirst = isNullsFirst == isDescending ? null : isNullsFirst, OperatorClass = Text(row, 11), Collation = Text(row, 12),
        };
        string name = row.GetString(1);
        if (_indexes.Count > 0 && _indexes[^1].Name == name)
        {
            _indexes[^1] = _indexes[^1] with { Parts = [.. _indexes[^1].Parts, part] };
            return;
        }

        string method = row.GetString(2);
        _indexes.Add(new IndexModel(name, [part])
        {
            Method = method == "btree" ? null : method,
            IsUnique = row.GetBoolean(3),
            Predicate = Text(row, 4),
            NullsNotDistinct = row.GetBoolean(5),
            Definition = row.GetString(6),
            IncludedColumns = row.GetFieldValue<string[]>(7),
        });
    }

    /// <summary>The table.</summary>
    public TableModel ToModel() => _begin(_columns) with
    {
        PrimaryKey = _primaryKey, UniqueConstraints = _unique, ForeignKeys = _foreignKeys, Checks = _checks, Exclusions = _exclusions, Indexes = _indexes,
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static TableKind KindOf(char kind, string persistence) => kind switch
    {
        'v' => TableKind.View,
        'm' => TableKind.MaterializedView,
        'f' => TableKind.External,
        _ => persistence == "t" ? TableKind.Temporary : TableKind.Table,
    };

    private static Dictionary<string, string> PropertiesOf(NpgsqlDataReader row, string persistence)
    {
        var properties = new Dictionary<string, string>();
        if (persistence == "u")
        {
            properties["unlogged"] = "true";
        }

        if (row.GetBoolean(12))
        {
            properties["row level security"] = "true";
        }

        if (!row.IsDBNull(13))
        {
            properties["storage options"] = string.Join(", ", row.GetFieldValue<string[]>(13));
        }

        foreach (string other in row.GetFieldValue<string[]>(15))
        {
            properties[other] = "";
        }

        return properties;
    }

    // A serial column has a default that asks a sequence of the column's own; an identity column has the sequence without a default.
    private static IdentityModel? IdentityOf(NpgsqlDataReader row, string identity, string? expression)
    {
        bool isSerial = identity.Length == 0 && !row.IsDBNull(17) && expression?.StartsWith("nextval(", StringComparison.Ordinal) == true;
        return identity.Length == 0 && !isSerial ? null : new IdentityModel
        {
            IsAlways = identity == "a",
            Start = Number(row, 11),
            Increment = Number(row, 12),
            Minimum = Number(row, 13),
            Maximum = Number(row, 14),
            IsCycling = row.GetBoolean(15),
            Next = Number(row, 16),
            Sequence = isSerial ? row.GetString(17) : null,
        };
    }

    private static ForeignKeyAction ActionOf(string code) => code switch
    {
        "r" => ForeignKeyAction.Restrict,
        "c" => ForeignKeyAction.Cascade,
        "n" => ForeignKeyAction.SetNull,
        "d" => ForeignKeyAction.SetDefault,
        _ => ForeignKeyAction.NoAction,
    };
}
