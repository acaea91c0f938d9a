namespace Hawser.Connectors;

/// <summary>Which tables of a catalog to look at.</summary>
public sealed record CatalogFilter
{
    /// <summary>All tables of the connection's default catalog, views left out, the engine's own left out.</summary>
    public static CatalogFilter Tables { get; } = new();

    /// <summary>Only this catalog; null for the connection's own.</summary>
    public string? Catalog { get; init; }

    /// <summary>Only this schema; null for all but the engine's own.</summary>
    public string? Schema { get; init; }

    /// <summary>Only the table of this name, compared as the engine compares names; null for all.</summary>
    public string? Name { get; init; }

    /// <summary>Whether views count.</summary>
    public bool IncludeViews { get; init; }
}
