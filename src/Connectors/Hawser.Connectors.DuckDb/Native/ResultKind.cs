namespace Hawser.Connectors.DuckDb.Native;

/// <summary>duckdb_result_type: what a finished statement hands back.</summary>
internal enum ResultKind
{
    Invalid = 0,
    ChangedRows = 1,
    Nothing = 2,
    QueryResult = 3,
}
