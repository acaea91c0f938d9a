using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Metadata;
using Hawser.Connectors.Postgres.Scanning;
using Hawser.Connectors.Postgres.Types;
using Npgsql;

namespace Hawser.Connectors.Postgres;

/// <summary>What a database holds: four queries for any number of tables, in one round trip.</summary>
internal sealed class PostgresCatalog(PostgresConnection connection) : DatabaseCatalog(connection)
{
    private const string Where = "the catalog";

    private int Version => connection.Native.PostgreSqlVersion.Major;

    /// <summary>The error for a table that is not there, with the nearest name that is.</summary>
    public async ValueTask<ConnectorException> MissingAsync(TableName name, CancellationToken cancellationToken)
    {
        const string Query = """
            SELECT CASE WHEN pg_catalog.pg_table_is_visible(c.oid) THEN c.relname ELSE n.nspname || '.' || c.relname END, c.relname::text, n.nspname::text
            FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' ORDER BY 1 LIMIT 10000
            """;
        List<(string Shown, string Name, string Schema)> all = await ListAsync(Query, [], row => (row.GetString(0), row.GetString(1), row.GetString(2)), cancellationToken).ConfigureAwait(false);
        string? nearest = NearestName.Find(name.Name, all.Where(table => name.Schema is null || table.Schema == name.Schema).Select(table => table.Name))
            ?? NearestName.Find(name.Name, all.Select(table => table.Name));
        return new ConnectorException(ConnectorStatus.NotFound, PostgresErrors.Connector, $"there is no table \"{name}\" in {connection.Database.DisplayName}.")
        {
            SqlState = "42P01",
            Hint = nearest is not null ? $"Did you mean \"{all.OrderByDescending(table => table.Schema == name.Schema).First(table => table.Name == nearest).Shown}\"?" : all.Count == 0 ? "It holds no tables." : "hawser schema lists its tables.",
        };
    }

    /// <summary>A table of which schema and name are known, read inside another operation; null when it is temporary or not there.</summary>
    public async ValueTask<TableModel?> ReadAsync(TableName name, CancellationToken cancellationToken)
    {
        IReadOnlyList<TableModel> found = await GetTablesCoreAsync(new CatalogFilter { Schema = name.Schema, Name = name.Name }, cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : null;
    }

    protected override async ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken)
    {
        if (filter.Catalog is not null && filter.Catalog != connection.Native.Database)
        {
            return [];
        }

        await connection.EnsureTypesAsync([], cancellationToken).ConfigureAwait(false);
        await LoadTypesAsync(filter, cancellationToken).ConfigureAwait(false);
        var queries = new CatalogQueries(Version, filter.IncludeViews);
        using var limit = new TimeLimit(null);
        return await limit.RunAsync(Where, token => ReadAsync(queries, filter, token), cancellationToken).ConfigureAwait(false);
    }

