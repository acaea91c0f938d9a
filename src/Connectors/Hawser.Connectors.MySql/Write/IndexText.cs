namespace Hawser.Connectors.MySql.Write;

/// <summary>Finds the indexes that are not unique in the text of SHOW CREATE TABLE, where each has a line of its own.</summary>
internal static class IndexText
{
    private static readonly string[] Beginnings = ["KEY ", "FULLTEXT KEY ", "SPATIAL KEY "];

    /// <summary>The indexes: their quoted names, and their definitions as ALTER TABLE … ADD takes them.</summary>
    public static IEnumerable<(string QuotedName, string Text)> Find(string table)
    {
        foreach (string line in table.Split('\n'))
        {
            string text = line.Trim().TrimEnd(',');
            string? beginning = Array.Find(Beginnings, start => text.StartsWith(start + "`", StringComparison.Ordinal));
            if (beginning is not null)
            {
                yield return (QuotedName(text[beginning.Length..]), text);
            }
        }
    }

    private static string QuotedName(string text)
    {
        int end = 1;
        while (end < text.Length && (text[end] != '`' || (end + 1 < text.Length && text[end + 1] == '`')))
        {
            end += text[end] == '`' ? 2 : 1;
        }

        return text[..(end + 1)];
    }
}
