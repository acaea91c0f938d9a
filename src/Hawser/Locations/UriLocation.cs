namespace Hawser.Locations;

/// <summary>A connection that a URI spells out: <c>postgres://user@host:5432/shop#sales.orders</c>, <c>sqlite:shop.db</c>, <c>duckdb:</c>.</summary>
/// <param name="uri">The URI.</param>
public sealed class UriLocation(ConnectionUri uri) : Location
{
    /// <summary>The URI, taken apart.</summary>
    public ConnectionUri Uri { get; } = uri ?? throw new ArgumentNullException(nameof(uri));

    /// <inheritdoc/>
    public override LocationTable? Table => Uri.Table;

    /// <inheritdoc/>
    public override string ToString() => Uri.ToString();

    /// <inheritdoc/>
    public override string Reveal() => Uri.Reveal();
}
