using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Cli.Rendering;
using Hawser.Connectors;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser connectors info NAME</c>.</summary>
internal sealed class ConnectorsInfoVerb : Verb
{
    private readonly Argument<string> _name = new("NAME") { Description = "A connector's name or alias." };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON document instead of text." };

    public override string Name => "info";

    public override string Summary => "Shows one connector: options, types with fidelity, abilities, file formats, URIs.";

    public override void Declare(Command command)
    {
        command.Add(_name);
        command.Add(_json);
    }

    public override Task<int> Run(ParseResult parsed, CliContext context)
    {
        Connector connector = Engines.Registry.Get(parsed.GetValue(_name)!);
        if (parsed.GetValue(_json))
        {
            JsonText.Print(context, json => ConnectorJson.Write(json, connector));
        }
        else
        {
            context.Print(ConnectorText.Describe(connector));
        }

        return Task.FromResult(ExitCode.Done);
    }
}
