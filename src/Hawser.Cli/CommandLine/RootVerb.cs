using Hawser.Cli.Verbs;

namespace Hawser.Cli.CommandLine;

internal sealed class RootVerb : Verb
{
    public const string ProgramName = "hawser";

    public override string Name => ProgramName;

    public override string Summary => "Moves data between databases and files, and proves that nothing was lost.";

    public override IReadOnlyList<string> Details =>
    [
        """
        A LOCATION is one of
          orders.csv  shop.sqlite  logs/*.parquet  exports/   a file, database file, pattern or folder
          duckdb:shop.duckdb#orders  sqlite:shop.db            ENGINE:PATH[#TABLE]; 'duckdb:' alone is in memory
          duckdb:#read_csv('x.csv')                            a table function of the engine
          @prod  @prod:sales.orders  prod:sales.orders         a connection of connections.yaml (hawser connections --help)
          -                                                    standard input or output, Arrow IPC stream
        """,
    ];

    public override IReadOnlyList<(string CommandLine, string Meaning)> Examples =>
    [
        ("hawser demo", "make a shop database, copy it around, prove it"),
        ("hawser copy shop.sqlite duckdb:shop.duckdb", "every table, verified"),
        ("hawser copy flights.csv sqlite:air.db#flights", "one file into one table"),
        ("hawser query duckdb:shop.duckdb \"select * from orders\"", "look at it"),
    ];

    public override IReadOnlyList<Verb> Subverbs { get; } = [new CopyVerb(), new QueryVerb(), new SchemaVerb(), new ConnectionsVerb(), new ConnectorsVerb(), new DemoVerb()];
}
