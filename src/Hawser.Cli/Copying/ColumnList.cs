using System.Text;
using Hawser.Cli.CommandLine;

namespace Hawser.Cli.Copying;

/// <summary>Reads <c>a,b,"c, with a comma"</c>.</summary>
internal static class ColumnList
{
    /// <exception cref="CliException">A name is empty or a quote is not closed.</exception>
    public static IReadOnlyList<string> Parse(string text)
    {
        var names = new List<string>();
        for (int at = 0; at <= text.Length; at++)
        {
            names.Add(at < text.Length && text[at] == '"' ? Quoted(text, ref at) : Plain(text, ref at));
        }

        return names;
    }

    private static string Plain(string text, ref int at)
    {
        int end = text.IndexOf(',', at);
        end = end < 0 ? text.Length : end;
        string name = text[at..end].Trim();
        at = end;
        return name.Length > 0 ? name : throw CliException.Usage($"--columns '{text}': a name is empty; it takes names with commas between, and a name with a comma in \"quotes\".");
    }

    private static string Quoted(string text, ref int at)
    {
        var name = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                name.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                name.Append('"');
                at++;
            }
            else if (at + 1 == text.Length || text[at + 1] == ',')
            {
                at++;
                return name.ToString();
            }
            else
            {
                break;
            }
        }

        throw CliException.Usage($"--columns '{text}': a quote is not closed, or something stands behind it.");
    }
}
