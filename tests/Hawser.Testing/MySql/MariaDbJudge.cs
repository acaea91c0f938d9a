using System.ComponentModel;
using System.Text;

namespace Hawser.Testing.MySql;

/// <summary>The mariadb command line, which made or reads the tables instead of us. It speaks to MySQL too.</summary>
public static class MariaDbJudge
{
    /// <summary>Runs statements in one session, up to the first that fails.</summary>
    /// <exception cref="JudgeException">The program is missing or reported an error.</exception>
    public static string Execute(string host, int port, string database, string sql, string user, string? password = null) => Run(host, port, database, user, password, sql, ["--batch", "--raw"]);

    /// <summary>The rows of a query as the server writes values; NULL is null. A text NULL and tabs or line ends in values are told apart.</summary>
    /// <exception cref="JudgeException">The program is missing or reported an error.</exception>
    public static IReadOnlyList<IReadOnlyList<string?>> Query(string host, int port, string database, string sql, string user, string? password = null)
    {
        string output = Run(host, port, database, user, password, sql, ["--xml"]);
        var rows = new List<IReadOnlyList<string?>>();
        var document = System.Xml.Linq.XDocument.Parse(output);
        System.Xml.Linq.XNamespace schema = "http://www.w3.org/2001/XMLSchema-instance";
        foreach (System.Xml.Linq.XElement row in document.Root!.Elements("row"))
        {
            rows.Add([.. row.Elements("field").Select(field => field.Attribute(schema + "nil") is null ? field.Value : null)]);
        }

        return rows;
    }

    private static string Run(string host, int port, string database, string user, string? password, string sql, string[] form)
    {
        ToolRun run;
        try
        {
            run = ToolRun.Run(
                "mariadb",
                [
                    "--no-defaults", .. form, "--default-character-set=utf8mb4", "--init-command=SET time_zone='+00:00'", "--protocol=tcp", "--disable-ssl", "--local-infile=1",
                    "-h", host, "-P", $"{port}", "-u", user, database,
                ],
                Encoding.UTF8.GetBytes(sql),
                environment: new Dictionary<string, string?> { ["MYSQL_PWD"] = password });
        }
        catch (Win32Exception missing)
        {
            throw JudgeException.NotInstalled("The mariadb command line", missing);
        }

        return run.ExitCode == 0 ? run.Output : throw new JudgeException($"mariadb {database}: {run.Error.Trim()} (exit code {run.ExitCode})");
    }
}
