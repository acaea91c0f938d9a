using System.Globalization;

namespace Hawser.Cli.Rendering;

/// <summary>A number and its noun: <c>1 row</c>, <c>2,000 rows</c>.</summary>
internal static class Plural
{
    public static string Of(long count, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{count:N0} {noun}{(count == 1 ? "" : noun.EndsWith('x') ? "es" : "s")}");
}
