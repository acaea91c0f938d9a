using Hawser.Connectors.Postgres.Client;

namespace Hawser.Connectors.Postgres.Scanning;

/// <summary>A scan as the server is asked for it.</summary>
/// <param name="Sql">The statement whose rows are wanted.</param>
/// <param name="Copied">What COPY is told to send: the statement in parentheses, or a table by its name, whose rows the server sends without running a statement.</param>
/// <param name="Columns">What comes.</param>
/// <param name="Privacy">Why only the caller's session would see the same; null where others do.</param>
/// <param name="Query">The user's query; null where a table is read.</param>
internal sealed record PreparedScan(string Sql, string Copied, IReadOnlyList<PgColumn> Columns, string? Privacy, Statement? Query)
{
    /// <summary>The COPY that sends it.</summary>
    public string CopySql => $"COPY {Copied} TO STDOUT (FORMAT BINARY)";

    /// <summary>A statement in COPY's parentheses. A comment may end it.</summary>
    public static string InParentheses(string sql) => $"({sql}\n)";
}
