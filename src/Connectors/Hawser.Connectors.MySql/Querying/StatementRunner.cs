using System.Globalization;
using Hawser.Arrow;
using Hawser.Connectors.MySql.Read;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Querying;

/// <summary>
/// Runs statements: prepared, with values bound by the server and rows in binary, which hold every value exactly; those that cannot be prepared as text.
/// </summary>
internal static class StatementRunner
{
    /// <summary>Begins a statement.</summary>
    public static async ValueTask<QueryResult> QueryAsync(MySqlConnection connection, Statement statement, string where, CancellationToken cancellationToken)
    {
        using RecordBatch values = ParameterBatch.Create(statement.Parameters);
        PreparedStatement? prepared = await PrepareAsync(connection, statement.Text, where, cancellationToken).ConfigureAwait(false);
        if (prepared is null)
        {
            return statement.Parameters.Count == 0
                ? await QueryTextAsync(connection, statement, where, cancellationToken).ConfigureAwait(false)
                : throw new ConnectorException(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"{where}: the server does not prepare this statement, so it takes no parameters.");
        }

        bool isWell = false;
        try
        {
            ThrowUnlessMatching(prepared, values.Schema.Fields.Count, where);
            QueryResult result = await RunAsync(connection, prepared, values, 0, statement.ReadOptions, where, cancellationToken).ConfigureAwait(false);
            isWell = true;
            return result;
        }
        finally
        {
            if (!isWell)
            {
                await connection.Session.Statements.DropAsync(prepared, where).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Runs a prepared statement with one row of values; it is given back by the reader, or now where there are no rows.</summary>
    public static async ValueTask<QueryResult> RunAsync(
        MySqlConnection connection, PreparedStatement prepared, RecordBatch values, int row, ReadOptions options, string where, CancellationToken cancellationToken)
    {
        ResultHead head = await connection.Session.ExecuteAsync(ParameterPacket.Create(prepared.Id, values, row), where, cancellationToken).ConfigureAwait(false);
        if (head.Ok is { } end)
        {
            QueryResult ended = await EndAsync(connection, end, where, cancellationToken).ConfigureAwait(false);
            await connection.Session.Statements.GiveBackAsync(prepared, where).ConfigureAwait(false);
            return ended;
        }

        ResultBatchReader reader = await OpenAsync(connection, prepared, head, null, options, where).ConfigureAwait(false);
        return new QueryResult(reader) { Outcome = reader.Outcome };
    }

    /// <summary>Begins a statement of our own without parameters, as a scan is, of which the columns are known.</summary>
    public static async ValueTask<ResultBatchReader> ScanAsync(
        MySqlConnection connection, string sql, IReadOnlyList<ResultColumn> columns, ReadOptions options, string where, CancellationToken cancellationToken)
    {
        PreparedStatement prepared = await connection.Session.Statements.TakeAsync(sql, where, cancellationToken).ConfigureAwait(false);
        using RecordBatch nothing = ParameterBatch.Create([]);
        ResultHead head = await connection.Session.ExecuteAsync(ParameterPacket.Create(prepared.Id, nothing, 0), where, cancellationToken).ConfigureAwait(false);
        return await OpenAsync(connection, prepared, head, columns, options, where).ConfigureAwait(false);
    }

    /// <summary>The columns that a query would give; it is not run.</summary>
    public static async ValueTask<IReadOnlyList<ResultColumn>> DescribeAsync(MySqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        const string Where = "the query";
        PreparedStatement prepared = await PrepareAsync(connection, sql, Where, cancellationToken).ConfigureAwait(false)
            ?? throw new ConnectorException(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"{Where}: the server does not prepare this statement, so its columns are known only when it runs.");
        await connection.Session.Statements.GiveBackAsync(prepared, Where).ConfigureAwait(false);
        return [.. prepared.Columns.Select(column => ResultColumn.Of(column, connection.Rules))];
    }

    /// <summary>Prepares a statement, or takes one that waits; null when the server does not prepare its kind.</summary>
    public static async ValueTask<PreparedStatement?> PrepareAsync(MySqlConnection connection, string sql, string where, CancellationToken cancellationToken)
    {
        try
        {
            return await connection.Session.Statements.TakeAsync(sql, where, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException e) when (e.VendorCode == MySqlErrors.NotPreparable)
        {
            return null;
        }
    }

    /// <summary>Checks that as many values are given as the statement takes.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidStatement"/>.</exception>
    public static void ThrowUnlessMatching(PreparedStatement prepared, int given, string where)
    {
        if (prepared.ParameterCount != given)
        {
            throw new ConnectorException(
                ConnectorStatus.InvalidStatement, MySqlErrors.Connector, string.Create(CultureInfo.InvariantCulture, $"{where}: the statement has {prepared.ParameterCount} placeholders, and {given} values were given."));
        }
    }

    private static async ValueTask<QueryResult> QueryTextAsync(MySqlConnection connection, Statement statement, string where, CancellationToken cancellationToken)
    {
        ResultHead head = await connection.Session.QueryAsync(statement.Text, where, cancellationToken).ConfigureAwait(false);
        if (head.Ok is { } end)
        {
            return await EndAsync(connection, end, where, cancellationToken).ConfigureAwait(false);
        }

        ResultBatchReader reader = await OpenAsync(connection, null, head, null, statement.ReadOptions, where).ConfigureAwait(false);
        return new QueryResult(reader) { Outcome = reader.Outcome };
    }

    private static async ValueTask<ResultBatchReader> OpenAsync(
        MySqlConnection connection, PreparedStatement? prepared, ResultHead head, IReadOnlyList<ResultColumn>? known, ReadOptions options, string where)
    {
        var decoders = new List<CellDecoder>(head.Columns.Count);
        ResultBatchReader? reader = null;
        try
        {
            IReadOnlyList<ResultColumn> columns = known ?? [.. head.Columns.Select(column => ResultColumn.Of(column, connection.Rules))];
            if (columns.Count != head.Columns.Count)
            {
                throw new ConnectorException(ConnectorStatus.Internal, MySqlErrors.Connector, $"{where}: the server gives {head.Columns.Count} columns where {columns.Count} were due.");
            }

            decoders.AddRange(columns.Select(column => CellDecoders.Create(column, connection.Rules, options.Allocator)));
            return reader = new ResultBatchReader(connection.Session, prepared, columns, [.. decoders], options, where);
        }
        finally
        {
            if (reader is null)
            {
                decoders.ForEach(decoder => decoder.Dispose());
                await connection.Session.AbortAsync().ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<QueryResult> EndAsync(MySqlConnection connection, OkPacket end, string where, CancellationToken cancellationToken)
    {
        OkPacket last = await connection.Session.FinishAsync(end, where, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<ServerMessage> messages = last.WarningCount > 0 ? await ServerWarnings.ReadAsync(connection.Session, where, cancellationToken).ConfigureAwait(false) : [];
        return new QueryResult(new EmptyReader()) { Outcome = new StatementOutcome { RowsAffected = (long)end.RowsAffected, Messages = messages } };
    }
}
