using System.ComponentModel;
using System.Text;
using System.Text.Json;

namespace Hawser.Testing.Judges;

/// <summary>The sqlite3 command line, which made or reads the file instead of us.</summary>
public static class Sqlite3Judge
{
    /// <summary>Runs SQL on a file, which is made when it does not exist. Several statements are allowed.</summary>
    /// <returns>What sqlite3 printed.</returns>
    /// <exception cref="JudgeException">sqlite3 is missing or reported an error.</exception>
    public static string Execute(string file, string sql) => Run([], file, sql);

    /// <summary>The rows of one query, every value exact.</summary>
    /// <exception cref="JudgeException">sqlite3 is missing or reported an error.</exception>
    public static SqliteTable Query(string file, string sql)
    {
        string view = $"CREATE TEMP VIEW judged AS {sql.TrimEnd().TrimEnd(';')};";
        JudgedColumn[] columns = [.. Rows(Run(["-json"], file, view + "SELECT name, type FROM pragma_table_info('judged') ORDER BY cid;"))
            .Select(row => new JudgedColumn(row.GetProperty("name").GetString()!, row.GetProperty("type").GetString()!))];
        string values = string.Join(", ", columns.Select((column, index) => Exactly(column.Name, index)));
        return new SqliteTable(columns, [.. Rows(Run(["-json"], file, $"{view}SELECT {values} FROM judged;")).Select(Values)]);
    }

    /// <summary>The rows of one query as sqlite3's own JSON, one element an object; reals may be shortened.</summary>
    /// <exception cref="JudgeException">sqlite3 is missing or reported an error.</exception>
    public static IReadOnlyList<JsonElement> Json(string file, string sql) => [.. Rows(Run(["-json"], file, sql))];

    /// <summary>SQLite's version, e.g. <c>3.40.1</c>.</summary>
    public static string Version => Run([], ":memory:", "SELECT sqlite_version();").Trim();

    // hex() keeps NUL characters and invalid UTF-8, quote() keeps every bit of a real.
    private static string Exactly(string name, int index)
    {
        string column = '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        return $"typeof({column}) AS t{index}, CASE typeof({column}) WHEN 'null' THEN '' WHEN 'text' THEN hex(CAST({column} AS BLOB)) "
            + $"WHEN 'blob' THEN hex({column}) ELSE quote({column}) END AS v{index}";
    }

    private static IReadOnlyList<SqliteValue> Values(JsonElement row)
    {
        string[] texts = [.. row.EnumerateObject().Select(property => property.Value.GetString()!)];
        return [.. texts.Chunk(2).Select(pair => new SqliteValue(pair[0], pair[1]))];
    }

    private static IEnumerable<JsonElement> Rows(string json) =>
        string.IsNullOrWhiteSpace(json) ? [] : JsonDocument.Parse(json).RootElement.EnumerateArray();

    private static string Run(string[] options, string file, string sql)
    {
        ToolRun run;
        try
        {
            run = ToolRun.Run("sqlite3", ["-batch", "-bail", "-init", "/dev/null", .. options, file], Encoding.UTF8.GetBytes(sql + "\n"));
        }
        catch (Win32Exception missing)
        {
            throw JudgeException.NotInstalled("The sqlite3 command line", missing);
        }

        return run.ExitCode == 0 ? run.Output : throw new JudgeException($"sqlite3 {file}: {run.Error.Trim()} (exit code {run.ExitCode})");
    }
}
