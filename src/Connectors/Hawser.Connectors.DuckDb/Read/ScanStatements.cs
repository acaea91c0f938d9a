using Hawser.Connectors.DuckDb.Files;

namespace Hawser.Connectors.DuckDb.Read;

/// <summary>The statement of a scan, with the parameters of a query that is scanned.</summary>
internal static class ScanStatements
{
    public static Statement Select(DuckDbConnection connection, ScanRequest request, CancellationToken cancellationToken)
    {
        var source = request.Relation is FileRelation file ? FileScan.Prepare(connection, file, request.Schema, cancellationToken) : request.Relation;
        var text = DuckDbDialect.Instance.Select(request with { Relation = source });
        return request.Relation is QueryRelation { Statement: var inner }
            ? new Statement(text) { Parameters = inner.Parameters, Timeout = inner.Timeout, ReadOptions = request.ReadOptions }
            : new Statement(text) { ReadOptions = request.ReadOptions };
    }
}
