using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Cli.Rendering;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser connectors list</c>.</summary>
internal sealed class ConnectorsListVerb : Verb
{
    private readonly Option<bool> _json = new("--json") { Description = "One JSON document instead of a table." };

    public override string Name => "list";

    public override string Summary => "Lists the connectors.";

    public override void Declare(Command command) => command.Add(_json);

    public override Task<int> Run(ParseResult parsed, CliContext context)
    {
        if (parsed.GetValue(_json))
        {
            JsonText.Print(context, json => ConnectorJson.WriteList(json, Engines.Registry.Connectors));
        }
        else
        {
            context.Print(ConnectorText.List(Engines.Registry.Connectors));
        }

        return Task.FromResult(ExitCode.Done);
    }
}
