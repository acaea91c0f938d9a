using Hawser.Cli.CommandLine;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Copying;

/// <summary>What <c>hawser copy</c> was asked for.</summary>
internal sealed record CopyArguments(string Source, string Target)
{
    public CopyOptions Options { get; init; } = new();

    /// <summary>Names or patterns of the tables to copy; empty for all.</summary>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <summary>A query to copy instead of tables.</summary>
    public string? Query { get; init; }

    /// <summary>The format of files whose names do not tell.</summary>
    public string? Format { get; init; }

    public bool IsPlanOnly { get; init; }

    public bool IsJson { get; init; }

    public static TypeMode Types(string? text) =>
        text is null ? TypeMode.Declared : Choice.Parse("--types", text, ("declared", TypeMode.Declared), ("scan", TypeMode.Scan));

    public static LoadMode Mode(string? text) =>
        text is null ? LoadMode.Create : Choice.Parse("--mode", text, ("create", LoadMode.Create), ("append", LoadMode.Append), ("replace", LoadMode.Replace), ("upsert", LoadMode.Upsert));

    /// <summary>The file of <c>--on-reject quarantine FILE</c>; null for <c>stop</c>.</summary>
    public static string? RejectFile(string[]? words) => words switch
    {
        null or [] or ["stop"] => null,
        ["quarantine", { Length: > 0 } file] => file,
        ["quarantine"] => throw CliException.Usage("--on-reject quarantine needs a file for the rows, e.g. --on-reject quarantine rejects.arrow."),
        ["stop", ..] => throw CliException.Usage("--on-reject stop takes no file; put it behind SOURCE and TARGET."),
        _ => throw CliException.Usage($"--on-reject is 'stop' or 'quarantine FILE', not '{string.Join(' ', words)}'."),
    };

    public static VerifyMode Verify(string? text) =>
        text is null ? VerifyMode.Hash : Choice.Parse("--verify", text, ("hash", VerifyMode.Hash), ("count", VerifyMode.Count), ("none", VerifyMode.None));
}
