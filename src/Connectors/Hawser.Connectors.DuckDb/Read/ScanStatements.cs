using Hawser.Connectors.DuckDb.Files;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>The statement of a scan, with the parameters of a query that is scanned, and the file that it reads.</summary>
internal static class ScanStatements
{
    public static (Statement Statement, PreparedFile File) Select(DuckDbConnection connection, ScanRequest request, CancellationToken cancellationToken)
    {
        var prepared = FunctionFile.Of(request.Relation) is FileRelation file
            ? FileScan.Prepare(connection, file, request.Schema, cancellationToken)
            : new PreparedFile(request.Relation, null);
        var text = DuckDbDialect.Instance.Select(request with { Relation = prepared.Relation });
        return request.Relation is QueryRelation { Statement: var inner }
            ? (new Statement(text) { Parameters = inner.Parameters, Timeout = inner.Timeout, ReadOptions = request.ReadOptions }, prepared)
            : (new Statement(text) { ReadOptions = request.ReadOptions }, prepared);
    }
}
