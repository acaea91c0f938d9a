using System.CommandLine;
using Hawser.Cli.CommandLine;
using Hawser.Cli.Connecting;
using Hawser.Cli.Rendering;
using Hawser.Connections;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser connections test [NAME|URI]</c>.</summary>
internal sealed class ConnectionsTestVerb : Verb
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(15);

    private readonly Argument<string?> _name = new("NAME") { Description = "The connection, or a URI; without it, all named ones are tested.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<string> _table = new("--table") { Description = "A table that shall be there, as in sales.orders.", HelpName = "TABLE" };
    private readonly Option<string> _timeout = new("--timeout") { Description = "How long the test of one connection may take, as in 5s or 2m. Default: 15s.", HelpName = "TIME" };
    private readonly Option<bool> _json = new("--json") { Description = "One JSON document instead of text." };

    public override string Name => "test";

    public override string Summary => "Connects and says what is wrong, if anything: host, port, TLS, password, database, privilege, table.";

    public override void Declare(Command command)
    {
        command.Add(_name);
        command.Add(_table);
        command.Add(_timeout);
        command.Add(_json);
    }

    public override async Task<int> Run(ParseResult parsed, CliContext context)
    {
        TimeSpan timeout = parsed.GetValue(_timeout) is { } text ? Choice.Time("--timeout", text) : DefaultTimeout;
        IReadOnlyList<ConnectionTestResult> results = await ConnectionTests.RunAsync(parsed.GetValue(_name), parsed.GetValue(_table), timeout, context.CancellationToken).ConfigureAwait(false);
        if (parsed.GetValue(_json))
        {
            JsonText.Print(context, json => ConnectionJson.WriteTests(json, results));
        }
        else
        {
            context.Print(ConnectionText.Tests(results));
        }

        return results.All(r => r.IsWorking) ? ExitCode.Done : ExitCode.Failed;
    }
}
