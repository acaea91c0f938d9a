namespace Hawser.Testing.Judges;

/// <summary>What DuckDB's own client found.</summary>
/// <param name="Columns">The columns with DuckDB's types, e.g. <c>DECIMAL(38,2)</c>.</param>
/// <param name="Rows">Each value as the text that DuckDB casts it to, null for NULL.</param>
public sealed record DuckDbTable(IReadOnlyList<JudgedColumn> Columns, IReadOnlyList<IReadOnlyList<string?>> Rows);
