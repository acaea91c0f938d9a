using Hawser.Arrow;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Cli.Output;
using Hawser.Cli.Rendering;
using Hawser.Cli.Rows;
using Hawser.Connectors;
using Hawser.Locations;

namespace Hawser.Cli.Querying;

/// <summary>Opens the database, runs the statement and lets the rows flow into a writer, a batch at a time.</summary>
internal static class QueryRun
{
    /// <summary>The SQLSTATE of a transaction that only reads. Others mean a user who may not, whom --write would not help; engines without servers have none.</summary>
    private const string ReadOnlyTransaction = "25006";

    public static async Task RunAsync(QueryRequest request, CliContext context)
    {
        ResolvedLocation location = Engines.Locations.Resolve(request.Location, ConnectorRoles.Source);
        if (location.Relation is null && request.Sql is null)
        {
            throw CliException.Usage($"{location} is a database: say what to query, or name a table behind '#'.");
        }

        Database database = request.MayWrite ? location.Open() : Engines.OpenToRead(location);
        await using (database.ConfigureAwait(false))
        {
            try
            {
                await RunAsync(request, location, database, context).ConfigureAwait(false);
            }
            catch (ConnectorException error) when (error.Status == ConnectorStatus.PermissionDenied && error.SqlState is null or ReadOnlyTransaction && !request.MayWrite)
            {
                throw new ConnectorException(error.Status, error.Connector, error.Detail, error) { SqlState = error.SqlState, Hint = "hawser query opens a database read-only; to change it, add --write." };
            }
        }
    }

    private static async Task RunAsync(QueryRequest request, ResolvedLocation location, Database database, CliContext context)
    {
        if (request.Sql is not null && location.Relation is not null)
        {
            await FileTable.DefineAsync(database, location, context.CancellationToken).ConfigureAwait(false);
        }

        if (request.Format == QueryFormat.Parquet)
        {
            await ParquetOutput.WriteAsync(request, location, database, context).ConfigureAwait(false);
            return;
        }

        Connection connection = await database.OpenConnectionAsync(context.CancellationToken).ConfigureAwait(false);
        await using (connection.ConfigureAwait(false))
        {
            QueryResult result = await OpenAsync(request, location, connection, context.CancellationToken).ConfigureAwait(false);
            await using (result.ConfigureAwait(false))
            {
                await WriteAsync(request, result, context).ConfigureAwait(false);
            }
        }
    }

    private static async Task<QueryResult> OpenAsync(QueryRequest request, ResolvedLocation location, Connection connection, CancellationToken cancellationToken)
    {
        if (request.Sql is null)
        {
            var scan = new ScanRequest(location.Relation!) { ReadOptions = request.ReadOptions };
            RecordBatchReader reader = await connection.ReadAsync(scan, cancellationToken).ConfigureAwait(false);
            return new QueryResult(reader) { Outcome = ((IReadOutcome)reader).Outcome };
        }

        var statement = new Statement(request.Sql) { Parameters = request.Parameters, ReadOptions = request.ReadOptions };
        return await connection.QueryAsync(statement, cancellationToken).ConfigureAwait(false);
    }

    private static async Task WriteAsync(QueryRequest request, QueryResult result, CliContext context)
    {
        long rows;
        if (request.Output is null)
        {
            rows = await CopyRowsAsync(request, result.Reader, context.Output, context.CancellationToken).ConfigureAwait(false);
        }
        else
        {
            using var file = new AtomicFile(request.Output);
            using (FileStream stream = file.Open())
            {
                rows = await CopyRowsAsync(request, result.Reader, stream, context.CancellationToken).ConfigureAwait(false);
                stream.Flush(flushToDisk: file.IsPlain);
            }

            file.Commit();
            context.Say($"{Plural.Of(rows, "row")} into {CellText.Visible(request.Output)}");
        }

        if (result.RowsAffected is { } affected && result.Reader.Schema.Fields.Count == 0)
        {
            context.Say($"{Plural.Of(affected, "row")} changed");
        }

        Messages(result.Messages, context);
    }

    private static async Task<long> CopyRowsAsync(QueryRequest request, RecordBatchReader reader, Stream stream, CancellationToken cancellationToken)
    {
        long rows = 0;
        using RowWriter? writer = reader.Schema.Fields.Count == 0 ? null : QueryFormats.Open(request.Format, stream, request.MaxRows);
        writer?.Begin(reader.Schema);
        while (await reader.ReadNextAsync(cancellationToken).ConfigureAwait(false) is { } batch)
        {
            using (batch)
            {
                rows += batch.RowCount;
                writer?.Write(batch);
            }
        }

        writer?.End();
        return rows;
    }

    private static void Messages(IEnumerable<ServerMessage> messages, CliContext context)
    {
        foreach (ServerMessage message in messages.Distinct())
        {
            context.Say($"{Words.Of(message.Severity)}: {ErrorReport.OneLine(message.Text)}");
        }
    }
}
