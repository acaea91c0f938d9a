using System.Diagnostics.CodeAnalysis;
using System.Text;
using Hawser.Connectors;

namespace Hawser.Config;

/// <summary>
/// Replaces <c>${NAME}</c> and <c>${env:NAME}</c> by environment variables, <c>${NAME:-default}</c> by a default where the variable is unset or empty, and <c>${file:PATH}</c> by the text
/// of a file without its last line break. <c>$${</c> is a literal <c>${</c>; a <c>$</c> that no brace follows stays. What a variable holds is not expanded again.
/// </summary>
/// <param name="environment">Looks a variable up; null when it is not set.</param>
/// <param name="folder">What the paths of <c>${file:…}</c> are relative to.</param>
internal sealed class VariableExpander(Func<string, string?> environment, string folder)
{
    /// <summary>How long a file that holds a secret may be.</summary>
    public const int MaxFileBytes = 64 << 10;

    private const string Forms = "a variable is ${NAME}, ${env:NAME}, ${NAME:-default} or ${file:PATH}; a literal '${' is written $${";
    private const string EnvironmentPrefix = "env:";
    private const string FilePrefix = "file:";

    public static bool HasVariables(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <summary>Expands a text.</summary>
    /// <param name="text">The text as written.</param>
    /// <param name="expanded">The text that counts.</param>
    /// <param name="problem">What is wrong: an unset variable, a missing file, or a form that is none. It quotes no part of the text but a variable's name or a file's.</param>
    public bool TryExpand(string text, [NotNullWhen(true)] out string? expanded, [NotNullWhen(false)] out string? problem)
    {
        var result = new StringBuilder(text.Length);
        (expanded, problem) = (null, null);
        for (var at = 0; at < text.Length;)
        {
            if (Continues(text, at, "$${"))
            {
                result.Append("${");
                at += 3;
            }
            else if (!Continues(text, at, "${"))
            {
                result.Append(text[at++]);
            }
            else
            {
                var end = text.IndexOf('}', at);
                if (end < 0 || !TryLookUp(text[(at + 2)..end], out var value, out problem))
                {
                    problem ??= $"a '${{' is not closed; {Forms}";
                    return false;
                }

                result.Append(value);
                at = end + 1;
            }
        }

        expanded = result.ToString();
        return true;
    }

    private static bool Continues(string text, int at, string what) => string.CompareOrdinal(text, at, what, 0, what.Length) == 0;

    private static bool IsName(string text) => text.Length > 0 && !char.IsAsciiDigit(text[0]) && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    private bool TryLookUp(string reference, [NotNullWhen(true)] out string? value, [NotNullWhen(false)] out string? problem)
    {
        if (reference.StartsWith(FilePrefix, StringComparison.Ordinal))
        {
            return TryReadFile(reference[FilePrefix.Length..], out value, out problem);
        }

        var bare = reference.StartsWith(EnvironmentPrefix, StringComparison.Ordinal) ? reference[EnvironmentPrefix.Length..] : reference;
        var dash = bare.IndexOf(":-", StringComparison.Ordinal);
        var name = dash < 0 ? bare : bare[..dash];
        (value, problem) = (null, null);
        if (!IsName(name))
        {
            problem = $"what stands in '${{…}}' is no variable; {Forms}";
            return false;
        }

        value = environment(name);
        if (dash >= 0 && string.IsNullOrEmpty(value))
        {
            value = bare[(dash + 2)..];
        }

        problem = value is null ? $"the environment variable {name} is not set; set it, or write ${{{name}:-default}}" : null;
        return value is not null;
    }

    private bool TryReadFile(string path, [NotNullWhen(true)] out string? value, [NotNullWhen(false)] out string? problem)
    {
        (value, problem) = (null, null);
        if (path.Length == 0)
        {
            problem = $"${{file:}} names no file; {Forms}";
            return false;
        }

        try
        {
            var text = ConfigFile.Read(Path.GetFullPath(path, folder), MaxFileBytes);
            value = text.EndsWith("\r\n", StringComparison.Ordinal) ? text[..^2] : text.EndsWith('\n') ? text[..^1] : text;
            return true;
        }
        catch (ConnectorException error)
        {
            problem = $"${{file:…}}: {error.Message}";
            return false;
        }
    }
}
