using System.Text.Json.Nodes;

namespace Hawser.Testing.Judges;

/// <summary>A record batch as apache-arrow sees it.</summary>
/// <param name="RowCount">The number of rows.</param>
/// <param name="Columns">
/// For each field an array of its values. Numbers, dates, times and decimals are strings of the stored number (a decimal's is
/// unscaled); a float is the shortest text of its double, with -0, NaN, Infinity and -Infinity by name; bytes are lower-case
/// hexadecimal; a list is an array; a struct is the array of its fields' values; a map is an array of [key, value]; a union is
/// {"type": id, "value": …}; month_day_nano is {"months", "days", "nanoseconds"}; a dictionary gives the value it points at.
/// </param>
public sealed record ArrowBatch(long RowCount, IReadOnlyList<JsonArray> Columns);
