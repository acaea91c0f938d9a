using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Demo;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser demo</c>: the whole way round, on data that is awkward on purpose.</summary>
internal sealed class DemoVerb : Verb
{
    private readonly Option<string> _folder = new("--dir") { Description = "Where the files go; by default a new folder among the temporary files.", HelpName = "FOLDER" };
    private readonly Option<string> _lines = new("--rows") { Description = "How many order lines to make. Default 200000.", HelpName = "N" };

    public override string Name => "demo";

    public override string Summary => "Makes a shop database with awkward values, copies it to DuckDB, Parquet and back, and proves it.";

    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("hawser demo", "about 270,000 rows, three copies"),
        ("hawser demo --dir shop --rows 1000000", "larger, in a folder of your choice"),
    ];

    public override void Declare(Command command)
    {
        command.Add(_folder);
        command.Add(_lines);
    }

    public override Task<int> Run(ParseResult parsed, CliContext context)
    {
        int lines = parsed.GetValue(_lines) is { } text ? Choice.PositiveRows("--rows", text) : 200_000;
        return DemoTour.RunAsync(parsed.GetValue(_folder), lines, context);
    }
}
