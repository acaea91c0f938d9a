using Hawser.Cli.CommandLine;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser connectors</c>: what there is and what it takes.</summary>
internal sealed class ConnectorsVerb : Verb
{
    public override string Name => "connectors";

    public override string Summary => "Shows the connectors: their options, types, file formats and abilities.";

    public override IReadOnlyList<Verb> Subverbs { get; } = [new ConnectorsListVerb(), new ConnectorsInfoVerb()];

    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("hawser connectors list", "every connector, its file formats and URIs"),
        ("hawser connectors info duckdb", "options, types with their fidelity, abilities"),
    ];
}
