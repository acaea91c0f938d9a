using Hawser.Connectors.DuckDb.Types;

namespace Hawser.Connectors.DuckDb.Write;

/// <summary>A column of a load: where it comes from and what it becomes.</summary>
/// <param name="Scan">How it goes to the engine.</param>
/// <param name="Target">The target column's name as the table has it.</param>
/// <param name="Type">The target column's type.</param>
internal sealed record LoadColumn(ScanColumn Scan, string Target, DuckDbType Type);
