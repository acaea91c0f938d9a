using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read;
using Hawser.Connectors.MySql.Scanning;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Metadata;

/// <summary>A table while the catalog's rows about it come in.</summary>
internal sealed class TableDraft(IReadOnlyList<string?> row, ServerFacts facts, ReadingRules rules)
{
    private const string Primary = "PRIMARY";
    private const string JsonCheck = "json_valid(";

    private readonly TableName _name = new(null, row[0], row[1]!);
    private readonly bool _isView = row[2] == "VIEW";
    private readonly string? _engine = row[3];
    private readonly string? _collation = row[4];
    private readonly string? _comment = row[5];
    private readonly long? _nextNumber = long.TryParse(row[6], NumberStyles.None, CultureInfo.InvariantCulture, out long next) ? next : null;
    private readonly string? _view = row[7];
    private readonly List<string?[]> _columns = [];
    private readonly List<string?[]> _indexParts = [];
    private readonly List<string?[]> _keyParts = [];
    private readonly List<CheckModel> _checks = [];
    private readonly HashSet<string> _jsonColumns = [];
    private readonly List<string> _triggers = [];
    private readonly Dictionary<string, string> _properties = [];
    private string? _partitionKey;

    /// <summary>Takes a row of <see cref="CatalogQueries.Columns"/>.</summary>
    public void AddColumn(string?[] column) => _columns.Add(column);

    /// <summary>Takes a row of <see cref="CatalogQueries.IndexParts"/>.</summary>
    public void AddIndexPart(string?[] part) => _indexParts.Add(part);

    /// <summary>Takes a row of <see cref="CatalogQueries.ForeignKeys"/>.</summary>
    public void AddKeyPart(string?[] part) => _keyParts.Add(part);

    /// <summary>Takes a row of <see cref="CatalogQueries.Checks"/>. The check that makes a column of MariaDB json is the column's type.</summary>
    public void AddCheck(string?[] check)
    {
        string condition = check[3] ?? "";
        if (facts.IsMariaDb && condition.StartsWith(JsonCheck + "`", StringComparison.OrdinalIgnoreCase) && condition.EndsWith("`)", StringComparison.Ordinal) && condition.Count(c => c == '(') == 1)
        {
            _jsonColumns.Add(condition[(JsonCheck.Length + 1)..^2].Replace("``", "`", StringComparison.Ordinal));
            return;
        }

        _checks.Add(new CheckModel(check[2], condition));
        if (check[4] == "NO")
        {
            _properties[$"not_enforced:{check[2]}"] = "true";
        }
    }

    /// <summary>Takes a row of <see cref="CatalogQueries.Triggers"/>.</summary>
    public void AddTrigger(string?[] trigger) => _triggers.Add(trigger[2]!);

    /// <summary>Takes a row of <see cref="CatalogQueries.Partitions"/>.</summary>
    public void AddPartitions(string?[] partitions) => _partitionKey = $"{partitions[2]} ({partitions[3]}), {partitions[4]} partitions";

    /// <summary>The table with everything that came.</summary>
    public TableModel ToModel()
    {
        AddProperty("engine", _engine);
        AddProperty("collation", _collation);
        ColumnModel[] columns = [.. _columns.Select(ToColumn)];
        var indexes = _indexParts.GroupBy(part => part[2]!).Select(ToIndex).ToList();
        IndexModel? primary = indexes.Find(index => index.Name == Primary);
        foreach (IndexPart part in primary?.Parts.Where(part => part.PrefixLength is not null) ?? [])
        {
            AddProperty(KeyColumn.PrefixProperty + part.Column, part.PrefixLength!.Value.ToString(CultureInfo.InvariantCulture));
        }

        IndexModel[] unique = [.. indexes.Where(index => index.IsUnique && index.Name != Primary && index.Method is null && index.Parts.All(IsWhole))];
        return new TableModel(_name, columns)
        {
            Kind = _isView ? TableKind.View : TableKind.Table,
            PrimaryKey = primary is null ? null : new KeyModel(null, [.. primary.Parts.Select(part => part.Column!)]),
            UniqueConstraints = [.. unique.Select(index => new KeyModel(index.Name, [.. index.Parts.Select(part => part.Column!)]))],
            Indexes = [.. indexes.Where(index => index.Name != Primary && !unique.Contains(index))],
            ForeignKeys = [.. _keyParts.GroupBy(part => part[2]!).Select(ToForeignKey)],
            Checks = _checks,
            Triggers = _triggers,
            PartitionKey = _partitionKey,
            ViewDefinition = _isView ? _view : null,
            Comment = _isView || string.IsNullOrEmpty(_comment) ? null : _comment,
            Properties = _properties,
        };
    }

