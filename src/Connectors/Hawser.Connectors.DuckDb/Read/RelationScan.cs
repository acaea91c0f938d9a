using Hawser.Arrow;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Opens a reader of a relation.</summary>
internal static class RelationScan
{
    public static RecordBatchReader Open(DuckDbConnection connection, ScanRequest request, CancellationToken cancellationToken)
    {
        var statement = ScanStatements.Select(connection, request, cancellationToken);
        var table = request.Relation is TableName name ? ((DuckDbCatalog)connection.Catalog).Find(name, cancellationToken) : null;
        var reader = connection.RunQuery(statement, request.Relation.DisplayName, cancellationToken).Reader;
        return table is null ? reader : DeclaredReader.Over(reader, table);
    }
}
