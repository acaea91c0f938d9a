using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Copying;
using Hawser.Config;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser connections schema</c>.</summary>
internal sealed class ConnectionsSchemaVerb : Verb
{
    public override string Name => "schema";

    public override string Summary => "Prints the JSON Schema of connections.yaml, by which editors complete keys and mark mistakes.";

    public override Task<int> Run(ParseResult parsed, CliContext context)
    {
        context.Print(ConnectionsSchema.Write(Engines.Registry));
        return Task.FromResult(ExitCode.Done);
    }
}
