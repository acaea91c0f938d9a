using Hawser.Arrow;
using Hawser.Connectors.DuckDb.Files;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>Opens a reader of a relation.</summary>
internal static class RelationScan
{
    public static RecordBatchReader Open(DuckDbConnection connection, ScanRequest request, CancellationToken cancellationToken)
    {
        var (statement, file) = ScanStatements.Select(connection, request, cancellationToken);
        if (file.Text is { } text)
        {
            return OpenText(connection, request, statement, text, cancellationToken);
        }

        var table = request.Relation is TableName name ? ((DuckDbCatalog)connection.Catalog).Find(name, cancellationToken) : null;
        var reader = connection.RunQuery(statement, request.Relation.DisplayName, cancellationToken).Reader;
        return table is null ? DeclaredReader.Over(reader, file.Extensions) : DeclaredReader.Over(reader, table);
    }

    private static TextFileReader OpenText(DuckDbConnection connection, ScanRequest request, Statement statement, TextFile text, CancellationToken cancellationToken)
    {
        try
        {
            return new TextFileReader(connection, text, connection.RunQuery(statement, request.Relation.DisplayName, cancellationToken).Reader);
        }
        catch (ConnectorException error) when (TextMisfit.IsReported(error))
        {
            throw TextMisfit.Locate(connection, text, error, cancellationToken);
        }
    }
}
