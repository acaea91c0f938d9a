using Hawser.Arrow;

namespace Hawser.Connectors;

/// <content>Tables, indexes and foreign keys to be made.</content>
public abstract partial class Connection
{
    /// <summary>Makes a table with its columns, keys, defaults and checks; indexes and foreign keys come by their own calls unless the engine can only make them with the table.</summary>
    public async ValueTask CreateTableAsync(TableModel table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"the making of {table.Name}");
        await CreateTableCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="CreateTableAsync"/>
    public void CreateTable(TableModel table, CancellationToken cancellationToken = default) => SyncPump.Run(() => CreateTableAsync(table, cancellationToken));

    /// <summary>Makes the indexes of a table that exists.</summary>
    public async ValueTask CreateIndexesAsync(TableModel table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"the indexing of {table.Name}");
        await CreateIndexesCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="CreateIndexesAsync"/>
    public void CreateIndexes(TableModel table, CancellationToken cancellationToken = default) => SyncPump.Run(() => CreateIndexesAsync(table, cancellationToken));

    /// <summary>Adds the foreign keys of a table that exists.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotSupported"/> where they can only be made with the table.</exception>
    public async ValueTask AddForeignKeysAsync(TableModel table, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(table);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"the foreign keys of {table.Name}");
        await AddForeignKeysCoreAsync(table, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="AddForeignKeysAsync"/>
    public void AddForeignKeys(TableModel table, CancellationToken cancellationToken = default) => SyncPump.Run(() => AddForeignKeysAsync(table, cancellationToken));

    /// <summary>Makes a table. The default runs the dialect's statement.</summary>
    protected virtual async ValueTask CreateTableCoreAsync(TableModel table, CancellationToken cancellationToken) =>
        await ExecuteCoreAsync(new Statement(DialectOrThrow("tables to make").CreateTable(table)), cancellationToken).ConfigureAwait(false);

    /// <summary>Makes indexes. The default runs the dialect's statements.</summary>
    protected virtual async ValueTask CreateIndexesCoreAsync(TableModel table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (IndexModel index in table.Indexes)
        {
            await ExecuteCoreAsync(new Statement(DialectOrThrow("indexes").CreateIndex(table.Name, index)), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Adds foreign keys. The default runs the dialect's statements.</summary>
    protected virtual async ValueTask AddForeignKeysCoreAsync(TableModel table, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(table);
        foreach (ForeignKeyModel key in table.ForeignKeys)
        {
            await ExecuteCoreAsync(new Statement(DialectOrThrow("foreign keys").AddForeignKey(table.Name, key)), cancellationToken).ConfigureAwait(false);
        }
    }

    private SqlDialect DialectOrThrow(string what) => Database.Connector.Dialect ?? throw NotSupported(what);
}
