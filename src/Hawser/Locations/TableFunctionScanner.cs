using System.Diagnostics.CodeAnalysis;
using System.Text;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>Reads the words, texts and signs of a call of a table function, one after the other. A text is in single quotes, a quote inside is doubled.</summary>
internal ref struct TableFunctionScanner(string text)
{
    /// <summary>Where it is.</summary>
    public int At { get; set; }

    /// <summary>What was the first thing that is not as it should be; null while there is none.</summary>
    public string? Problem { get; set; }

    /// <summary>What is scanned.</summary>
    public readonly string Text => text;

    /// <summary>Whether nothing is left.</summary>
    public readonly bool IsAtEnd => At == text.Length;

    /// <summary>The next character; NUL at the end.</summary>
    public readonly char Peek() => At < text.Length ? text[At] : '\0';

    /// <summary>Passes over white space.</summary>
    public void SkipSpace()
    {
        while (At < text.Length && text[At] is ' ' or '\t' or '\r' or '\n')
        {
            At++;
        }
    }

    /// <summary>Passes over white space and a sign, when it is the sign that comes.</summary>
    public bool TryRead(string symbol)
    {
        SkipSpace();
        if (string.CompareOrdinal(text, At, symbol, 0, symbol.Length) != 0)
        {
            return false;
        }

        At += symbol.Length;
        return true;
    }

    /// <summary>Reads a name.</summary>
    public bool TryReadName([NotNullWhen(true)] out string? name)
    {
        var end = At;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
        {
            end++;
        }

        name = text[At..end];
        if (!TableFunctionCall.IsIdentifier(name))
        {
            name = null;
            return false;
        }

        At = end;
        return true;
    }

    /// <summary>Reads a text, at whose opening quote it is; null when it has no end.</summary>
    public string? ReadText()
    {
        var value = new StringBuilder();
        for (var at = At + 1; at < text.Length; at++)
        {
            if (text[at] != '\'')
            {
                value.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '\'')
            {
                value.Append('\'');
                at++;
            }
            else
            {
                At = at + 1;
                return value.ToString();
            }
        }

        return Fail<string>("the text that begins here has no closing quote");
    }

    /// <summary>Keeps what was expected here, when it is the first such thing; always null.</summary>
    public T? Fail<T>(string expectation)
        where T : class
    {
        Problem ??= $"at character {At + 1} of the table function: {expectation}";
        return null;
    }
}
