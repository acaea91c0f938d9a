using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Cli.Rendering;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser schema LOCATION [TABLE]</c>: what a database, file or table looks like.</summary>
internal sealed class SchemaVerb : Verb
{
    private readonly Argument<string> _location = new("LOCATION") { Description = "A database, table or file." };
    private readonly Argument<string?> _table = new("TABLE") { Description = "One table or view of the database.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON document instead of text." };
    private readonly Option<string> _types = new("--types") { Description = "How SQLite's columns get their types: declared (default) or scan.", HelpName = "MODE" };

    public override string Name => "schema";

    public override string Summary => "Shows tables, columns with native and Arrow types, keys, indexes, checks, comments, views.";

    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("hawser schema shop.sqlite", "every table and view"),
        ("hawser schema shop.sqlite orders --json", "one table, for a program"),
        ("hawser schema flights.parquet", "the columns of a file"),
    ];

    public override void Declare(Command command)
    {
        command.Add(_location);
        command.Add(_table);
        command.Add(_json);
        command.Add(_types);
    }

    public override async Task<int> Run(ParseResult parsed, CliContext context)
    {
        var request = new SchemaRequest(parsed.GetValue(_location)!, parsed.GetValue(_table), CopyArguments.Types(parsed.GetValue(_types)));
        SchemaView view = await SchemaView.ReadAsync(request, context.CancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.Print(context, json => SchemaJson.Write(json, view));
        }
        else
        {
            context.Print(SchemaText.Write(view));
        }

        return ExitCode.Done;
    }
}
