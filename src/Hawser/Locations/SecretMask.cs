using System.Text;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Hides what may be a secret in text that could not be parsed, so that an error can still name it.</summary>
internal static class SecretMask
{
    /// <summary>What stands for a secret in every output.</summary>
    public const string Mask = Secret.Mask;

    private const int MaxShownLength = 200;

    /// <summary>
    /// The text on one line with everything masked that may be a secret. It errs on the side of hiding: all before the last '@' behind a scheme, and the values of
    /// all options.
    /// </summary>
    public static string Apply(string location)
    {
        var slashes = location.IndexOf("://", StringComparison.Ordinal);
        var colon = slashes >= 0 ? slashes : location.IndexOf(':', StringComparison.Ordinal);
        var isConnection = slashes >= 0 || (colon > 1 && LocationNames.IsConnectionName(location[..colon]));
        return OnOneLine(isConnection ? location[..(colon + 1)] + HideOptions(HideUser(location[(colon + 1)..])) : location);
    }

    /// <summary>The text with control characters escaped and cut to a bearable length.</summary>
    public static string OnOneLine(string text)
    {
        var line = new StringBuilder();
        foreach (var letter in text.Length > MaxShownLength ? text[..MaxShownLength] : text)
        {
            if (char.IsControl(letter) || char.IsSurrogate(letter) || letter is '\u2028' or '\u2029')
            {
                line.Append("\\u").Append(((int)letter).ToString("x4", null));
            }
            else
            {
                line.Append(letter);
            }
        }

        return text.Length > MaxShownLength ? line.Append('…').ToString() : line.ToString();
    }

    private static string HideUser(string rest)
    {
        var start = rest.StartsWith("//", StringComparison.Ordinal) ? 2 : 0;
        var end = start == 2 || !rest.Contains('#', StringComparison.Ordinal) ? rest.Length : rest.IndexOf('#', StringComparison.Ordinal);
        var at = end > start ? rest.LastIndexOf('@', end - 1, end - start) : -1;
        return at < 0 ? rest : $"{rest[..start]}{Mask}{rest[at..]}";
    }

    private static string HideOptions(string rest)
    {
        var query = rest.IndexOf('?', StringComparison.Ordinal);
        if (query < 0)
        {
            return rest;
        }

        var hidden = new StringBuilder(rest[..query]);
        var separator = '?';
        foreach (var option in rest[(query + 1)..].Split('&'))
        {
            var equals = option.IndexOf('=', StringComparison.Ordinal);
            hidden.Append(separator).Append(equals < 0 ? Mask : option[..(equals + 1)] + Mask);
            separator = '&';
        }

        return hidden.ToString();
    }
}
