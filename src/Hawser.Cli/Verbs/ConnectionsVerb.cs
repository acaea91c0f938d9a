using Hawser.Cli.CommandLine;

namespace Hawser.Cli.Verbs;

/// <summary><c>hawser connections</c>: what is configured, and whether it works.</summary>
internal sealed class ConnectionsVerb : Verb
{
    public override string Name => "connections";

    public override string Summary => "Lists and tests the named connections of connections.yaml; prints the file's JSON Schema.";

    public override IReadOnlyList<string> Details =>
    [
        """
        A connection is looked for in --config FILE, else in the variable HAWSER_<NAME>_URI, in connections.yaml here,
        and in hawser/connections.yaml of the user's configuration folder. The first that knows the name gives it.

          connections:
            prod:  { type: duckdb, path: shop.duckdb }
            team:  { type: sqlite, path: "${DATA}/team.sqlite" }
        """,
    ];

    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("hawser connections list", "every connection, secrets masked"),
        ("hawser connections test prod --table orders", "does it work, and is the table there"),
        ("hawser connections schema > connections.schema.json", "for an editor"),
        ("hawser copy @prod parquet/ --format parquet", "a connection as a location"),
    ];

    public override IReadOnlyList<Verb> Subverbs { get; } = [new ConnectionsListVerb(), new ConnectionsTestVerb(), new ConnectionsSchemaVerb()];
}
