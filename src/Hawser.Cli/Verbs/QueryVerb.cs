using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Cli.Querying;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser query LOCATION SQL</c>: rows in the format that is asked for.</summary>
internal sealed class QueryVerb : Verb
{
    private readonly Argument<string> _location = new("LOCATION") { Description = "A database; or a file, which is then a table named as the file is." };

    private readonly Argument<string?> _sql = new("SQL")
    {
        Description = "The query in the engine's own SQL; '-' reads it from standard input. Without it, a table or file is shown whole.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<string> _format = new("--format")
    {
        Description = "table, csv, json, jsonl, arrow or parquet. By default the ending of FILE decides, else a table on a terminal and csv elsewhere.",
        HelpName = "FORMAT",
    };

    private readonly Option<string> _output = new("--output", "-o") { Description = "Write to a file, which appears when it is whole.", HelpName = "FILE" };
    private readonly Option<string> _file = new("--file", "-f") { Description = "Read the SQL from a file.", HelpName = "FILE" };

    private readonly Option<string[]> _parameters = new("--param", "-p")
    {
        Description = "A value for a placeholder, bound, never put into the text; again for the next. NAME=VALUE for a named one. "
            + "Whole numbers, decimals, true, false and null are themselves, everything else is text, and so is what stands in 'quotes'.",
        HelpName = "VALUE",
    };

    private readonly Option<string> _maxRows = new("--max-rows") { Description = "The most rows that a table shows; 0 for all. Default 100. The rest is counted.", HelpName = "N" };
    private readonly Option<string> _batchRows = new("--batch-rows") { Description = "The most rows of a batch. Default 65536.", HelpName = "N" };
    private readonly Option<string> _types = new("--types") { Description = "How SQLite's columns get their types: declared (default) or scan.", HelpName = "MODE" };
    private readonly Option<string[]> _encode = new("--encode") { Description = "Read this column as the engine has it in bytes of its own. May be repeated.", HelpName = "COLUMN" };
    private readonly Option<bool> _write = new("--write") { Description = "Allow statements that change the database, which is otherwise opened read-only where its engine can." };

    public override string Name => "query";

    public override string Summary => "Runs SQL and writes its rows as a table, CSV, JSON, JSON Lines, Arrow or Parquet.";

    public override IReadOnlyList<string> Details =>
    [
        """
        csv      RFC 4180, UTF-8, LF; NULL is an empty field, an empty text is "".
        json     numbers with all their digits; NaN and infinities are the strings "NaN", "Infinity", "-Infinity"; binary is base64.
        arrow    an IPC stream; with -o FILE.arrow or FILE.feather an IPC file.
        parquet  needs -o; read back and compared before FILE appears.
        """,
    ];

    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("hawser query shop.sqlite \"select * from orders\"", "a table on the terminal"),
        ("hawser query shop.sqlite \"select * from orders where id = ?\" -p 17 --format json", "a bound value"),
        ("hawser query flights.csv \"select origin, count(*) from flights group by 1\"", "SQL over a file"),
        ("hawser query duckdb:shop.duckdb -f report.sql -o report.parquet", "into a file"),
    ];

    public override void Declare(Command command)
    {
        command.Add(_location);
        command.Add(_sql);
        command.Add(_format);
        command.Add(_output);
        command.Add(_file);
        command.Add(_parameters);
        command.Add(_maxRows);
        command.Add(_batchRows);
        command.Add(_types);
        command.Add(_encode);
        command.Add(_write);
    }

    public override async Task<int> Run(ParseResult parsed, CliContext context)
    {
        string? output = parsed.GetValue(_output) is "-" ? null : parsed.GetValue(_output);
        var request = new QueryRequest(parsed.GetValue(_location)!, SqlText.Read(parsed.GetValue(_sql), parsed.GetValue(_file)))
        {
            Output = output,
            Format = QueryFormats.Decide(parsed.GetValue(_format), output),
            Parameters = [.. (parsed.GetValue(_parameters) ?? []).Select(ParameterText.Parse)],
            MaxRows = parsed.GetValue(_maxRows) is { } max ? Choice.Rows("--max-rows", max) : 100,
            BatchRows = parsed.GetValue(_batchRows) is { } rows ? Choice.PositiveRows("--batch-rows", rows) : 65_536,
            Types = CopyArguments.Types(parsed.GetValue(_types)),
            Encode = parsed.GetValue(_encode) ?? [],
            MayWrite = parsed.GetValue(_write),
        };
        await QueryRun.RunAsync(request, context).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
