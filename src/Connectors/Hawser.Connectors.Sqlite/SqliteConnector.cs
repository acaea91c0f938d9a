namespace Hawser.Connectors.Sqlite;

/// <summary>SQLite database files, and databases in memory, through the system's SQLite library (3.37 or later).</summary>
public sealed class SqliteConnector : Connector
{
    internal const string PathKey = "path";
    internal const string ReadOnlyKey = "read_only";
    internal const string CreateKey = "create";
    internal const string BusyTimeoutKey = "busy_timeout";
    internal const string ForeignKeysKey = "foreign_keys";

    /// <inheritdoc/>
    public override string Name => SqliteErrors.ConnectorName;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases { get; } = ["sqlite3"];

    /// <inheritdoc/>
    public override string Description => "SQLite database files and databases in memory, through the system's library (3.37 or later)";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> OptionGroups { get; } =
    [
        new OptionGroup("Database",
        [
            new OptionDefinition(PathKey, OptionKind.Path, "The database file; empty or :memory: for a database that lives in memory while it is open.")
            {
                Aliases = ["file", "database"], Default = "",
            },
            new OptionDefinition(ReadOnlyKey, OptionKind.Boolean, "Refuse every change of the database.") { Default = "false" },
            new OptionDefinition(CreateKey, OptionKind.Boolean, "Make the file when it does not exist.") { Default = "true" },
            new OptionDefinition(BusyTimeoutKey, OptionKind.Duration, "How long to wait for another connection's lock before giving up.") { Default = "5s" },
            new OptionDefinition(ForeignKeysKey, OptionKind.Boolean, "Enforce foreign keys in every session, which SQLite by itself does not.") { Default = "false" },
        ]),
    ];

    /// <inheritdoc/>
    public override UriKeys UriKeys { get; } = new() { Path = PathKey, PathIsFile = true };

    /// <inheritdoc/>
    public override FileSignature? DatabaseFile { get; } = new()
    {
        Endings = [".sqlite", ".sqlite3", ".db", ".db3", ".s3db"],
        Magic = "SQLite format 3\0"u8.ToArray(),
    };

    /// <inheritdoc/>
    public override Capabilities Capabilities { get; } = new(
        Capability.Transactions,
        Capability.TransactionalDdl,
        Capability.Cancel,
        Capability.Describe,
        Capability.Parameters,
        Capability.ParameterRows,
        Capability.Scripts,
        Capability.Partitions,
        Capability.SharedSnapshot,
        Capability.Rejects,
        Capability.Upsert,
        Capability.Constraints,
        Capability.ForeignKeys,
        Capability.Indexes,
        Capability.Views)
    {
        MaxColumns = 2000,
        MaxParameters = 32_766,
    };

    /// <inheritdoc/>
    public override TypeMap TypeMap => SqliteTypeMap.Instance;

    /// <inheritdoc/>
    public override SqlDialect? Dialect => SqliteDialect.Instance;

    /// <inheritdoc/>
    public override Database Open(ConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return SqliteDatabase.Open(this, options);
    }
}
