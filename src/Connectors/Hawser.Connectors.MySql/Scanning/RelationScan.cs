using Hawser.Arrow;
using Hawser.Connectors.MySql.Querying;
using Hawser.Connectors.MySql.Read;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>Reads tables, views and queries.</summary>
internal static class RelationScan
{
    /// <summary>The columns of a relation; no row is read.</summary>
    public static async ValueTask<RelationDescription> DescribeAsync(MySqlConnection connection, Relation relation, CancellationToken cancellationToken)
    {
        if (relation is TableName name)
        {
            return new RelationDescription((await FindAsync(connection, name, cancellationToken).ConfigureAwait(false)).Columns);
        }

        IReadOnlyList<ResultColumn> columns = await StatementRunner.DescribeAsync(connection, QueryOf(connection, relation).Text, cancellationToken).ConfigureAwait(false);
        return new RelationDescription([.. columns.Select(column => column.ToModel())]);
    }

    /// <summary>Opens a reader.</summary>
    public static async ValueTask<RecordBatchReader> OpenAsync(MySqlConnection connection, ScanRequest request, CancellationToken cancellationToken)
    {
        string where = $"reading {request.Relation.DisplayName}";
        if (request.Relation is TableName name)
        {
            TableModel table = await FindAsync(connection, name, cancellationToken).ConfigureAwait(false);
            IReadOnlyList<ColumnModel> models = Choose(table, request);
            ScanRequest scan = request with { Relation = table.Name, Columns = [.. models.Select(column => column.Name)] };
            return await StatementRunner.ScanAsync(
                connection, MySqlDialect.Instance.Select(scan), [.. models.Select(ResultColumn.Of)], request.ReadOptions, where, cancellationToken).ConfigureAwait(false);
        }

        Statement query = QueryOf(connection, request.Relation);
        bool isWhole = request is { Columns: null, Filter: null, Order.Count: 0, Limit: null, Partition: null };
        Statement statement = query with { Text = isWhole ? query.Text.TrimEnd().TrimEnd(';') : MySqlDialect.Instance.Select(request), ReadOptions = request.ReadOptions };
        return (await StatementRunner.QueryAsync(connection, statement, where, cancellationToken).ConfigureAwait(false)).Reader;
    }

    /// <summary>Finds a table or view.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.NotFound"/>, with the nearest name there is.</exception>
    public static async ValueTask<TableModel> FindAsync(MySqlConnection connection, TableName name, CancellationToken cancellationToken) =>
        await ((MySqlCatalog)connection.Catalog).ReadAsync(name, cancellationToken).ConfigureAwait(false)
            ?? throw await ((MySqlCatalog)connection.Catalog).MissingAsync(name, cancellationToken).ConfigureAwait(false);

    private static Statement QueryOf(MySqlConnection connection, Relation relation) => relation is QueryRelation query
        ? query.Statement
        : throw new ConnectorException(ConnectorStatus.NotSupported, MySqlErrors.Connector, $"{connection.Database.DisplayName} has tables and queries; {relation.DisplayName} is neither.");

    private static IReadOnlyList<ColumnModel> Choose(TableModel table, ScanRequest request) => request.Columns is null
        ? table.Columns
        : [.. request.Columns.Select(name => table.Column(name) ?? table.Columns.FirstOrDefault(column => column.Name.Equals(name, StringComparison.OrdinalIgnoreCase)) ?? throw new ConnectorException(
            ConnectorStatus.NotFound, MySqlErrors.Connector, $"{table.Name} has no column \"{name}\".")
        {
            Hint = NearestName.Find(name, table.Columns.Select(column => column.Name)) is { } nearest ? $"Did you mean \"{nearest}\"?" : null,
        })];
}
