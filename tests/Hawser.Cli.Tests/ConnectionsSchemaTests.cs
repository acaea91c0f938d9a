using System.Text.Json;
using Hawser.Testing;
using Hawser.Testing.Judges;

namespace Hawser.Cli.Tests;

/// <summary>An editor with the schema and hawser itself agree on which files are right.</summary>
public sealed class ConnectionsSchemaTests
{
    private static readonly Lazy<string> Schema = new(() => HawserCli.Run(null, null, "connections", "schema").Output);

    [Theory]
    [InlineData("connections:\n  prod: { type: duckdb, path: x, threads: 4, read_only: no, memory_limit: 2GB, pool: { size: 3, wait_timeout: 5s } }")]
    [InlineData("connections:\n  prod: { type: sqlite3, path: '${HOME}', busy_timeout: 5, read-only: '${EMPTY:-true}', create: 0 }")]
    [InlineData("connections:\n  prod: { type: sqlite, file: x, busy_timeout: 1.5 m, foreign_keys: ON }")]
    [InlineData("connections:\n  prod: &p { type: duckdb, path: x }\n  other: { <<: *p, path: y, threads: '8' }")]
    [InlineData("connections:\n  duckdb: { path: x }\n  sqlite: { type: duckdb, threads: 1 }")]
    [InlineData("duckdb: { path: a }\nsqlite: { path: b }")]
    [InlineData("duckdb:")]
    [InlineData("connections:")]
    public void What_is_right_is_right_for_both(string yaml)
    {
        (IReadOnlyList<string> editor, IReadOnlyList<string> hawser) = Verdicts(yaml);
        Assert.Empty(editor);
        Assert.Empty(hawser);
    }

    [Theory]
    [InlineData("connections:\n  prod: { type: duckdb, paht: x }")]
    [InlineData("connections:\n  prod: { path: x }")]
    [InlineData("connections:\n  prod: { type: oracle, path: x }")]
    [InlineData("connections:\n  prod: { type: duckdb, threads: many }")]
    [InlineData("connections:\n  prod: { type: duckdb, threads: 1.5 }")]
    [InlineData("connections:\n  prod: { type: duckdb, read_only: perhaps }")]
    [InlineData("connections:\n  prod: { type: duckdb, memory_limit: lots }")]
    [InlineData("connections:\n  prod: { type: sqlite, path: x, busy_timeout: soon }")]
    [InlineData("connections:\n  prod: { type: duckdb, path: [a] }")]
    [InlineData("connections:\n  prod: { type: duckdb, pool: { sise: 1 } }")]
    [InlineData("connections:\n  prod: { type: duckdb, pool: 5 }")]
    [InlineData("connections:\n  duckdb: { busy_timeout: 1s }")]
    [InlineData("connections:\n  duckdb: { type: sqlite, threads: 1 }")]
    [InlineData("connections: {}\nduckdb: {}")]
    [InlineData("connections: []")]
    [InlineData("prod: { type: duckdb }")]
    public void What_is_wrong_is_wrong_for_both(string yaml)
    {
        (IReadOnlyList<string> editor, IReadOnlyList<string> hawser) = Verdicts(yaml);
        Assert.NotEmpty(editor);
        Assert.NotEmpty(hawser);
    }

    private static (IReadOnlyList<string> Editor, IReadOnlyList<string> Hawser) Verdicts(string yaml)
    {
        using var folder = new TempFolder();
        folder.Write("connections.yaml", yaml);
        ToolRun run = HawserCli.Run(folder.Path, null, "connections", "list", "--json");
        string[] hawser = run.ExitCode != 0
            ? [run.Error]
            : [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("connections").EnumerateArray().Where(c => c.TryGetProperty("problem", out _)).Select(c => c.GetProperty("problem").GetString()!)];
        return (SchemaJudge.Validate(Schema.Value, yaml), hawser);
    }
}
