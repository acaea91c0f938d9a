using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Connecting;
using Hawser.Cli.Rendering;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser connections list</c>.</summary>
internal sealed class ConnectionsListVerb : Verb
{
    private readonly Option<bool> _json = new("--json") { Description = "One JSON document instead of a table." };

    public override string Name => "list";

    public override string Summary => "Lists the named connections: where each leads and where it is defined. Opens nothing.";

    public override void Declare(Command command) => command.Add(_json);

    public override Task<int> Run(ParseResult parsed, CliContext context)
    {
        IReadOnlyList<ListedConnection> connections = ListedConnection.All();
        if (parsed.GetValue(_json))
        {
            JsonText.Print(context, json => ConnectionJson.WriteList(json, connections));
        }
        else if (connections.Count == 0)
        {
            throw ListedConnection.NoneConfigured();
        }
        else
        {
            context.Print(ConnectionText.List(connections));
        }

        return Task.FromResult(ExitCode.Done);
    }
}
