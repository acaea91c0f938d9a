using System.Text.RegularExpressions;
using Hawser.Arrow;

namespace Hawser.Conformance.Running;

/// <summary>The names of Arrow types without their parameters, as the tables for people write them.</summary>
internal static partial class TypeWords
{
    /// <summary>The words that may stand for a type in a table.</summary>
    public static string[] Of(ArrowType type) => type is UnionType ? [In(type.ToString()).First(), "union"] : [In(type.ToString()).First()];

    public static IReadOnlyCollection<string> In(string text) => [.. Word().Matches(text).Select(m => m.Value)];

    [GeneratedRegex(@"[a-z][a-z0-9_]*(\.[a-z0-9_]+)?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
