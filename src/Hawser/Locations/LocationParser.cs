using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Locations;

/// <summary>Decides which kind of location a text is. The order of the questions is the grammar's.</summary>
internal static class LocationParser
{
    public static bool TryParse(
        string text,
        KnownEngines engines,
        [NotNullWhen(true)] out Location? location,
        [NotNullWhen(false)] out string? problem)
    {
        location = null;
        problem = CheckText(text);
        if (problem is not null)
        {
            return false;
        }

        if (text == "-")
        {
            location = StandardStreamLocation.Instance;
            return true;
        }

        if (text[0] == '@')
        {
            return TryParseNamed(text[1..], engines, out location, out problem);
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var prefix = colon < 0 ? string.Empty : text[..colon];
        return LocationNames.IsConnectionName(prefix) && !LocationNames.IsDrive(prefix)
            ? TryParsePrefixed(prefix, text[(colon + 1)..], engines, out location, out problem)
            : TryParsePath(text, out location, out problem);
    }

    private static string? CheckText(string text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return "it is empty; write a file (orders.csv), a connection (@NAME or NAME:TABLE), a URI or -";
        }

        if (text.Length > Location.MaxLength)
        {
            return $"it is longer than {Location.MaxLength} characters";
        }

        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return "it holds a NUL character";
        }

        return IsUnicode(text) ? null : "it is not valid Unicode";
    }

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (Rune.DecodeFromUtf16(text, out _, out var length) != OperationStatus.Done)
            {
                return false;
            }

            text = text[length..];
        }

        return true;
    }

    private static bool TryParseNamed(string rest, KnownEngines engines, out Location? location, out string? problem)
    {
        location = null;
        var colon = rest.IndexOf(':', StringComparison.Ordinal);
        var name = colon < 0 ? rest : rest[..colon];
        if (!LocationNames.IsConnectionName(name))
        {
            problem = name.Contains('#', StringComparison.Ordinal)
                ? "the table of a named connection stands behind ':', not '#': @NAME:TABLE"
                : "behind '@' a connection's name is expected: @NAME or @NAME:TABLE";
            return false;
        }

        if (colon < 0)
        {
            location = new NamedLocation(name);
            problem = null;
            return true;
        }

        return TryParseTable(name, rest[(colon + 1)..], engines, out location, out problem);
    }

    private static bool TryParsePrefixed(string prefix, string rest, KnownEngines engines, out Location? location, out string? problem)
    {
        location = null;
        if (engines.Find(prefix) is { } engine)
        {
            location = ConnectionUriParser.TryParse(prefix.ToLowerInvariant(), rest, engine, out var uri, out problem) ? new UriLocation(uri) : null;
            return location is not null;
        }

        if (ReservedNames.Find(prefix) is { } reserved)
        {
            problem = $"'{prefix}' is not at hand: {reserved.Advice}";
            return false;
        }

        if (rest.StartsWith("//", StringComparison.Ordinal))
        {
            problem = DescribeUnknownScheme(prefix, engines);
            return false;
        }

        return TryParseTable(prefix, rest, engines, out location, out problem);
    }

    private static string DescribeUnknownScheme(string scheme, KnownEngines engines)
    {
        var nearest = NearestName.Find(scheme, engines.Names.Concat(ReservedNames.Names));
        return nearest is null
            ? $"unknown scheme '{scheme}'; known are {string.Join(", ", engines.Engines.Select(engine => engine.Name).Order(StringComparer.Ordinal))}"
            : $"unknown scheme '{scheme}'; did you mean '{nearest}'?";
    }

    private static bool TryParseTable(string name, string text, KnownEngines engines, out Location? location, out string? problem)
    {
        location = null;
        if (text.Length == 0)
        {
            problem = $"a table is expected behind ':'; the connection as a whole is written @{name}";
            return false;
        }

        location = LocationTable.TryParse(text, engines.TableFunctions, out var table, out problem) ? new NamedLocation(name, table) : null;
        return location is not null;
    }

    private static bool TryParsePath(string text, out Location? location, out string? problem)
    {
        location = null;
        if (text.Contains("://", StringComparison.Ordinal))
        {
            problem = "it is neither a path nor a connection URI: what stands before '://' is not a scheme";
            return false;
        }

        location = new PathLocation(text);
        problem = null;
        return true;
    }
}
