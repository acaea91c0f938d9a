using System.Globalization;
using Hawser.Connectors;

namespace Hawser.Cli.Querying;

/// <summary>Reads a <c>--param</c>: the kind of value follows from how it is written.</summary>
internal static class ParameterText
{
    public static Parameter Parse(string text)
    {
        int equals = text.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && IsName(text.AsSpan(0, equals)) ? new Parameter(Value(text[(equals + 1)..]), text[..equals]) : new Parameter(Value(text));
    }

    private static bool IsName(ReadOnlySpan<char> text)
    {
        foreach (char c in text)
        {
            if (!char.IsLetterOrDigit(c) && c != '_')
            {
                return false;
            }
        }

        return !char.IsDigit(text[0]);
    }

    private static object? Value(string text)
    {
        if (text.Length >= 2 && text[0] == '\'' && text[^1] == '\'')
        {
            return text[1..^1].Replace("''", "'", StringComparison.Ordinal);
        }

        // A number that would be written otherwise (007, +1, 1.50e3) is text: nothing about it may change.
        return text switch
        {
            "null" or "NULL" => null,
            "true" or "TRUE" => true,
            "false" or "FALSE" => false,
            _ when long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) && whole.ToString(CultureInfo.InvariantCulture) == text => whole,
            _ when decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
                && number.ToString(CultureInfo.InvariantCulture) == text => number,
            _ => text,
        };
    }
}
