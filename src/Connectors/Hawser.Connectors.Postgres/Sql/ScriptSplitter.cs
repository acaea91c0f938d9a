namespace Hawser.Connectors.Postgres.Sql;

/// <summary>Cuts a script into its statements, as psql does: at semicolons outside quotation marks, comments, parentheses and BEGIN ATOMIC … END.</summary>
internal static class ScriptSplitter
{
    /// <summary>The statements in order, without their semicolons; those that hold nothing but comments are left out.</summary>
    public static IReadOnlyList<string> Split(string script)
    {
        var statements = new List<string>();
        var tokens = new SqlTokens(script);
        (int start, int parentheses, int blocks, bool hasText, string previous) = (0, 0, 0, false, "");
        while (tokens.MoveNext())
        {
            if (tokens.Current is ";" && parentheses == 0 && blocks == 0)
            {
                Take(tokens.Start);
                (start, hasText, previous) = (tokens.End, false, "");
                continue;
            }

            hasText = true;
            parentheses = Math.Max(0, parentheses + (tokens.Current is "(" ? 1 : tokens.Current is ")" ? -1 : 0));
            string word = tokens.Current.Length <= "ATOMIC".Length ? tokens.Current.ToString().ToUpperInvariant() : "";
            blocks += word switch
            {
                "ATOMIC" when previous == "BEGIN" => 1,
                "CASE" when blocks > 0 => 1,
                "END" when blocks > 0 => -1,
                _ => 0,
            };
            previous = word;
        }

        Take(script.Length);
        return statements;

        void Take(int end)
        {
            if (hasText)
            {
                statements.Add(script[start..end]);
            }
        }
    }
}
