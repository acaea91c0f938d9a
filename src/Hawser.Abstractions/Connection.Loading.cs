using Hawser.Arrow;

namespace Hawser.Connectors;

/// <content>Loads of rows.</content>
public abstract partial class Connection
{
    /// <summary>Begins a load. The caller disposes it, which frees the connection; without a commit before, the target stays as it was.</summary>
    /// <exception cref="ConnectorException">The target is missing or there already, or its columns do not match.</exception>
    public async ValueTask<TableLoad> BeginLoadAsync(LoadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowUnless(ConnectorRoles.Sink);
        if (request.Mode == LoadMode.Upsert && !Database.Capabilities.Has(Capability.Upsert))
        {
            throw NotSupported("way to replace rows by their key");
        }

        OperationScope operation = Enter($"a load into {request.Target.DisplayName}");
        TableLoad? load = null;
        try
        {
            load = await BeginLoadCoreAsync(request, cancellationToken).ConfigureAwait(false);
            load.Attach(operation, request.Schema);
            return load;
        }
        finally
        {
            if (load is null)
            {
                operation.Dispose();
            }
        }
    }

    /// <inheritdoc cref="BeginLoadAsync"/>
    public TableLoad BeginLoad(LoadRequest request, CancellationToken cancellationToken = default) => SyncPump.Run(() => BeginLoadAsync(request, cancellationToken));

    /// <summary>
    /// Whether what was loaded into a target can be read again, as verification does. False for what goes away as it is written, such as standard output. Looks at nothing but the
    /// relation.
    /// </summary>
    public virtual bool CanReadBack(Relation target) => true;

    /// <summary>
    /// Loads a relation without its rows passing through Arrow, where the target's engine can read it by itself (a CSV file into DuckDB) or takes its rows in the bytes in which a source of the
    /// same engine sends them; in the types of the request's definition and in one transaction, counting the rows on both sides. Null when that cannot be done, or was tried and undone because
    /// of a row that must be looked at: nothing has changed then, and the caller reads and loads.
    /// </summary>
    /// <param name="source">What to read; a relation of the database of <paramref name="reading"/>.</param>
    /// <param name="reading">
    /// The session of the source, of whatever engine, which is busy until the load is done; in a snapshot its moment is what is read. It may be this connection itself.
    /// </param>
    /// <param name="request">The load; its columns are the source's, in the types to be stored.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async ValueTask<PushedDownLoad?> LoadFromRelationAsync(ScanRequest source, Connection reading, LoadRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(reading);
        ArgumentNullException.ThrowIfNull(request);
        ThrowUnless(ConnectorRoles.Sink);
        using OperationScope operation = Enter($"a load into {request.Target.DisplayName}");
        using OperationScope? other = ReferenceEquals(reading, this) ? null : reading.Enter($"reading {source.Relation.DisplayName}");
        return await LoadFromRelationCoreAsync(source, reading, request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Begins a load.</summary>
    protected abstract ValueTask<TableLoad> BeginLoadCoreAsync(LoadRequest request, CancellationToken cancellationToken);

    /// <summary>Loads a relation without Arrow; the default cannot.</summary>
    protected virtual ValueTask<PushedDownLoad?> LoadFromRelationCoreAsync(ScanRequest source, Connection reading, LoadRequest request, CancellationToken cancellationToken) =>
        new((PushedDownLoad?)null);
}
