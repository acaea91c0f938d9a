using Hawser.Arrow;

namespace Hawser.Connectors;

/// <summary>What a database holds, asked through one connection in few queries, never one per table. It counts as the connection's operation while it runs.</summary>
public abstract class DatabaseCatalog
{
    private readonly Connection _connection;

    /// <summary>Makes the catalog of a connection.</summary>
    protected DatabaseCatalog(Connection connection)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _connection = connection;
    }

    /// <summary>The tables and views that match, whole, ordered by catalog, schema and name.</summary>
    public async ValueTask<IReadOnlyList<TableModel>> GetTablesAsync(CatalogFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        using OperationScope operation = _connection.Enter("the catalog");
        return await GetTablesCoreAsync(filter, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetTablesAsync"/>
    public IReadOnlyList<TableModel> GetTables(CatalogFilter filter, CancellationToken cancellationToken = default) =>
        SyncPump.Run(() => GetTablesAsync(filter, cancellationToken));

    /// <summary>
    /// One table or view; null when it does not exist. The name is compared as the engine compares names: exact first. Without a schema it is looked up in the connection's search path.
    /// </summary>
    public async ValueTask<TableModel?> FindTableAsync(TableName name, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        var filter = new CatalogFilter { Catalog = name.Catalog, Schema = name.Schema, Name = name.Name, IncludeViews = true };
        IReadOnlyList<TableModel> found = await GetTablesAsync(filter, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<string> path = name.Schema is null && found.Count > 0 ? await GetSearchPathAsync(cancellationToken).ConfigureAwait(false) : [];
        return TableLookup.Find(found, name, path);
    }

    /// <inheritdoc cref="FindTableAsync"/>
    public TableModel? FindTable(TableName name, CancellationToken cancellationToken = default) => SyncPump.Run(() => FindTableAsync(name, cancellationToken));

    /// <summary>One table or view.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotFound"/>, with the nearest name there is.</exception>
    public async ValueTask<TableModel> GetTableAsync(TableName name, CancellationToken cancellationToken = default)
    {
        if (await FindTableAsync(name, cancellationToken).ConfigureAwait(false) is { } table)
        {
            return table;
        }

        IReadOnlyList<TableModel> all = await GetTablesAsync(new CatalogFilter { IncludeViews = true }, cancellationToken).ConfigureAwait(false);
        TableName? nearest = TableLookup.FindNearest(all, name, await GetSearchPathAsync(cancellationToken).ConfigureAwait(false));
        throw new ConnectorException(ConnectorStatus.NotFound, _connection.Database.Connector.Name, $"there is no table \"{name}\" in {_connection.Database.DisplayName}.")
        {
            Hint = nearest is { Schema: not null } && nearest.Name == name.Name ? $"There is one in another schema: \"{nearest}\"."
                : nearest is not null ? $"Did you mean \"{nearest}\"?"
                : all.Count == 0 ? "It holds no tables."
                : $"It holds {string.Join(", ", all.Take(10).Select(t => $"\"{t.Name}\""))}{(all.Count > 10 ? $" and {all.Count - 10} more" : "")}.",
        };
    }

    /// <inheritdoc cref="GetTableAsync"/>
    public TableModel GetTable(TableName name, CancellationToken cancellationToken = default) => SyncPump.Run(() => GetTableAsync(name, cancellationToken));

    /// <summary>The schemas, the engine's own left out; empty where the engine has none.</summary>
    public async ValueTask<IReadOnlyList<string>> GetSchemasAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = _connection.Enter("the catalog");
        return await GetSchemasCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetSchemasAsync"/>
    public IReadOnlyList<string> GetSchemas(CancellationToken cancellationToken = default) => SyncPump.Run(() => GetSchemasAsync(cancellationToken));

    /// <summary>The schemas in which the engine looks up a name without a schema, in order; a table that is made without one lands in the first. Empty where the engine has no schemas.</summary>
    public async ValueTask<IReadOnlyList<string>> GetSearchPathAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = _connection.Enter("the catalog");
        return await GetSearchPathCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetSearchPathAsync"/>
    public IReadOnlyList<string> GetSearchPath(CancellationToken cancellationToken = default) => SyncPump.Run(() => GetSearchPathAsync(cancellationToken));

    /// <summary>The sequences that no identity column owns; empty where the engine has none.</summary>
    public async ValueTask<IReadOnlyList<SequenceModel>> GetSequencesAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = _connection.Enter("the catalog");
        return await GetSequencesCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetSequencesAsync"/>
    public IReadOnlyList<SequenceModel> GetSequences(CancellationToken cancellationToken = default) => SyncPump.Run(() => GetSequencesAsync(cancellationToken));

    /// <summary>The types that users made (enums, domains …), without those of installed extensions; empty where the engine has none.</summary>
    public async ValueTask<IReadOnlyList<UserTypeModel>> GetUserTypesAsync(CancellationToken cancellationToken = default)
    {
        using OperationScope operation = _connection.Enter("the catalog");
        return await GetUserTypesCoreAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetUserTypesAsync"/>
    public IReadOnlyList<UserTypeModel> GetUserTypes(CancellationToken cancellationToken = default) => SyncPump.Run(() => GetUserTypesAsync(cancellationToken));

    /// <summary>What native types are made of besides the engine's own: enums, domains, composites of users and types of extensions.</summary>
    /// <param name="nativeTypes">Types as columns of this engine have them, of this database or another.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>By native type, each before those that are made of it. A type of the engine's own is left out; one that the database does not know has null.</returns>
    public async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?>> GetTypesOfAsync(IReadOnlyCollection<string> nativeTypes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(nativeTypes);
        using OperationScope operation = _connection.Enter("the catalog");
        return await GetTypesOfCoreAsync(nativeTypes, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetTypesOfAsync"/>
    public IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?> GetTypesOf(IReadOnlyCollection<string> nativeTypes, CancellationToken cancellationToken = default) =>
        SyncPump.Run(() => GetTypesOfAsync(nativeTypes, cancellationToken));

    /// <summary>About how many rows a table has, without counting them where the engine can say so cheaply; null when it cannot.</summary>
    public async ValueTask<long?> EstimateRowCountAsync(TableName table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        using OperationScope operation = _connection.Enter("the catalog");
        return await EstimateRowCountCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="EstimateRowCountAsync"/>
    public long? EstimateRowCount(TableName table, CancellationToken cancellationToken = default) => SyncPump.Run(() => EstimateRowCountAsync(table, cancellationToken));

    /// <summary>The names of objects that would break if the table were dropped: views, referring tables, triggers.</summary>
    public async ValueTask<IReadOnlyList<string>> GetDependentsAsync(TableName table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        using OperationScope operation = _connection.Enter("the catalog");
        return await GetDependentsCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="GetDependentsAsync"/>
    public IReadOnlyList<string> GetDependents(TableName table, CancellationToken cancellationToken = default) => SyncPump.Run(() => GetDependentsAsync(table, cancellationToken));

    /// <summary>Finds the tables.</summary>
    protected abstract ValueTask<IReadOnlyList<TableModel>> GetTablesCoreAsync(CatalogFilter filter, CancellationToken cancellationToken);

    /// <summary>Finds the schemas.</summary>
    protected virtual ValueTask<IReadOnlyList<string>> GetSchemasCoreAsync(CancellationToken cancellationToken) => new([]);

    /// <summary>Finds the search path.</summary>
    protected virtual ValueTask<IReadOnlyList<string>> GetSearchPathCoreAsync(CancellationToken cancellationToken) => new([]);

    /// <summary>Finds the sequences.</summary>
    protected virtual ValueTask<IReadOnlyList<SequenceModel>> GetSequencesCoreAsync(CancellationToken cancellationToken) => new([]);

    /// <summary>Finds the users' types.</summary>
    protected virtual ValueTask<IReadOnlyList<UserTypeModel>> GetUserTypesCoreAsync(CancellationToken cancellationToken) => new([]);

    /// <summary>Finds what native types are made of.</summary>
    protected virtual ValueTask<IReadOnlyDictionary<string, IReadOnlyList<UserTypeModel>?>> GetTypesOfCoreAsync(IReadOnlyCollection<string> nativeTypes, CancellationToken cancellationToken) =>
        new(new Dictionary<string, IReadOnlyList<UserTypeModel>?>());

    /// <summary>Estimates a row count.</summary>
    protected virtual ValueTask<long?> EstimateRowCountCoreAsync(TableName table, CancellationToken cancellationToken) => new((long?)null);

    /// <summary>Finds what depends on a table.</summary>
    protected virtual ValueTask<IReadOnlyList<string>> GetDependentsCoreAsync(TableName table, CancellationToken cancellationToken) => new([]);
}
