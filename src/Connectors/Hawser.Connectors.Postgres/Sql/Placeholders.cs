namespace Hawser.Connectors.Postgres.Sql;

/// <summary>Counts the placeholders of a statement: <c>$1</c> to <c>$n</c> outside quotation marks and comments.</summary>
internal static class Placeholders
{
    /// <summary>The greatest number of a placeholder; 0 when there is none.</summary>
    public static int Count(string sql)
    {
        int most = 0;
        foreach (string token in SqlTokens.Of(sql))
        {
            if (token.Length > 1 && token[0] == '$' && int.TryParse(token.AsSpan(1), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number))
            {
                most = Math.Max(most, number);
            }
        }

        return most;
    }

    /// <summary>Holds a statement to the number of its values: the server would end the session over it.</summary>
    /// <exception cref="ConnectorException">There are more or fewer values than placeholders.</exception>
    public static void Check(string sql, int values)
    {
        if (values > 0 && Count(sql) is var count && count != values)
        {
            throw new ConnectorException(ConnectorStatus.InvalidStatement, PostgresErrors.Connector, $"the statement has {count} placeholder(s), and {values} value(s) are given.");
        }
    }
}
