using System.Text.RegularExpressions;

namespace Hawser.Connectors.Postgres.Sql;

/// <summary>
/// Tells statements after which the session is not as a new one would be: its settings, role, transaction or temporary tables. It errs on the side of seeing a change where there is none;
/// a function that changes settings by itself is not seen.
/// </summary>
internal static partial class SessionStatements
{
    /// <summary>Makes every later transaction of a session one that only reads. As a start-up parameter, connection poolers such as PgBouncer would refuse it.</summary>
    /// <remarks>Source: https://www.postgresql.org/docs/current/runtime-config-client.html#GUC-DEFAULT-TRANSACTION-READ-ONLY</remarks>
    public const string OnlyRead = "SET default_transaction_read_only = on";

    /// <summary>Whether a statement, or one of several, may change the session.</summary>
    public static bool MayChangeSession(string sql) => Changing().IsMatch(sql);

    [GeneratedRegex(@"(^|;|\*/|\n)\s*(set|reset|begin|start|prepare|do|call|load|discard|lock|savepoint)\b|\bset_config\b|\btemp(orary)?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Changing();
}
