namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// Conditions on the leading columns of a key. A bound has a value for one or more of them; it is spelled as <c>a &gt; x OR (a = x AND b &gt;= y)</c>, of which the server makes a range of the
/// index, and not as a comparison of rows, of which it makes none.
/// </summary>
internal static class KeyBounds
{
    /// <summary>Keys from one bound on and before another; null for no bound.</summary>
    /// <exception cref="ArgumentException">A value is none of its column's kind.</exception>
    public static string Between(IReadOnlyList<KeyColumn> columns, IReadOnlyList<string>? from, IReadOnlyList<string>? to)
    {
        string?[] parts = [from is null ? null : Beyond(columns, from, ">", ">="), to is null ? null : Beyond(columns, to, "<", "<")];
        return parts.OfType<string>().Any() ? string.Join(" AND ", parts.OfType<string>()) : "TRUE";
    }

    /// <summary>Keys whose leading columns have these values, and whose next one is a value or comes behind it.</summary>
    public static string Within(IReadOnlyList<KeyColumn> columns, IEnumerable<string> same, string next)
    {
        string[] parts = [.. same.Select((value, i) => $"{columns[i].Quoted} = {Literal(columns[i], value)}")];
        KeyColumn last = columns[parts.Length];
        return string.Join(" AND ", [.. parts, $"{last.Quoted} >= {Literal(last, next)}"]);
    }

    private static string Beyond(IReadOnlyList<KeyColumn> columns, IReadOnlyList<string> bound, string comparison, string lastComparison)
    {
        int last = bound.Count - 1;
        string condition = $"{columns[last].Quoted} {lastComparison} {Literal(columns[last], bound[last])}";
        for (int i = last - 1; i >= 0; i--)
        {
            string value = Literal(columns[i], bound[i]);
            condition = $"({columns[i].Quoted} {comparison} {value} OR ({columns[i].Quoted} = {value} AND {condition}))";
        }

        return condition;
    }

    private static string Literal(KeyColumn column, string value) => column.Literal(value) ?? throw new ArgumentException($"\"{value}\" is no value of a key's column of {column.Kind}.", nameof(value));
}
