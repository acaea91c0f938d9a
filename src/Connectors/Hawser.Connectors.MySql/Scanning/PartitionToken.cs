using System.Globalization;
using System.Text;

namespace Hawser.Connectors.MySql.Scanning;

/// <summary>
/// A partition as text: <c>key COLUMN FROM TO</c> in whole numbers of a column (its name in hex), <c>TO</c> not in it, <c>-</c> for no end. What is read back is numbers and a name, so that a
/// token from outside can say nothing else in SQL.
/// </summary>
internal static class PartitionToken
{
    private const string Key = "key";
    private const string Open = "-";

    /// <summary>A range of a column's values.</summary>
    public static string OfKeys(string column, Int128? from, Int128? to) => $"{Key} {Convert.ToHexStringLower(Encoding.UTF8.GetBytes(column))} {End(from)} {End(to)}";

    /// <summary>The condition that a token stands for.</summary>
    /// <exception cref="ConnectorException">It is no token of ours.</exception>
    public static string ToCondition(string token)
    {
        if (token.Split(' ') is not [Key, var hex, var from, var to])
        {
            throw Foreign(token);
        }

        string column = ColumnOf(hex, token);
        string?[] parts = [from == Open ? null : $"{column} >= {Number(from, token)}", to == Open ? null : $"{column} < {Number(to, token)}"];
        return parts.OfType<string>().Any() ? string.Join(" AND ", parts.OfType<string>()) : "TRUE";
    }

    private static string End(Int128? bound) => bound?.ToString(CultureInfo.InvariantCulture) ?? Open;

    private static string Number(string text, string token) =>
        Int128.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 number) ? number.ToString(CultureInfo.InvariantCulture) : throw Foreign(token);

    private static string ColumnOf(string hex, string token)
    {
        try
        {
            return MySqlDialect.Instance.QuoteName(Encoding.UTF8.GetString(Convert.FromHexString(hex)));
        }
        catch (Exception error) when (error is FormatException or ArgumentException)
        {
            throw Foreign(token);
        }
    }

    private static ConnectorException Foreign(string token) =>
        new(ConnectorStatus.InvalidConfiguration, MySqlErrors.Connector, $"\"{token}\" is no partition of a MySQL table.");
}
