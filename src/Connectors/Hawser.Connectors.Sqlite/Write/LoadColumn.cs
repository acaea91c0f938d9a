using Hawser.Connectors.Sqlite.Catalog;

namespace Hawser.Connectors.Sqlite.Write;

/// <summary>A column of the batches and where it goes.</summary>
/// <param name="Source">Its position in the batches.</param>
/// <param name="Target">The column of the table.</param>
/// <param name="IsRowId">Whether it is the rowid, where SQLite would put a number for NULL.</param>
internal sealed record LoadColumn(int Source, ColumnFacts Target, bool IsRowId);
