using System.ComponentModel;
using System.Text;

namespace Hawser.Testing.Postgres;

/// <summary>The psql command line, which made or reads the tables instead of us.</summary>
public static class PsqlJudge
{
    // No text of a test has these in a row.
    private const string CellEnd = "\u001F\u241F\u001F";
    private const string RowEnd = "\u001E\u241E\u001E";

    private const string Null = "\u2205";

    /// <summary>Runs statements in one session, up to the first that fails.</summary>
    /// <returns>What psql printed, without alignment and headings.</returns>
    /// <exception cref="JudgeException">psql is missing or reported an error.</exception>
    public static string Execute(string host, int port, string database, string sql, string user = PostgresUsers.Owner, string? password = null) =>
        Run(host, port, database, user, password, sql, ["-P", $"null={Null}"]);

    /// <summary>The rows of a query as PostgreSQL writes values; NULL is null.</summary>
    /// <exception cref="JudgeException">psql is missing or reported an error.</exception>
    public static IReadOnlyList<IReadOnlyList<string?>> Query(string host, int port, string database, string sql, string user = PostgresUsers.Owner, string? password = null)
    {
        string output = Run(host, port, database, user, password, sql, ["-F", CellEnd, "-R", RowEnd, "-P", $"null={Null}"]);
        string rows = output.EndsWith('\n') ? output[..^1] : output;
        return rows.Length == 0 ? [] : [.. rows.Split(RowEnd).Select(row => (IReadOnlyList<string?>)[.. row.Split(CellEnd).Select(cell => cell == Null ? null : cell)])];
    }

    private static string Run(string host, int port, string database, string user, string? password, string sql, string[] form)
    {
        ToolRun run;
        try
        {
            run = ToolRun.Run(
                "psql",
                ["-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", .. form, "-h", host, "-p", $"{port}", "-U", user, "-d", database],
                Encoding.UTF8.GetBytes(sql + "\n;\n"),
                environment: new Dictionary<string, string?> { ["PGPASSWORD"] = password, ["PGCLIENTENCODING"] = "UTF8", ["PGOPTIONS"] = "-c extra_float_digits=3 -c TimeZone=UTC" });
        }
        catch (Win32Exception missing)
        {
            throw JudgeException.NotInstalled("The psql command line", missing);
        }

        return run.ExitCode == 0 ? run.Output : throw new JudgeException($"psql {database}: {run.Error.Trim()} (exit code {run.ExitCode})");
    }
}
