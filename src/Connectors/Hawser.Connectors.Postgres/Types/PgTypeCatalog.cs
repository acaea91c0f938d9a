using Npgsql;

namespace Hawser.Connectors.Postgres.Types;

/// <summary>The types of one database: asked for in one round trip when the first is needed, and again when one turns up that was made since. Thread-safe.</summary>
internal sealed class PgTypeCatalog : IDisposable
{
    private const int MostDepth = 32;
    private const uint UnknownLiteral = 705;

    // Row types of tables are many and seldom a column's type: they come only when one is missed.
    private const string Query = """
        SELECT t.oid, t.typname::text, format_type(t.oid, NULL), t.typtype::text,
               CASE t.typtype WHEN 'd' THEN t.typbasetype WHEN 'r' THEN r.rngsubtype ELSE t.typelem END,
               CASE t.typtype WHEN 'd' THEN t.typtypmod ELSE -1 END, CASE t.typtype WHEN 'd' THEN format_type(t.typbasetype, t.typtypmod) END,
               CASE t.typtype WHEN 'c' THEN t.typrelid ELSE 0 END, t.typsend <> 0, coalesce(i.typarray = t.oid, false)
        FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_range r ON r.rngtypid = t.oid LEFT JOIN pg_catalog.pg_type i ON i.oid = t.typelem
        WHERE @all OR NOT EXISTS (
            SELECT 1 FROM pg_catalog.pg_type e JOIN pg_catalog.pg_class c ON c.oid = e.typrelid
            WHERE c.relkind <> 'c' AND (e.oid = t.oid OR (t.typelem = e.oid AND t.typcategory = 'A')));
        SELECT a.attrelid, a.attname::text, a.atttypid, a.atttypmod, format_type(a.atttypid, a.atttypmod)
        FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
        WHERE a.attnum > 0 AND NOT a.attisdropped AND (c.relkind = 'c' OR (@all AND c.relkind IN ('r', 'v', 'm', 'f', 'p')))
        ORDER BY a.attrelid, a.attnum;
        SELECT e.enumtypid, e.enumlabel::text FROM pg_catalog.pg_enum e ORDER BY e.enumtypid, e.enumsortorder
        """;

    private const string MultirangeQuery = "SELECT r.rngmultitypid, r.rngsubtype FROM pg_catalog.pg_range r";

    private readonly SemaphoreSlim _loading = new(1, 1);
    private volatile Content _content = Content.Empty;

    /// <summary>Loads the types when they are not, or when one of these is not known.</summary>
    public async ValueTask EnsureAsync(NpgsqlConnection connection, IEnumerable<uint> oids, CancellationToken cancellationToken)
    {
        if (Knows(oids))
        {
            return;
        }

        await _loading.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_content.Types.Count == 0)
            {
                _content = await LoadAsync(connection, all: false, cancellationToken).ConfigureAwait(false);
            }

            if (!Knows(oids))
            {
                _content = await LoadAsync(connection, all: true, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            _loading.Release();
        }
    }

    /// <summary>Whether all of these types are known.</summary>
    public bool Knows(IEnumerable<uint> oids) => _content is { Types.Count: > 0 } content && oids.All(content.Types.ContainsKey);

    /// <summary>A column's type.</summary>
    /// <param name="oid">The type's number.</param>
    /// <param name="modifier">Its modifier; -1 for none.</param>
    /// <param name="name">The type with its modifier as <c>format_type</c> writes it; null for the name without.</param>
    public PgType Resolve(uint oid, int modifier = -1, string? name = null) => Resolve(_content, oid, modifier, name, MostDepth);

    public void Dispose() => _loading.Dispose();

