using System.Globalization;
using Hawser.Connectors.MySql.Types;

namespace Hawser.Connectors.MySql.Metadata;

/// <summary>A column's default as an expression. MariaDB's catalog writes one; MySQL's writes the bare value, and says elsewhere when it is an expression.</summary>
internal static class DefaultText
{
    private const string Generated = "DEFAULT_GENERATED";
    private const string OnUpdate = "on update ";

    /// <summary>The expression; null for none.</summary>
    public static string? Of(string? value, string extra, MySqlType type, bool isWritten)
    {
        if (value is null || (isWritten && value.Equals("NULL", StringComparison.OrdinalIgnoreCase)))
        {
            return null;
        }

        if (isWritten)
        {
            return value;
        }

        bool isMoment = type.Name is "timestamp" or "datetime" && value.StartsWith("CURRENT_TIMESTAMP", StringComparison.OrdinalIgnoreCase);
        if (isMoment || extra.Contains(Generated, StringComparison.OrdinalIgnoreCase))
        {
            return isMoment ? value : $"({value})";
        }

        bool isBare = type.Name is "bit" || (decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) && !type.IsText && !type.IsBytes && type.Name is not ("enum" or "set"));
        return isBare ? value : MySqlDialect.Instance.TextLiteral(value);
    }

    /// <summary>What a column is set to whenever its row changes; null for nothing.</summary>
    public static string? OnUpdateOf(string extra)
    {
        int at = extra.IndexOf(OnUpdate, StringComparison.OrdinalIgnoreCase);
        return at < 0 ? null : extra[(at + OnUpdate.Length)..].Split(' ')[0];
    }
}
