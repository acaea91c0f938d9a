using System.Text;

namespace Hawser.Connectors.DuckDb.Files;

/// <summary>A path as DuckDB's readers take it: they read *, ? and [ as patterns, so a file that really has such a name is spelled with character classes.</summary>
internal static class FilePattern
{
    public static string Of(string path)
    {
        if (!File.Exists(path))
        {
            return path;
        }

        var text = new StringBuilder(path.Length);
        foreach (var letter in path)
        {
            text.Append(letter is '*' or '?' or '[' ? $"[{letter}]" : letter.ToString());
        }

        return text.ToString();
    }
}
