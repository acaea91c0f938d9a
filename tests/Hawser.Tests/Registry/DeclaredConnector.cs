using Hawser.Connectors;
using Hawser.Registry;

namespace Hawser.Tests.Registry;

/// <summary>A connector that declares what a test needs and opens nothing: name resolution asks for declarations only.</summary>
internal sealed class DeclaredConnector(string name) : Connector
{
    private readonly UriKeys _uriKeys = new() { Path = "path", PathIsFile = true };

    public override string Name => name;

    public override IReadOnlyList<string> Aliases => Others;

    public override string Description => "declared for a test";

    public override IReadOnlyList<OptionGroup> OptionGroups { get; } =
    [
        new("All",
        [
            new("path", OptionKind.Path, "The file."),
            new("host", OptionKind.Text, "The host."),
            new("port", OptionKind.Integer, "The port."),
            new("user", OptionKind.Text, "The user."),
            new("password", OptionKind.Text, "The password.") { IsSecret = true },
            new("database", OptionKind.Text, "The database."),
            new("read_only", OptionKind.Boolean, "Whether nothing is written."),
        ]),
    ];

    public override UriKeys UriKeys => IsServer
        ? new UriKeys { User = "user", Password = "password", Host = "host", Port = "port", Path = "database" }
        : _uriKeys;

    public override FileSignature? DatabaseFile => File;

    public override IReadOnlyList<FileFormat> FileFormats => Formats;

    public override IReadOnlyList<string> TableFunctions => Functions;

    public override bool OpensWithoutOptions => name == "duckdb";

    public override Capabilities Capabilities { get; } = new();

    public override TypeMap TypeMap => throw new NotSupportedException();

    public IReadOnlyList<string> Others { get; init; } = [];

    public FileSignature? File { get; init; }

    public IReadOnlyList<FileFormat> Formats { get; init; } = [];

    public IReadOnlyList<string> Functions { get; init; } = [];

    public bool IsServer { get; init; }

    public static ConnectorRegistry Three() => new(
    [
        new DeclaredConnector("duckdb")
        {
            File = new() { Endings = [".duckdb", ".ddb", ".db"], Magic = "DUCK"u8.ToArray(), MagicOffset = 8 },
            Formats =
            [
                new("csv", new() { Endings = [".csv", ".tsv"] }, ConnectorRoles.SourceAndSink) { Compressions = [".gz", ".zst"] },
                new("json", new() { Endings = [".json", ".jsonl"] }, ConnectorRoles.Source) { Compressions = [".gz"] },
                new("parquet", new() { Endings = [".parquet"], Magic = "PAR1"u8.ToArray() }, ConnectorRoles.SourceAndSink),
            ],
            Functions = ["read_csv"],
        },
        new DeclaredConnector("sqlite")
        {
            Others = ["sqlite3"],
            File = new() { Endings = [".sqlite", ".db"], Magic = "SQLite format 3\0"u8.ToArray() },
        },
        new DeclaredConnector("postgres") { Others = ["pg"], IsServer = true },
    ]);

    public override Database Open(ConnectorOptions options) => throw new NotSupportedException();
}
