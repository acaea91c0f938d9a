using Hawser.Connectors.DuckDb.Files;
using Hawser.Connectors.DuckDb.Native;
using Hawser.Connectors.DuckDb.Read;
using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>
/// Loads a file into a table by one INSERT … SELECT, without Arrow between: only when the file's columns have the very types that were decided for the table. The
/// statement counts the rows that the file gave; the table's own count before and after says how many arrived.
/// </summary>
internal static class FileIntoTable
{
    /// <summary>Null when the load has to go through Arrow.</summary>
    /// <exception cref="ConnectorException">The load failed, or the counts differ; nothing was changed.</exception>
    public static PushedDownLoad? Load(DuckDbConnection connection, ScanRequest source, LoadRequest request, CancellationToken cancellationToken)
    {
        if (source.Relation is not (FileRelation or FunctionRelation) || source.Partition is not null || request.Target is not TableName target || request.RejectSink is not null)
        {
            return null;
        }

        var ownsTransaction = connection.OpenTransaction is null;
        if (ownsTransaction)
        {
            connection.Session.Run("BEGIN TRANSACTION", cancellationToken);
        }

        var isKept = false;
        try
        {
            var loaded = Insert(connection, source, request, target, cancellationToken);
            if (loaded is not null && ownsTransaction)
            {
                using var change = connection.Gate.EnterChange();
                connection.Session.Run("COMMIT", cancellationToken);
            }

            isKept = loaded is not null;
            return loaded;
        }
        finally
        {
            if (!isKept && ownsTransaction)
            {
                connection.Session.RollBack();
            }
        }
    }

    private static PushedDownLoad? Insert(DuckDbConnection connection, ScanRequest source, LoadRequest request, TableName target, CancellationToken cancellationToken)
    {
        var (query, file) = ScanStatements.Select(connection, source, cancellationToken);
        var select = query.Text;
        var columns = Columns(connection, select, cancellationToken);
        if (!Planned(request, target).All(column => columns.Any(other => IsSame(other, column))))
        {
            return null;
        }

        var table = LoadTarget.Prepare(connection, target, request, cancellationToken);
        LoadColumns.Match(table, request);
        var names = columns.Where(column => Find(table, column.Name) is { Generated: null }).Select(column => DuckDbDialect.Instance.QuoteName(column.Name)).ToArray();
        var name = DuckDbDialect.Instance.QuoteTable(table.Name);
        var before = Count(connection, name, cancellationToken);
        var list = string.Join(", ", names);
        using var statement = connection.Session.Prepare($"INSERT INTO {name} ({list}) SELECT {list} FROM ({select})", cancellationToken);
        using var cursor = Run(connection, statement, file.Text, cancellationToken);
        var arrived = Count(connection, name, cancellationToken) - before;
        return arrived == cursor.RowsChanged
            ? new PushedDownLoad(cursor.RowsChanged, new LoadResult(arrived, 0))
            : throw new ConnectorException(
                ConnectorStatus.VerificationFailed, DuckDbErrors.Connector, $"load into {target}: {source.Relation.DisplayName} gave {cursor.RowsChanged} rows, but {arrived} arrived.");
    }

    private static NativeCursor Run(DuckDbConnection connection, NativeStatement statement, TextFile? text, CancellationToken cancellationToken)
    {
        try
        {
            return connection.Session.Execute(statement, streamed: false, cancellationToken);
        }
        catch (ConnectorException error) when (text is not null && TextMisfit.IsReported(error))
        {
            throw TextMisfit.Locate(connection, text, error, cancellationToken);
        }
    }

    private static List<(string Name, DuckDbType Type)> Columns(DuckDbConnection connection, string select, CancellationToken cancellationToken)
    {
        using NativeStatement statement = connection.Session.Prepare(select, cancellationToken);
        var columns = new List<(string, DuckDbType)>();
        for (var i = 0; i < statement.ColumnCount; i++)
        {
            using var type = statement.ColumnType(i);
            columns.Add((statement.ColumnName(i), LogicalTypes.Read(type.Raw)));
        }

        return columns;
    }

    private static IEnumerable<(string Name, DuckDbType Type)> Planned(LoadRequest request, TableName target) =>
        LoadTarget.Definition(target, request).Columns.Where(column => column.Generated is null).Select(column => (column.Name, DuckDbTypeParser.Parse(column.NativeType)));

    private static bool IsSame((string Name, DuckDbType Type) left, (string Name, DuckDbType Type) right) =>
        string.Equals(left.Name, right.Name, StringComparison.OrdinalIgnoreCase) && left.Type.Equals(right.Type);

    private static ColumnModel? Find(TableModel table, string name) =>
        table.Columns.FirstOrDefault(column => string.Equals(column.Name, name, StringComparison.OrdinalIgnoreCase));

    private static long Count(DuckDbConnection connection, string table, CancellationToken cancellationToken) =>
        connection.Ask($"SELECT count(*) FROM {table}", cancellationToken).Rows[0].Number(0)!.Value;
}
