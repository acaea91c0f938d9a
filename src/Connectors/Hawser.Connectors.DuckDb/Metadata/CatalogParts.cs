namespace Hawser.Connectors.DuckDb.Metadata;

/// <summary>The rows that belong to tables, all tables together.</summary>
internal sealed record CatalogParts(CatalogRows Columns, CatalogRows Constraints, CatalogRows Indexes);
