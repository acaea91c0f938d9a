using System.Globalization;

namespace Hawser.Connectors;

/// <summary>Reads the text forms of options: the same everywhere, in files, URIs and on the command line.</summary>
public static class OptionValue
{
    private static readonly (string Suffix, long Factor)[] SizeUnits =
    [
        ("KiB", 1L << 10), ("MiB", 1L << 20), ("GiB", 1L << 30), ("TiB", 1L << 40),
        ("KB", 1_000), ("MB", 1_000_000), ("GB", 1_000_000_000), ("TB", 1_000_000_000_000), ("B", 1),
    ];

    private static readonly (string Suffix, double Seconds)[] DurationUnits = [("ms", 0.001), ("s", 1), ("m", 60), ("h", 3600), ("d", 86400)];

    /// <summary>Reads a boolean: true, false, yes, no, on, off, 1, 0, in any case.</summary>
    public static bool TryParseBoolean(string text, out bool value)
    {
        ArgumentNullException.ThrowIfNull(text);
        value = text.ToUpperInvariant() is "TRUE" or "YES" or "ON" or "1";
        return value || text.ToUpperInvariant() is "FALSE" or "NO" or "OFF" or "0";
    }

    /// <summary>Reads a number of bytes such as <c>256MB</c>, <c>1GiB</c> or <c>4096</c>.</summary>
    public static bool TryParseSize(string text, out long bytes)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string number, long factor) = (text.Trim(), 1L);
        foreach ((string suffix, long unit) in SizeUnits)
        {
            if (number.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                (number, factor) = (number[..^suffix.Length].TrimEnd(), unit);
                break;
            }
        }

        bytes = 0;
        if (!decimal.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal value) || value > long.MaxValue / factor)
        {
            return false;
        }

        bytes = (long)(value * factor);
        return true;
    }

    /// <summary>Reads a duration such as <c>500ms</c>, <c>30s</c>, <c>5m</c>, <c>1h</c> or <c>30</c> (seconds).</summary>
    public static bool TryParseDuration(string text, out TimeSpan value)
    {
        ArgumentNullException.ThrowIfNull(text);
        (string number, double factor) = (text.Trim(), 1.0);
        foreach ((string suffix, double unit) in DurationUnits)
        {
            if (number.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            {
                (number, factor) = (number[..^suffix.Length].TrimEnd(), unit);
                break;
            }
        }

        value = default;
        if (!double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double parsed) || !(parsed * factor <= TimeSpan.MaxValue.TotalSeconds / 2))
        {
            return false;
        }

        value = TimeSpan.FromSeconds(parsed * factor);
        return true;
    }

    internal static bool IsValid(OptionDefinition option, string text, out string allowed)
    {
        (bool valid, allowed) = option.Kind switch
        {
            OptionKind.Integer => (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _), "a whole number"),
            OptionKind.Boolean => (TryParseBoolean(text, out _), "true or false"),
            OptionKind.Duration => (TryParseDuration(text, out _), "a duration such as 500ms, 30s or 5m"),
            OptionKind.Size => (TryParseSize(text, out _), "a size such as 256MB or 1GiB"),
            OptionKind.Choice => (option.Choices.Contains(text, StringComparer.OrdinalIgnoreCase), $"one of {string.Join(", ", option.Choices)}"),
            _ => (true, "text"),
        };
        return valid;
    }
}
