using Hawser.Cli.CommandLine;
using Hawser.Cli.Rows;

namespace Hawser.Cli.Querying;

/// <summary>Chooses the format, and the writer that writes it.</summary>
internal static class QueryFormats
{
    /// <param name="name">What <c>--format</c> says; null when it is not given.</param>
    /// <param name="output">The file to write; null for standard output.</param>
    /// <exception cref="CliException">The format is unknown, or is not for standard output.</exception>
    public static QueryFormat Decide(string? name, string? output)
    {
        QueryFormat format = name is not null ? ByName(name) : output is not null ? ByEnding(output) : CliContext.IsOutputTerminal ? QueryFormat.Table : QueryFormat.Csv;
        if (format == QueryFormat.Parquet && output is null)
        {
            throw CliException.Usage("--format parquet: a Parquet file is not written to standard output; name a file with -o.");
        }

        return format == QueryFormat.ArrowStream && output is not null && EndsIn(output, ".arrow", ".feather", ".ipc") ? QueryFormat.ArrowFile : format;
    }

    public static RowWriter Open(QueryFormat format, Stream stream, int maxRows) => format switch
    {
        QueryFormat.Table => new TableRowWriter(stream, maxRows, CliContext.IsOutputTerminal && Console.WindowWidth > 0 ? Console.WindowWidth : null),
        QueryFormat.Csv => new CsvRowWriter(stream),
        QueryFormat.Json => new JsonRowWriter(stream, isLines: false),
        QueryFormat.JsonLines => new JsonRowWriter(stream, isLines: true),
        QueryFormat.ArrowStream => new ArrowRowWriter(stream, isFile: false),
        _ => new ArrowRowWriter(stream, isFile: true),
    };

    private static QueryFormat ByName(string name) => Choice.Parse(
        "--format",
        name,
        ("table", QueryFormat.Table),
        ("csv", QueryFormat.Csv),
        ("json", QueryFormat.Json),
        ("jsonl", QueryFormat.JsonLines),
        ("arrow", QueryFormat.ArrowStream),
        ("parquet", QueryFormat.Parquet));

    private static QueryFormat ByEnding(string path)
    {
        if (EndsIn(path, ".json"))
        {
            return QueryFormat.Json;
        }

        if (EndsIn(path, ".jsonl", ".ndjson"))
        {
            return QueryFormat.JsonLines;
        }

        if (EndsIn(path, ".arrow", ".feather", ".ipc", ".arrows"))
        {
            return QueryFormat.ArrowStream;
        }

        return EndsIn(path, ".parquet", ".pq") ? QueryFormat.Parquet
            : EndsIn(path, ".csv") ? QueryFormat.Csv
            : EndsIn(path, ".txt") ? QueryFormat.Table
            : throw CliException.Usage($"-o '{path}': its ending tells no format; add --format csv, json, jsonl, arrow, parquet or table.");
    }

    private static bool EndsIn(string path, params ReadOnlySpan<string> endings)
    {
        foreach (string ending in endings)
        {
            if (path.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
