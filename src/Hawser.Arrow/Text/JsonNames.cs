using System.Globalization;
using System.Text.Json;

namespace Hawser.Arrow;

/// <summary>The member names under which a nested type's children are written as JSON.</summary>
internal static class JsonNames
{
    private static readonly string[] Entry = ["key", "value"];

    public static IReadOnlyList<string> Of(ArrowType type)
    {
        string[] names = [.. type.Children.Select(c => c.Name)];
        return type is UnionType union && names.Distinct().Count() < names.Length
            ? [.. union.TypeIds.Select(t => t.ToString(CultureInfo.InvariantCulture))]
            : names;
    }

    /// <summary>A map's entries, whatever their fields are called.</summary>
    public static IReadOnlyList<string> ForEntries => Entry;

    public static bool IsJson(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
            }

            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
