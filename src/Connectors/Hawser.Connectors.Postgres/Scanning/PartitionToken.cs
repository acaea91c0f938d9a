using System.Globalization;
using System.Text;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>
/// A partition as text: <c>ctid FROM TO</c> in blocks or <c>key COLUMN FROM TO</c> in whole numbers of a column (its name in hex), <c>TO</c> not in it, <c>-</c> for no end. What is read
/// back is numbers and a name, so that a token from outside can say nothing else in SQL.
/// </summary>
internal static class PartitionToken
{
    private const string Block = "ctid";
    private const string Key = "key";
    private const string Open = "-";
    private const string Null = "null";

    /// <summary>A range of blocks.</summary>
    public static string OfBlocks(long? from, long? to) => $"{Block} {End(from)} {End(to)}";

    /// <summary>A range of a column's values; the first range has the rows where it is NULL too.</summary>
    public static string OfKeys(string column, long? from, long? to) => $"{Key} {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(column))} {End(from)} {End(to)}{(from is null ? $" {Null}" : "")}";

    /// <summary>The condition that a token stands for.</summary>
    /// <exception cref="ConnectorException">It is no token of ours.</exception>
    public static string ToCondition(string token)
    {
        string[] words = token.Split(' ');
        return words switch
        {
            [Block, var from, var to] => Condition("ctid", from, to, number => $"'({number},0)'::tid"),
            [Key, var column, var from, var to] => Condition(ColumnOf(column, token), from, to, number => number),
            [Key, var column, var from, var to, Null] => $"{Condition(ColumnOf(column, token), from, to, number => number)} OR {ColumnOf(column, token)} IS NULL",
            _ => throw Foreign(token),
        };

        string Condition(string what, string from, string to, Func<string, string> literal)
        {
            string?[] parts = [from == Open ? null : $"{what} >= {literal(Number(from, token))}", to == Open ? null : $"{what} < {literal(Number(to, token))}"];
            return parts.OfType<string>().Any() ? string.Join(" AND ", parts.OfType<string>()) : "TRUE";
        }
    }

    private static string End(long? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? Open;

    private static string Number(string text, string token) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long number) ? number.ToString(CultureInfo.InvariantCulture) : throw Foreign(token);

    private static string ColumnOf(string hex, string token)
    {
        try
        {
            return PostgresDialect.Instance.QuoteName(Encoding.UTF8.GetString(Convert.FromHexString(hex)));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw Foreign(token);
        }
    }

    private static ConnectorException Foreign(string token) =>
        new(ConnectorStatus.InvalidConfiguration, PostgresErrors.Connector, $"\"{token}\" is no partition of a PostgreSQL table.");
}
