using Hawser.Arrow;

namespace Hawser.Connectors;

/// <content>Relations: what they are, and their rows.</content>
public abstract partial class Connection
{
    /// <summary>The columns of a relation, without reading its rows (a source without binding types may have to look at rows when asked to scan).</summary>
    public async ValueTask<RelationDescription> DescribeAsync(Relation relation, ReadOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(relation);
        ThrowUnlessEncodes(options ?? ReadOptions.Default);
        using OperationScope operation = Enter("a description");
        return await DescribeCoreAsync(relation, options ?? ReadOptions.Default, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="DescribeAsync"/>
    public RelationDescription Describe(Relation relation, ReadOptions? options = null, CancellationToken cancellationToken = default) =>
        SyncPump.Run(() => DescribeAsync(relation, options, cancellationToken));

    /// <summary>Reads a relation: a table, file, query or function, whole or in part. The caller disposes the reader, which frees the connection.</summary>
    public async ValueTask<RecordBatchReader> ReadAsync(ScanRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Columns is [])
        {
            throw new ArgumentException("Name at least one column, or null for all.", nameof(request));
        }

        ThrowUnless(ConnectorRoles.Source);
        ThrowUnlessEncodes(request.ReadOptions);
        OperationScope operation = Enter($"a reader of {request.Relation.DisplayName}");
        RecordBatchReader? reader = null;
        try
        {
            reader = await ReadCoreAsync(request, cancellationToken).ConfigureAwait(false);
            return new OperationReader(reader, operation);
        }
        finally
        {
            if (reader is null)
            {
                operation.Dispose();
            }
        }
    }

    /// <inheritdoc cref="ReadAsync"/>
    public RecordBatchReader Read(ScanRequest request, CancellationToken cancellationToken = default) => SyncPump.Run(() => ReadAsync(request, cancellationToken));

    /// <summary>
    /// Says that relations will be read soon, so that the connector can get ready meanwhile, such as open a session that reads in bulk. Returns at once; what fails shows when something is read.
    /// Does nothing where there is nothing to get ready.
    /// </summary>
    public void ExpectReads()
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        ExpectReadsCore();
    }

    /// <summary>Counts the rows of a scan.</summary>
    public async ValueTask<long> CountRowsAsync(ScanRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowUnless(ConnectorRoles.Source);
        using OperationScope operation = Enter($"the counting of {request.Relation.DisplayName}");
        return await CountRowsCoreAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cuts a scan into at most <paramref name="count"/> shares that can be read at the same time; one when the engine or relation cannot be cut.</summary>
    public async ValueTask<IReadOnlyList<Partition>> PartitionAsync(ScanRequest request, int count, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        ThrowUnless(ConnectorRoles.Source);
        using OperationScope operation = Enter("a partitioning");
        return await PartitionCoreAsync(request, count, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc cref="PartitionAsync"/>
    public IReadOnlyList<Partition> Partition(ScanRequest request, int count, CancellationToken cancellationToken = default) =>
        SyncPump.Run(() => PartitionAsync(request, count, cancellationToken));

    /// <summary>Describes a relation.</summary>
    protected abstract ValueTask<RelationDescription> DescribeCoreAsync(Relation relation, ReadOptions options, CancellationToken cancellationToken);

    /// <summary>Gets ready to read without waiting for it.</summary>
    protected virtual void ExpectReadsCore()
    {
    }

    /// <summary>Reads a relation.</summary>
    protected abstract ValueTask<RecordBatchReader> ReadCoreAsync(ScanRequest request, CancellationToken cancellationToken);

    /// <summary>Counts rows. The default asks by the dialect's query, or reads them where there is no SQL.</summary>
    protected virtual async ValueTask<long> CountRowsCoreAsync(ScanRequest request, CancellationToken cancellationToken)
    {
        RecordBatchReader reader = Database.Connector.Dialect is { } dialect
            ? (await QueryCoreAsync(new Statement(dialect.Count(request)), cancellationToken).ConfigureAwait(false)).Reader
            : await ReadCoreAsync(request, cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            long rows = 0;
            while (await reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
            {
                using (batch)
                {
                    rows += Database.Connector.Dialect is null ? batch.RowCount : batch[0].Values<long>()[0];
                }
            }

            return rows;
        }
    }

    /// <summary>Cuts a scan. The default gives one share that is everything.</summary>
    protected virtual ValueTask<IReadOnlyList<Partition>> PartitionCoreAsync(ScanRequest request, int count, CancellationToken cancellationToken) =>
        new([new Partition("all", "")]);
}
