using Hawser.Arrow;
using Hawser.Connectors.Postgres.Client;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Sql;
using Npgsql;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>
/// Reads tables, views and queries: by COPY through the session of our own where that session sees what the caller's does, else through Npgsql.
/// </summary>
internal static class RelationScan
{
    /// <summary>The columns of a relation; no row is read.</summary>
    public static async ValueTask<RelationDescription> DescribeAsync(PostgresConnection connection, Relation relation, ReadOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<PgColumn> columns = relation is TableName name
            ? (await FindAsync(connection, name, options, cancellationToken).ConfigureAwait(false)).Columns
            : await DescribeQueryAsync(connection, QueryOf(connection, relation), options, cancellationToken).ConfigureAwait(false);
        return new RelationDescription([.. columns.Select(column => column.ToModel())]);
    }

    /// <summary>Opens a reader.</summary>
    public static async ValueTask<RecordBatchReader> OpenAsync(PostgresConnection connection, ScanRequest request, CancellationToken cancellationToken)
    {
        string where = $"reading {request.Relation.DisplayName}";
        PreparedScan scan = await PrepareAsync(connection, request, cancellationToken).ConfigureAwait(false);
        string? detour = DetourOf(connection, scan);
        if (detour is null && await connection.Bulk.TakeAsync(connection.SnapshotName, cancellationToken).ConfigureAwait(false) is { } session)
        {
            return await CopyAsync(connection, session, scan, request.ReadOptions, where, cancellationToken).ConfigureAwait(false);
        }

        ConnectorDetails.Tell(PostgresErrors.Connector, where, $"through Npgsql instead of a COPY, as {detour ?? connection.Bulk.Lack}");
        connection.TakeNotices();
        Statement statement = (scan.Query ?? new Statement("")) with { Text = scan.Sql, ReadOptions = request.ReadOptions };
        RunningStatement running = await StatementStarter.StartAsync(connection, statement, where, connection.Bulk.StallTimeout, cancellationToken).ConfigureAwait(false);
        try
        {
            return new ClientBatchReader(connection, running, scan.Columns, request.ReadOptions, where);
        }
        catch
        {
            await running.DisposeAsync(isDone: false).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Finds the columns of a scan and how the server is asked for it.</summary>
    public static ValueTask<PreparedScan> PrepareAsync(PostgresConnection connection, ScanRequest request, CancellationToken cancellationToken) => request.Relation is TableName name
        ? PrepareTableAsync(connection, request, name, cancellationToken)
        : PrepareQueryAsync(connection, request, QueryOf(connection, request.Relation), cancellationToken);

    /// <summary>Finds a table or view.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotFound"/>, with the nearest name there is.</exception>
    public static async ValueTask<ScannedTable> FindAsync(PostgresConnection connection, TableName name, ReadOptions options, CancellationToken cancellationToken)
    {
        if (connection.SnapshotTables?.TryGet(name, options.EncodedColumns, out ScannedTable? known) == true)
        {
            return known;
        }

        ScannedTable found = await ScannedTable.FindAsync(connection, name, options.EncodedColumns, cancellationToken).ConfigureAwait(false)
            ?? throw await ((PostgresCatalog)connection.Catalog).MissingAsync(name, cancellationToken).ConfigureAwait(false);
        connection.SnapshotTables?.Keep(name, options.EncodedColumns, found);
        return found;
    }

    /// <summary>Why a COPY in a session of our own would not do, or not see the same; null where it does.</summary>
    public static string? DetourOf(PostgresConnection connection, PreparedScan scan) =>
        scan.Columns.Count == 0 ? "there are no columns"
        : scan.Query is { Parameters.Count: > 0 } ? "the query has parameters"
        : scan.Query is { Timeout: not null } ? "the query has a time limit"
        : connection.HasOwnState ? "a statement may have changed the session's settings, role or temporary tables"
        : connection.SnapshotName is not null ? null
        : connection.IsInTransaction ? ScannedTable.UncommittedWork
        : scan.Privacy;

    private static Statement QueryOf(PostgresConnection connection, Relation relation) => relation is QueryRelation query
        ? query.Statement
        : throw new ConnectorException(ConnectorStatus.NotSupported, PostgresErrors.Connector, $"{connection.Database.DisplayName} has tables and queries; {relation.DisplayName} is neither.");

    private static async ValueTask<RecordBatchReader> CopyAsync(
        PostgresConnection connection, CopySession session, PreparedScan scan, ReadOptions options, string where, CancellationToken cancellationToken)
    {
        RecordBatchReader? reader = null;
        try
        {
            return reader = await CopyBatchReader.OpenAsync(
                session, scan.CopySql, [.. scan.Columns.Select(column => column.Wire)], options, where, connection.Bulk.GiveBackAsync, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (reader is null)
            {
                await connection.Bulk.GiveBackAsync(session).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<PreparedScan> PrepareTableAsync(
        PostgresConnection connection, ScanRequest request, TableName name, CancellationToken cancellationToken)
    {
        ScannedTable table = await FindAsync(connection, name, request.ReadOptions, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PgColumn> columns = Choose(table.Columns, request, name.DisplayName);
        string sql = Select(request with { Relation = table.Name }, columns);
        bool isWhole = table.IsCopied && IsUnbounded(request) && columns.All(column => column.Type.Base.HasBinary);
        string copied = isWhole
            ? $"{PostgresDialect.Instance.QuoteTable(table.Name)} ({string.Join(", ", columns.Select(column => PostgresDialect.Instance.QuoteName(column.Name)))})"
            : PreparedScan.InParentheses(sql);
        return new PreparedScan(sql, copied, columns, table.Privacy, null);
    }

    private static async ValueTask<PreparedScan> PrepareQueryAsync(
        PostgresConnection connection, ScanRequest request, Statement query, CancellationToken cancellationToken)
    {
        IReadOnlyList<PgColumn> all = await DescribeQueryAsync(connection, query, request.ReadOptions, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<PgColumn> columns = Choose(all, request, "the query");
        bool isWhole = request.Columns is null && IsUnbounded(request) && all.All(column => column.Type.Base.HasBinary);
        string sql = isWhole ? query.Text.TrimEnd().TrimEnd(';') : Select(request, columns);
        return new PreparedScan(sql, PreparedScan.InParentheses(sql), columns, await PrivacyAsync(connection, cancellationToken).ConfigureAwait(false), query);
    }

    private static bool IsUnbounded(ScanRequest request) => request is { Filter: null, Order.Count: 0, Limit: null, Partition: null };

    private static string Select(ScanRequest request, IReadOnlyList<PgColumn> columns)
    {
        const string Marker = "*";
        string sql = PostgresDialect.Instance.Select(request with { Columns = null });
        int star = sql.IndexOf(Marker, StringComparison.Ordinal);
        return string.Concat(sql.AsSpan(0, star), string.Join(", ", columns.Select(column => column.ToSql(PostgresDialect.Instance))), sql.AsSpan(star + Marker.Length));
    }

    private static IReadOnlyList<PgColumn> Choose(IReadOnlyList<PgColumn> columns, ScanRequest request, string where) => request.Columns is null
        ? columns
        : [.. request.Columns.Select(name => columns.FirstOrDefault(column => column.Name == name) ?? throw new ConnectorException(
            ConnectorStatus.NotFound, PostgresErrors.Connector, $"{where} has no column \"{name}\".")
        {
            Hint = NearestName.Find(name, columns.Select(column => column.Name)) is { } nearest ? $"Did you mean \"{nearest}\"?" : null,
        })];

    private static async ValueTask<IReadOnlyList<PgColumn>> DescribeQueryAsync(PostgresConnection connection, Statement query, ReadOptions options, CancellationToken cancellationToken)
    {
        await connection.EnsureTypesAsync([], cancellationToken).ConfigureAwait(false);
        using RecordBatch values = ParameterBatch.Create(query.Parameters);
        NpgsqlBatch batch = StatementStarter.MakeBatch(connection, query.Text, values, 0, withSavepoint: false);
        await using (batch.ConfigureAwait(false))
        {
            using var limit = new TimeLimit(null);
            NpgsqlDataReader reader = await limit.RunAsync(
                "the query", async token => await batch.ExecuteReaderAsync(System.Data.CommandBehavior.SchemaOnly, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                return await StatementStarter.ColumnsAsync(connection, reader, options, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // Uncommitted work of a transaction, or another role: a session of our own would not see the same.
    private static async ValueTask<string?> PrivacyAsync(PostgresConnection connection, CancellationToken cancellationToken)
    {
        if (connection.IsInTransaction || connection.HasOwnState)
        {
            return null;
        }

        string query = $"""
            SELECT CASE WHEN {OpenTransactions.HasWork(connection.Native.PostgreSqlVersion)} THEN '{ScannedTable.UncommittedWork}'
                        WHEN current_user <> session_user THEN 'the session acts for another role' END
            """;
        using var command = new NpgsqlCommand(query, connection.Native);
        return await PostgresConnection.AskAsync<string?>(command, "the session", null, cancellationToken).ConfigureAwait(false);
    }
}
