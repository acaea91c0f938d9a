using System.Text.Json;
using System.Text.Json.Nodes;

namespace Hawser.Testing.Judges;

/// <summary>
/// DuckDB's own client for Node.js. It opens the file for each question and closes it again, so we must have closed it before:
/// two instances on one file lose data.
/// </summary>
public static class DuckDbJudge
{
    /// <summary>A database that lives for one question, e.g. to read a Parquet or CSV file.</summary>
    public const string InMemory = ":memory:";

    private static readonly NodeJudge Node = new("duckdb.mjs");

    /// <summary>DuckDB's version, e.g. <c>v1.5.6</c>.</summary>
    public static string Version => Node.Ask(new JsonObject { ["do"] = "version" }).GetString()!;

    /// <summary>The rows of one query, each value as DuckDB renders it.</summary>
    /// <exception cref="JudgeException">DuckDB reported an error, or the judge is not installed.</exception>
    public static DuckDbTable Query(string database, string sql) => Query(database, sql, digest: false);

    /// <summary>Like <see cref="Query(string, string)"/> with the MD5 of each value's text in its place, for values of many megabytes.</summary>
    /// <exception cref="JudgeException">DuckDB reported an error, or the judge is not installed.</exception>
    public static DuckDbTable Digests(string database, string sql) => Query(database, sql, digest: true);

    /// <summary>Runs statements one after another on a file, which is made when it does not exist.</summary>
    /// <exception cref="JudgeException">DuckDB reported an error, or the judge is not installed.</exception>
    public static void Execute(string database, params string[] statements) => Node.Ask(new JsonObject
    {
        ["do"] = "execute",
        ["database"] = database,
        ["statements"] = new JsonArray([.. statements.Select(statement => JsonValue.Create(statement))]),
    });

    private static DuckDbTable Query(string database, string sql, bool digest)
    {
        JsonElement answer = Node.Ask(new JsonObject
        {
            ["do"] = "query",
            ["database"] = database,
            ["sql"] = sql.TrimEnd().TrimEnd(';'),
            ["digest"] = digest,
        });
        return new DuckDbTable(
            [.. answer.GetProperty("columns").EnumerateArray().Select(Column)],
            [.. answer.GetProperty("rows").EnumerateArray().Select(Row)]);
    }

    private static JudgedColumn Column(JsonElement column) =>
        new(column.GetProperty("name").GetString()!, column.GetProperty("type").GetString()!);

    private static IReadOnlyList<string?> Row(JsonElement row) => [.. row.EnumerateArray().Select(value => value.GetString())];
}