    private static bool IsWhole(IndexPart part) => part is { Column: not null, PrefixLength: null, IsDescending: false };

    private static IndexModel ToIndex(IGrouping<string, string?[]> parts)
    {
        string?[] first = parts.First();
        string method = (first[6] ?? "").ToLowerInvariant();
        return new IndexModel(parts.Key, [.. parts.Select(part => new IndexPart(part[4], part[8])
        {
            PrefixLength = int.TryParse(part[5], NumberStyles.None, CultureInfo.InvariantCulture, out int length) && method != "spatial" ? length : null,
            IsDescending = part[7] == "D",
        })])
        {
            IsUnique = first[3] == "0",
            Method = method is "btree" or "" ? null : method,
        };
    }

    private static ForeignKeyModel ToForeignKey(IGrouping<string, string?[]> parts)
    {
        string?[] first = parts.First();
        return new ForeignKeyModel(parts.Key, [.. parts.Select(part => part[3]!)], new TableName(null, first[4], first[5]!), [.. parts.Select(part => part[6]!)])
        {
            OnUpdate = ActionOf(first[7]),
            OnDelete = ActionOf(first[8]),
        };
    }

    private static ForeignKeyAction ActionOf(string? rule) => rule switch
    {
        "RESTRICT" => ForeignKeyAction.Restrict,
        "CASCADE" => ForeignKeyAction.Cascade,
        "SET NULL" => ForeignKeyAction.SetNull,
        "SET DEFAULT" => ForeignKeyAction.SetDefault,
        _ => ForeignKeyAction.NoAction,
    };

    private ColumnModel ToColumn(string?[] column)
    {
        (string name, string extra) = (column[2]!, column[6] ?? "");
        MySqlType type = MySqlTypeText.Parse(_jsonColumns.Contains(name) && column[3] == "longtext" ? "json" : column[3]!);
        bool isGenerated = !string.IsNullOrEmpty(column[9]);
        bool isNumbered = extra.Contains("auto_increment", StringComparison.OrdinalIgnoreCase);
        AddProperty($"on_update:{name}", DefaultText.OnUpdateOf(extra));
        AddProperty($"invisible:{name}", extra.Contains("INVISIBLE", StringComparison.OrdinalIgnoreCase) ? "true" : null);
        (string? comment, Field? mark) = ColumnMark.Split(column[7]);
        ColumnModel model = ResultColumn.Of(name, type, column[4] == "YES", rules, mark).ToModel();
        return model with
        {
            Field = type.Name == "json" && facts.HasOwnJson && mark is null ? FieldMarks.MarkOrdered(model.Field) : model.Field,
            Default = isGenerated ? null : DefaultText.Of(column[5], extra, type, facts.QuotesDefaults),
            Identity = isNumbered ? new IdentityModel { Next = _nextNumber } : null,
            Generated = isGenerated ? new GeneratedModel(column[9]!, extra.Contains("STORED", StringComparison.OrdinalIgnoreCase) || extra.Contains("PERSISTENT", StringComparison.OrdinalIgnoreCase)) : null,
            Collation = column[8] is { } collation && (collation != _collation || !SinkRules.IsOfUtf8(collation)) && !_isView && type.Name != "json" ? collation : null,
            Comment = string.IsNullOrEmpty(comment) ? null : comment,
        };
    }

    private void AddProperty(string key, string? value)
    {
        if (value is not null)
        {
            _properties[key] = value;
        }
    }
}