    protected override async ValueTask<IReadOnlyList<string>> GetSchemasCoreAsync(CancellationToken cancellationToken) =>
        await ListAsync(CatalogQueries.Schemas, [], row => row.GetString(0), cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<IReadOnlyList<string>> GetSearchPathCoreAsync(CancellationToken cancellationToken) =>
        await ListAsync(CatalogQueries.SearchPath, [], row => row.GetString(0), cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<IReadOnlyList<SequenceModel>> GetSequencesCoreAsync(CancellationToken cancellationToken) =>
        await ListAsync(new CatalogQueries(Version, includeViews: false).Sequences, [], ToSequence, cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<IReadOnlyList<UserTypeModel>> GetUserTypesCoreAsync(CancellationToken cancellationToken) =>
        await ListAsync(TypeQueries.OfUsers, [], ToUserType, cancellationToken).ConfigureAwait(false);

    protected override async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?>> GetTypesOfCoreAsync(IReadOnlyCollection<string> nativeTypes, CancellationToken cancellationToken)
    {
        // Written anew, so that the server takes each for the name of a type, and nothing else.
        ILookup<string, string> spelled = nativeTypes.Distinct().ToLookup(native => PgTypeText.Parse(native).Name);
        string[] names = [.. spelled.Select(group => group.Key)];
        List<string> unknown = await ListAsync(TypeQueries.Unknown, [Texts(names)], row => row.GetString(0), cancellationToken).ConfigureAwait(false);
        List<(string Wanted, UserTypeModel Type)> parts = await ListAsync(
            TypeQueries.PartsOf(Version), [Texts([.. names.Except(unknown)])], row => (row.GetString(15), ToUserType(row)), cancellationToken).ConfigureAwait(false);
        var found = new Dictionary<string, IReadOnlyList<UserTypeModel>?>();
        foreach (IGrouping<string, string> native in spelled)
        {
            UserTypeModel[] made = [.. parts.Where(part => part.Wanted == native.Key).Select(part => part.Type)];
            foreach (string name in native.Where(_ => made.Length > 0 || unknown.Contains(native.Key)))
            {
                found[name] = made.Length > 0 ? made : null;
            }
        }

        return found;
    }

    protected override async ValueTask<long?> EstimateRowCountCoreAsync(TableName table, CancellationToken cancellationToken)
    {
        uint? oid = await FindOidAsync(table, cancellationToken).ConfigureAwait(false);
        List<long?> found = oid is null ? [] : await ListAsync(CatalogQueries.Estimate, [Oid(oid.Value)], row => row.IsDBNull(0) ? null : (long?)row.GetInt64(0), cancellationToken).ConfigureAwait(false);
        return found.Count > 0 ? found[0] : null;
    }

    protected override async ValueTask<IReadOnlyList<string>> GetDependentsCoreAsync(TableName table, CancellationToken cancellationToken) =>
        await FindOidAsync(table, cancellationToken).ConfigureAwait(false) is { } oid
            ? await ListAsync(CatalogQueries.Dependents, [Oid(oid)], row => row.GetString(0), cancellationToken).ConfigureAwait(false)
            : [];

    private async ValueTask<uint?> FindOidAsync(TableName table, CancellationToken cancellationToken) =>
        (await ScannedTable.FindAsync(connection, table, new HashSet<string>(), cancellationToken).ConfigureAwait(false))?.Oid;

    // Types that were made since the last look: asked for before the tables' reader is open.
    private async ValueTask LoadTypesAsync(CatalogFilter filter, CancellationToken cancellationToken)
    {
        const string Query = """
            SELECT DISTINCT a.atttypid FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
            WHERE c.relkind IN ('r', 'p', 'f', 'v', 'm') AND a.attnum > 0 AND NOT a.attisdropped AND a.atttypid >= 16384 AND ($1::text IS NULL OR c.relname = $1)
            """;
        List<uint> oids = await ListAsync(Query, [Text(filter.Name)], row => row.GetFieldValue<uint>(0), cancellationToken).ConfigureAwait(false);
        using var limit = new TimeLimit(null);
        await limit.RunAsync(
            Where,
            async token =>
            {
                await connection.Types.EnsureAsync(connection.Native, oids, token).ConfigureAwait(false);
                return true;
            },
            cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<IReadOnlyList<TableModel>> ReadAsync(CatalogQueries queries, CatalogFilter filter, CancellationToken cancellationToken)
    {
        using var batch = new NpgsqlBatch(connection.Native);
        foreach (string sql in new[] { queries.Relations, queries.Columns, queries.Constraints, queries.IndexParts })
        {
            var command = new NpgsqlBatchCommand(sql);
            command.Parameters.Add(Text(filter.Schema));
            command.Parameters.Add(Text(filter.Name));
            batch.BatchCommands.Add(command);
        }

        var drafts = new List<TableDraft>();
        var byOid = new Dictionary<uint, TableDraft>();
        NpgsqlDataReader reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                var draft = new TableDraft(reader);
                drafts.Add(draft);
                byOid.Add(draft.Oid, draft);
            }

            await AddAsync((draft, row) => draft.AddColumn(row, connection.Types)).ConfigureAwait(false);
            await AddAsync((draft, row) => draft.AddConstraint(row)).ConfigureAwait(false);
            await AddAsync((draft, row) => draft.AddIndexPart(row)).ConfigureAwait(false);
        }

        return [.. drafts.Select(draft => draft.ToModel())];

        async ValueTask AddAsync(Action<TableDraft, NpgsqlDataReader> add)
        {
            await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (byOid.TryGetValue(reader.GetFieldValue<uint>(0), out TableDraft? draft))
                {
                    add(draft, reader);
                }
            }
        }
    }

    private ValueTask<List<T>> ListAsync<T>(string sql, IReadOnlyList<NpgsqlParameter> parameters, Func<NpgsqlDataReader, T> read, CancellationToken cancellationToken)
    {
        return RunAsync();

        async ValueTask<List<T>> RunAsync()
        {
            using var limit = new TimeLimit(null);
            return await limit.RunAsync(Where, ReadAllAsync, cancellationToken).ConfigureAwait(false);
        }

        async ValueTask<List<T>> ReadAllAsync(CancellationToken token)
        {
            using var command = new NpgsqlCommand(sql, connection.Native);
            foreach (NpgsqlParameter parameter in parameters)
            {
                command.Parameters.Add(parameter);
            }

            var rows = new List<T>();
            NpgsqlDataReader reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(token).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }

            return rows;
        }
    }

    private static NpgsqlParameter<string?> Text(string? value) => new() { TypedValue = value, DataTypeName = "text" };

    private static NpgsqlParameter<string[]> Texts(string[] values) => new() { TypedValue = values, DataTypeName = "text[]" };

    private static NpgsqlParameter<uint> Oid(uint value) => new() { TypedValue = value, DataTypeName = "oid" };

    private static SequenceModel ToSequence(NpgsqlDataReader row) => new(new TableName(null, row.GetString(0), row.GetString(1)))
    {
        Start = row.GetInt64(2),
        Increment = row.GetInt64(3),
        Minimum = row.IsDBNull(4) ? null : row.GetInt64(4),
        Maximum = row.IsDBNull(5) ? null : row.GetInt64(5),
        IsCycling = row.GetBoolean(6),
        Next = row.IsDBNull(7) ? null : row.GetInt64(7),
        NativeType = row.GetString(8),
        Comment = row.IsDBNull(9) ? null : row.GetString(9),
    };

    private static UserTypeModel ToUserType(NpgsqlDataReader row)
    {
        UserTypeKind kind = row.GetString(2) switch
        {
            "e" => UserTypeKind.Enum,
            "d" => UserTypeKind.Domain,
            "c" when !row.GetBoolean(14) => UserTypeKind.Composite,
            "r" => UserTypeKind.Range,
            _ => UserTypeKind.Other,
        };
        return new UserTypeModel(new TableName(null, row.GetString(0), row.GetString(1)), kind)
        {
            NativeType = row.GetString(12),
            Extension = row.IsDBNull(13) ? null : row.GetString(13),
            Labels = row.GetFieldValue<string[]>(3),
            BaseType = row.IsDBNull(4) ? null : row.GetString(4),
            IsNullable = row.GetBoolean(5),
            Default = row.IsDBNull(6) ? null : row.GetString(6),
            Checks = [.. row.GetFieldValue<string[]>(7).Zip(row.GetFieldValue<string[]>(8), (name, condition) => new CheckModel(name, condition))],
            Attributes = [.. row.GetFieldValue<string[]>(9).Zip(row.GetFieldValue<string[]>(10), (name, type) => new KeyValuePair<string, string>(name, type))],
            Comment = row.IsDBNull(11) ? null : row.GetString(11),
        };
    }
}
