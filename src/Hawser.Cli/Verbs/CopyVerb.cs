using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Connectors;
using Hawser.Copy;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser copy SOURCE TARGET</c>.</summary>
internal sealed class CopyVerb : Verb
{
    private readonly Argument<string> _source = new("SOURCE") { Description = "A database (every table), a table, a file, a folder or pattern of files, or - for standard input." };

    private readonly Argument<string> _target = new("TARGET")
    {
        Description = "A database, a table, a file; or for several tables a folder (out/ with --format) or 'out/*.parquet', where * is the table's name.",
    };

    private readonly Option<string> _mode = new("--mode") { Description = "create (default; an error when the table exists), append, replace, or upsert (rows of the same key are replaced).", HelpName = "MODE" };
    private readonly Option<string[]> _tables = new("--table", "-t") { Description = "Only this table of the source, or those that a pattern such as 'sales_*' matches; may be repeated.", HelpName = "TABLE" };
    private readonly Option<string> _query = new("--query") { Description = "Copy the rows of a query in the source's SQL instead of tables.", HelpName = "SQL" };
    private readonly Option<string> _columns = new("--columns") { Description = "Only these columns of the one table, in this order, with commas between.", HelpName = "A,B,…" };
    private readonly Option<string> _format = new("--format") { Description = "The format of files whose names do not tell, e.g. csv or parquet; needed for a target folder.", HelpName = "FORMAT" };
    private readonly Option<bool> _plan = new("--plan") { Description = "Show what would happen to every column and what is not carried, and stop." };

    private readonly Option<string[]> _allowLoss = new("--allow-loss")
    {
        Description = "Allow this column to lose something; the plan says which columns would. May be repeated.",
        HelpName = "TABLE.COLUMN",
    };

    private readonly Option<string[]> _encode = new("--encode")
    {
        Description = "Read this column as the source's engine has it in bytes of its own: exact for every value, good for that engine alone. May be repeated.",
        HelpName = "TABLE.COLUMN",
    };

    private readonly Option<string> _verify = new("--verify")
    {
        Description = "How the copy is proved: hash (default; every row and column), count, or none.",
        HelpName = "MODE",
    };

    private readonly Option<string> _types = new("--types")
    {
        Description = "How a source without binding types (SQLite) gets its types: declared (default), or scan, which looks at every value first.",
        HelpName = "MODE",
    };

    private readonly Option<string> _key = new("--key") { Description = "The columns that tell rows apart in --mode upsert, with commas between. Default: the target's primary key.", HelpName = "A,B,…" };

    private readonly Option<string[]> _onReject = new("--on-reject")
    {
        Description = "What becomes of rows that do not fit or that the target refuses: stop (default), or quarantine FILE, an Arrow file with each row and the reason.",
        HelpName = "stop|quarantine FILE",
        Arity = new ArgumentArity(1, 2),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<string> _workers = new("--workers") { Description = "How many readers and writers of a table work at the same time. Default: the processors where the source, or the target, is a server, else 1.", HelpName = "N" };
    private readonly Option<bool> _missing = new("--allow-missing-columns") { Description = "Columns of the target that the source lacks get their defaults." };
    private readonly Option<bool> _extra = new("--allow-extra-columns") { Description = "Columns of the source that the target lacks are left out." };
    private readonly Option<string> _memory = new("--memory") { Description = "The ceiling over all of hawser's buffers. Default 256MB.", HelpName = "SIZE" };
    private readonly Option<string> _batchRows = new("--batch-rows") { Description = "The most rows of a batch. Default 65536.", HelpName = "N" };
    private readonly Option<bool> _json = new("--json") { Description = "The plan or the report as one JSON document on standard output." };

    public override string Name => "copy";

    public override string Summary => "Copies tables, files or a query into another database or into files, planned first and verified after.";

    public override IReadOnlyList<string> Details =>
    [
        """
        Types, nullability and primary keys go along; indexes, foreign keys, defaults and so on do not, and are listed.
        A column that would lose something stops the copy before any data moves, unless --allow-loss names it.
        Each table is all or nothing: when one fails, it stays as it was, and the tables before it stay copied.
        """,
    ];

    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("hawser copy shop.sqlite duckdb:shop.duckdb", "every table, verified"),
        ("hawser copy shop.sqlite duckdb:shop.duckdb --plan", "what would happen"),
        ("hawser copy flights.csv sqlite:air.db#flights", "one file into one table"),
        ("hawser copy shop.sqlite 'out/*.parquet'", "one file per table"),
        ("hawser copy exports/ sqlite:new.db", "one table per file"),
        ("hawser copy shop.sqlite paid.csv --query \"select * from orders where paid\"", "a query into a file"),
    ];

    public override void Declare(Command command)
    {
        command.Add(_source);
        command.Add(_target);
        command.Add(_mode);
        command.Add(_tables);
        command.Add(_query);
        command.Add(_columns);
        command.Add(_format);
        command.Add(_plan);
        command.Add(_allowLoss);
        command.Add(_encode);
        command.Add(_verify);
        command.Add(_types);
        command.Add(_key);
        command.Add(_onReject);
        command.Add(_workers);
        command.Add(_missing);
        command.Add(_extra);
        command.Add(_memory);
        command.Add(_batchRows);
        command.Add(_json);
    }

    public override Task<int> Run(ParseResult parsed, CliContext context)
    {
        var arguments = new CopyArguments(parsed.GetValue(_source)!, parsed.GetValue(_target)!)
        {
            Tables = parsed.GetValue(_tables) ?? [],
            Query = parsed.GetValue(_query),
            Format = parsed.GetValue(_format),
            IsPlanOnly = parsed.GetValue(_plan),
            IsJson = parsed.GetValue(_json),
            Options = Options(parsed),
        };
        return CopyCommand.RunAsync(arguments, context);
    }

    private CopyOptions Options(ParseResult parsed)
    {
        var options = new CopyOptions();
        return options with
        {
            Mode = CopyArguments.Mode(parsed.GetValue(_mode)),
            Verify = CopyArguments.Verify(parsed.GetValue(_verify)),
            TypeMode = CopyArguments.Types(parsed.GetValue(_types)),
            BatchRows = parsed.GetValue(_batchRows) is { } rows ? Choice.PositiveRows("--batch-rows", rows) : options.BatchRows,
            MemoryBytes = parsed.GetValue(_memory) is { } memory ? Choice.Bytes("--memory", memory) : options.MemoryBytes,
            Key = parsed.GetValue(_key) is { } key ? ColumnList.Parse(key) : null,
            RejectFile = CopyArguments.RejectFile(parsed.GetValue(_onReject)),
            Workers = parsed.GetValue(_workers) is { } workers ? Choice.PositiveRows("--workers", workers) : null,
            Columns = parsed.GetValue(_columns) is { } columns ? ColumnList.Parse(columns) : null,
            AllowLoss = parsed.GetValue(_allowLoss) ?? [],
            Encode = parsed.GetValue(_encode) ?? [],
            AllowMissingColumns = parsed.GetValue(_missing),
            AllowExtraColumns = parsed.GetValue(_extra),
        };
    }
}
