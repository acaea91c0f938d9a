using Hawser.Connectors.DuckDb.Files;
using Hawser.Connectors.DuckDb.Native;

namespace Hawser.Connectors.DuckDb;

/// <summary>
/// DuckDB 1.5 in this process: database files, databases in memory, and the files that DuckDB reads and writes (CSV, TSV, JSON, NDJSON, Parquet). Needs libduckdb, which
/// the build fetches.
/// </summary>
public sealed class DuckDbConnector : Connector
{
    internal const string PathKey = "path";
    internal const string ReadOnlyKey = "read_only";
    internal const string MemoryLimitKey = "memory_limit";
    internal const string ThreadsKey = "threads";
    internal const string TempDirectoryKey = "temp_directory";
    internal const string TimeZoneKey = "time_zone";

    private static readonly OptionGroup[] Groups =
    [
        new("database",
        [
            new(PathKey, OptionKind.Path, "The database file; empty or :memory: for a database in memory.") { Aliases = ["database", "file"], Default = "" },
            new(ReadOnlyKey, OptionKind.Boolean, "Opens the file for reading only; other processes may do so at the same time.") { Default = "false" },
        ]),
        new("resources",
        [
            new(MemoryLimitKey, OptionKind.Size, "How much memory DuckDB itself may use, e.g. 2GB; by default 80 % of the machine's."),
            new(ThreadsKey, OptionKind.Integer, "How many threads DuckDB may use; by default one a processor."),
            new(TempDirectoryKey, OptionKind.Path, "Where DuckDB puts what does not fit its memory; by default beside the database file."),
        ]),
        new("session",
        [
            new(TimeZoneKey, OptionKind.Text, "The time zone in which TIMESTAMPTZ is read from and written to text.") { Default = "UTC" },
        ]),
    ];

    private static readonly Capabilities Abilities = new(
        Capability.Transactions,
        Capability.TransactionalDdl,
        Capability.Cancel,
        Capability.Describe,
        Capability.Parameters,
        Capability.ParameterRows,
        Capability.Scripts,
        Capability.Partitions,
        Capability.SharedSnapshot,
        Capability.ParallelWriters,
        Capability.Upsert,
        Capability.Constraints,
        Capability.ForeignKeys,
        Capability.Indexes,
        Capability.Views,
        Capability.Comments,
        Capability.Schemas);

    /// <inheritdoc/>
    public override string Name => DuckDbErrors.Connector;

    /// <inheritdoc/>
    public override string Description => "DuckDB 1.5 in this process, and CSV, JSON and Parquet files through it";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> OptionGroups => Groups;

    /// <inheritdoc/>
    public override UriKeys UriKeys { get; } = new() { Path = PathKey, PathIsFile = true };

    /// <inheritdoc/>
    public override FileSignature DatabaseFile { get; } = new() { Endings = [".duckdb", ".ddb"], Magic = "DUCK"u8.ToArray(), MagicOffset = 8 };

    /// <inheritdoc/>
    public override IReadOnlyList<FileFormat> FileFormats => DuckDbFileFormats.All;

    /// <inheritdoc/>
    public override IReadOnlyList<string> TableFunctions => DuckDbFileFormats.TableFunctions;

    /// <summary>A database in memory.</summary>
    public override bool OpensWithoutOptions => true;

    /// <inheritdoc/>
    public override Capabilities Capabilities => Abilities;

    /// <inheritdoc/>
    public override TypeMap TypeMap => DuckDbTypeMap.Instance;

    /// <inheritdoc/>
    public override SqlDialect Dialect => DuckDbDialect.Instance;

    /// <summary>Opens a database file (made when it does not exist, unless <c>read_only</c>) or a database in memory, which lives as long as the returned object.</summary>
    /// <exception cref="ConnectorException">libduckdb is missing; the file is no DuckDB database, is locked by another process, or is open in this process with other options.</exception>
    public override Database Open(ConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        DuckDbLibrary.Attach();
        if (DuckDbLibrary.Problem is { } problem)
        {
            throw new ConnectorException(ConnectorStatus.Unavailable, Name, problem);
        }

        return new DuckDbDatabase(this, options);
    }
}
