using System.Text;

namespace Hawser.Connectors;

/// <summary>A number literal, kept as its digits so that no precision is lost before an engine reads it.</summary>
public sealed class TableFunctionNumber : TableFunctionValue
{
    /// <summary>Makes a number literal.</summary>
    /// <param name="digits">An optional minus, digits, an optional fraction and an optional exponent: <c>-12.5e3</c>.</param>
    /// <exception cref="ArgumentException"><paramref name="digits"/> is not such a number.</exception>
    public TableFunctionNumber(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        if (Measure(digits, 0) != digits.Length || digits.Length == 0)
        {
            throw new ArgumentException($"'{digits}' is not a number", nameof(digits));
        }

        Digits = digits;
    }

    /// <summary>The number as it was written, in ASCII.</summary>
    public string Digits { get; }

    internal override void AppendTo(StringBuilder text) => text.Append(Digits);

    /// <summary>Finds where a number that begins in a text ends.</summary>
    /// <param name="text">The text.</param>
    /// <param name="start">The index of the number's first character.</param>
    /// <returns>The index behind its last character, or <paramref name="start"/> when no number begins there.</returns>
    public static int Measure(string text, int start)
    {
        ArgumentNullException.ThrowIfNull(text);
        var at = start < text.Length && text[start] == '-' ? start + 1 : start;
        var whole = SkipDigits(text, at);
        if (whole == at)
        {
            return start;
        }

        var end = whole;
        if (end < text.Length && text[end] == '.' && SkipDigits(text, end + 1) is var fraction && fraction > end + 1)
        {
            end = fraction;
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            var exponentEnd = SkipDigits(text, exponent);
            end = exponentEnd > exponent ? exponentEnd : end;
        }

        return end;
    }

    private static int SkipDigits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
        {
            at++;
        }

        return at;
    }
}
