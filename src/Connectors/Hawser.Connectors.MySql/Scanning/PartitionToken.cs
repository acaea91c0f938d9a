using System.Text;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// A partition as text: <c>key COLUMNS FROM TO</c>. Columns are the kind's first letter and the name in hex, with commas between; a bound is values of the first of them, with commas between,
/// <c>TO</c> not in it, <c>-</c> for no end. What is read back is names, numbers, moments and hex, so that a token from outside can say nothing else in SQL.
/// </summary>
internal static class PartitionToken
{
    private const string Key = "key";
    private const string Open = "-";

    /// <summary>A range of keys.</summary>
    public static string OfKeys(IReadOnlyList<KeyColumn> columns, IReadOnlyList<string>? from, IReadOnlyList<string>? to) =>
        $"{Key} {string.Join(',', columns.Select(column => LetterOf(column.Kind) + Convert.ToHexStringLower(Encoding.UTF8.GetBytes(column.Name))))} {End(from)} {End(to)}";

    /// <summary>The condition that a token stands for.</summary>
    /// <exception cref="ConnectorException">It is no token of ours.</exception>
    public static string ToCondition(string token)
    {
        if (token.Split(' ') is not [Key, var names, var from, var to])
        {
            throw Foreign(token);
        }

        KeyColumn[] columns = [.. names.Split(',').Select(name => ColumnOf(name, token))];
        return KeyBounds.Between(columns, Bound(columns, from, token), Bound(columns, to, token));
    }

    // A moment has a space.
    private static string End(IReadOnlyList<string>? bound) => bound is null ? Open : string.Join(',', bound.Select(value => value.Replace(' ', '_')));

    private static string[]? Bound(KeyColumn[] columns, string text, string token)
    {
        if (text == Open)
        {
            return null;
        }

        string[] values = [.. text.Split(',').Select(value => value.Replace('_', ' '))];
        return values.Length <= columns.Length && !values.Where((value, i) => columns[i].Literal(value) is null).Any() ? values : throw Foreign(token);
    }

    private static char LetterOf(KeyKind kind) => char.ToLowerInvariant(kind.ToString()[0]);

    private static KeyColumn ColumnOf(string text, string token)
    {
        try
        {
            KeyKind? kind = text.Length == 0 ? null : Enum.GetValues<KeyKind>().Cast<KeyKind?>().FirstOrDefault(kind => LetterOf(kind!.Value) == text[0]);
            return new KeyColumn(Encoding.UTF8.GetString(Convert.FromHexString(text[1..])), kind ?? throw Foreign(token));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw Foreign(token);
        }
    }

    private static ConnectorException Foreign(string token) =>
        new(ConnectorStatus.InvalidConfiguration, MySqlErrors.Connector, $"\"{token}\" is no partition of a MySQL table.");
}
