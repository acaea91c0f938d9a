using System.Text.RegularExpressions;
using Hawser.Arrow;

namespace Hawser.Conformance.Running;

/// <summary>The names of Arrow types without their parameters, as the tables for people write them.</summary>
internal static partial class TypeWords
{
    public static string Of(ArrowType type) => type is DictionaryType ? "dictionary" : In(type.ToString()).First() switch
    {
        "dense_union" or "sparse_union" => "union",
        var word => word,
    };

    public static IReadOnlyCollection<string> In(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[a-z][a-z0-9_]*(\.[a-z0-9_]+)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
