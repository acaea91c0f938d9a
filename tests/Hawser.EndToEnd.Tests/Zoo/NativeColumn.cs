namespace Hawser.EndToEnd.Tests.Zoo;

/// <summary>A type in an engine's own words with values in its own SQL.</summary>
/// <param name="Table">The table's name.</param>
/// <param name="Type">The declared type.</param>
/// <param name="Values">SQL expressions; NULL comes on top.</param>
internal sealed record NativeColumn(string Table, string Type, params string[] Values);