    private static PgType Resolve(Content content, uint oid, int modifier, string? name, int depth)
    {
        if (!content.Types.TryGetValue(oid, out PgTypeRow? row) || depth == 0)
        {
            string unknown = name ?? row?.Name ?? $"type {oid}";
            return new PgType(oid, row?.CatalogName ?? unknown, unknown, PgTypeKind.Unknown);
        }

        var type = new PgType(oid, row.CatalogName, name ?? row.Name, PgTypeKind.Base) { Modifier = modifier, HasBinary = row.HasBinary, MoneyScale = content.MoneyScale };
        PgType Part(uint part, int partModifier = -1, string? partName = null) => Resolve(content, part, partModifier, partName, depth - 1);
        return row.Kind switch
        {
            'b' when row.IsArray => type with { Kind = PgTypeKind.Array, Element = Part(row.Element, modifier, name is null ? null : WithoutBrackets(name)) },
            'd' => type with { Kind = PgTypeKind.Domain, Element = Part(row.Element, row.ElementModifier, row.ElementName) },
            'e' => type with { Kind = PgTypeKind.Enum, Labels = content.Labels.GetValueOrDefault(oid) ?? [] },
            'c' => type with { Kind = PgTypeKind.Composite, Fields = [.. (content.Attributes.GetValueOrDefault(row.Relation) ?? []).Select(a => new PgField(a.Name, Part(a.Type, a.Modifier, a.TypeName)))] },
            'r' when row.Element != 0 => type with { Kind = PgTypeKind.Range, Element = Part(row.Element) },
            'm' when content.MultirangeSubtypes.TryGetValue(oid, out uint subtype) => type with { Kind = PgTypeKind.Multirange, Element = Part(subtype) },
            'p' when oid == UnknownLiteral => type with { CatalogName = "text", Name = "text", Oid = 25 },
            _ => PgScalars.Find(type) is null ? type with { Kind = PgTypeKind.Unknown } : type,
        };
    }

    private static string WithoutBrackets(string name) => name.EndsWith("[]", StringComparison.Ordinal) ? name[..^2] : name;

    private static async ValueTask<Content> LoadAsync(NpgsqlConnection connection, bool all, CancellationToken cancellationToken)
    {
        bool hasMultiranges = connection.PostgreSqlVersion.Major >= 14;
        string sql = Query.Replace("@all", all ? "true" : "false", StringComparison.Ordinal) + (hasMultiranges ? ";\n" + MultirangeQuery : "");
        using var command = new NpgsqlCommand($"{sql};\nSELECT length(split_part(1::numeric::money::numeric::text, '.', 2))", connection);
        NpgsqlDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            var content = new Content();
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                PgTypeRow row = ToRow(reader);
                content.Types[row.Oid] = row;
            }

            await ReadPartsAsync(reader, content, hasMultiranges, cancellationToken).ConfigureAwait(false);
            return content;
        }
    }

    private static async ValueTask ReadPartsAsync(NpgsqlDataReader reader, Content content, bool hasMultiranges, CancellationToken cancellationToken)
    {
        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Of(content.Attributes, reader.GetFieldValue<uint>(0)).Add((reader.GetString(1), reader.GetFieldValue<uint>(2), reader.GetInt32(3), reader.GetString(4)));
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            Of(content.Labels, reader.GetFieldValue<uint>(0)).Add(reader.GetString(1));
        }

        while (hasMultiranges && await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
        {
            hasMultiranges = false;
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                content.MultirangeSubtypes[reader.GetFieldValue<uint>(0)] = reader.GetFieldValue<uint>(1);
            }
        }

        await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
        if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            content.MoneyScale = reader.GetInt32(0);
        }
    }

    private static PgTypeRow ToRow(NpgsqlDataReader reader) => new(
        reader.GetFieldValue<uint>(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3)[0],
        reader.GetBoolean(9),
        reader.IsDBNull(4) ? 0 : reader.GetFieldValue<uint>(4),
        reader.GetInt32(5),
        reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.GetFieldValue<uint>(7),
        reader.GetBoolean(8));

    private static List<T> Of<T>(Dictionary<uint, List<T>> lists, uint key)
    {
        if (!lists.TryGetValue(key, out List<T>? list))
        {
            lists[key] = list = [];
        }

        return list;
    }

    private sealed class Content
    {
        public static readonly Content Empty = new();

        public Dictionary<uint, PgTypeRow> Types { get; } = [];

        public Dictionary<uint, List<(string Name, uint Type, int Modifier, string TypeName)>> Attributes { get; } = [];

        public Dictionary<uint, List<string>> Labels { get; } = [];

        public Dictionary<uint, uint> MultirangeSubtypes { get; } = [];

        public int MoneyScale { get; set; } = 2;
    }
}
