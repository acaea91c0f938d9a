using System.Data;
using System.Data.Common;
using Hawser.Arrow;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Reads what an ADO.NET reader gives, with the provider's own asynchronous calls where it has them.</summary>
internal sealed class DataReaderBatches(string table, Schema schema, IReadOnlyList<RowColumn<IDataReader>> columns, IDataReader reader, ReadOptions options)
    : RowBatches<IDataReader>(table, schema, columns, options)
{
    private const int RowsBetweenLooks = 1_024;

    private long _count;

    protected override RecordBatch? ReadNextCore(CancellationToken cancellationToken)
    {
        try
        {
            while (reader.Read())
            {
                if (++_count % RowsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }

                if (Append(reader))
                {
                    break;
                }
            }

            return Finish();
        }
        catch (Exception error) when (error is DbException or InvalidCastException)
        {
            throw Failed(error);
        }
    }

    protected override async ValueTask<RecordBatch?> ReadNextCoreAsync(CancellationToken cancellationToken)
    {
        if (reader is not DbDataReader provider)
        {
            return ReadNextCore(cancellationToken);
        }

        try
        {
            while (await provider.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                if (Append(reader))
                {
                    break;
                }
            }

            return Finish();
        }
        catch (Exception error) when (error is DbException or InvalidCastException)
        {
            throw Failed(error);
        }
    }

    protected override void DisposeCore()
    {
        base.DisposeCore();
        reader.Dispose();
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        base.DisposeCore();
        if (reader is DbDataReader provider)
        {
            await provider.DisposeAsync().ConfigureAwait(false);
        }
        else
        {
            reader.Dispose();
        }
    }

    private ConnectorException Failed(Exception error)
    {
        var status = error is InvalidCastException ? ConnectorStatus.InvalidData : ConnectorStatus.InputOutput;
        return new ConnectorException(status, InMemoryConnector.ConnectorName, $"the data reader failed in row {_count}: {SecretMask.OnOneLine(error.Message)}", error)
        {
            SqlState = (error as DbException)?.SqlState,
            IsTransient = error is DbException { IsTransient: true },
        };
    }
}
