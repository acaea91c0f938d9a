namespace Hawser.Connectors;

/// <summary>One column of an order.</summary>
/// <param name="Column">The column's name.</param>
/// <param name="Descending">Whether the greatest value comes first.</param>
public sealed record OrderBy(string Column, bool Descending = false);
