namespace Hawser.Connectors.Postgres.Types;

/// <summary>One row of <c>pg_type</c> as the type catalog asks for it.</summary>
/// <param name="Oid">The number.</param>
/// <param name="CatalogName">The name without schema.</param>
/// <param name="Name">The name as <c>format_type</c> writes it.</param>
/// <param name="Kind"><c>typtype</c>.</param>
/// <param name="IsArray">Whether it is the array type of its element.</param>
/// <param name="Element"><c>typelem</c>; for a domain <c>typbasetype</c>; for a range or multirange its subtype; 0 for none.</param>
/// <param name="ElementModifier">A domain's <c>typtypmod</c>; -1 for other types.</param>
/// <param name="ElementName">A domain's base with its modifier, as <c>format_type</c> writes it; null for other types.</param>
/// <param name="Relation"><c>typrelid</c> of a composite; 0 for other types.</param>
/// <param name="HasBinary">Whether the server can send values in binary form.</param>
internal sealed record PgTypeRow(
    uint Oid, string CatalogName, string Name, char Kind, bool IsArray, uint Element, int ElementModifier, string? ElementName, uint Relation, bool HasBinary);
