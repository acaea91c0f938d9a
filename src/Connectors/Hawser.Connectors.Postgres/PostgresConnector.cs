namespace Hawser.Connectors.Postgres;

/// <summary>PostgreSQL servers, 9.6 and later, over TCP or a Unix socket.</summary>
public sealed class PostgresConnector : Connector
{
    internal const string HostKey = "host";
    internal const string PortKey = "port";
    internal const string DatabaseKey = "database";
    internal const string UserKey = "user";
    internal const string PasswordKey = "password";
    internal const string SslModeKey = "sslmode";
    internal const string SslRootCertKey = "sslrootcert";
    internal const string SslCertKey = "sslcert";
    internal const string SslKeyKey = "sslkey";
    internal const string ApplicationNameKey = "application_name";
    internal const string ConnectTimeoutKey = "connect_timeout";
    internal const string StatementTimeoutKey = "statement_timeout";
    internal const string ReadOnlyKey = "read_only";
    internal const string StallTimeoutKey = "stall_timeout";
    internal const string SearchPathKey = "search_path";
    internal const string OptionsKey = "options";

    private static readonly OptionGroup[] Groups =
    [
        new("server",
        [
            new(HostKey, OptionKind.Text, "The server's name or address, or the folder of its Unix socket (it begins with /).") { Default = "localhost" },
            new(PortKey, OptionKind.Integer, "The server's port.") { Default = "5432" },
            new(DatabaseKey, OptionKind.Text, "The database; by default the one named as the user.") { Aliases = ["dbname"] },
            new(ConnectTimeoutKey, OptionKind.Duration, "How long connecting and logging in may take.") { Default = "15s" },
        ]),
        new("login",
        [
            new(UserKey, OptionKind.Text, "Who logs in; by default who is logged in at this machine."),
            new(PasswordKey, OptionKind.Text, "The password.") { IsSecret = true },
        ]),
        new("encryption",
        [
            new(SslModeKey, OptionKind.Choice, "Whether to encrypt, and how far to trust the server's certificate; as libpq's sslmode.")
            {
                Choices = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"], Default = "prefer",
            },
            new(SslRootCertKey, OptionKind.Path, "A PEM file with the authorities that may have signed the server's certificate; by default the system's."),
            new(SslCertKey, OptionKind.Path, "A PEM file with the client's certificate."),
            new(SslKeyKey, OptionKind.Path, "A PEM file with the key of the client's certificate; by default it is in the certificate's file."),
        ]),
        new("session",
        [
            new(ReadOnlyKey, OptionKind.Boolean, "Refuse statements that change the database.") { Default = "false" },
            new(ApplicationNameKey, OptionKind.Text, "What pg_stat_activity shows as the application.") { Default = "hawser" },
            new(StatementTimeoutKey, OptionKind.Duration, "How long the server lets one statement run; by default as long as its own settings allow."),
            new(StallTimeoutKey, OptionKind.Duration, "How long reading a table or query waits for a server that sends nothing; 0 for ever, as a query may think for hours.") { Default = "0" },
            new(SearchPathKey, OptionKind.Text, "The schemas in which tables without one are looked for, with commas between; by default the server's.") { Aliases = ["schema"] },
            new(OptionsKey, OptionKind.Text, "Settings of the session as libpq's options, e.g. -c work_mem=64MB."),
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
        Capability.Rejects,
        Capability.Upsert,
        Capability.Constraints,
        Capability.ForeignKeys,
        Capability.Indexes,
        Capability.Views,
        Capability.Comments,
        Capability.Schemas)
    {
        MaxNameBytes = 63,
        MaxParameters = 65_535,
        MaxColumns = 1600,
    };

    /// <inheritdoc/>
    public override string Name => PostgresErrors.Connector;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases { get; } = ["postgresql", "pg"];

    /// <inheritdoc/>
    public override string Description => "PostgreSQL servers, 9.6 to 18";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> OptionGroups => Groups;

    /// <inheritdoc/>
    public override UriKeys UriKeys { get; } = new() { User = UserKey, Password = PasswordKey, Host = HostKey, Port = PortKey, Path = DatabaseKey };

    /// <inheritdoc/>
    public override Capabilities Capabilities => Abilities;

    /// <inheritdoc/>
    public override TypeMap TypeMap => PostgresTypeMap.Instance;

    /// <inheritdoc/>
    public override SqlDialect Dialect => PostgresDialect.Instance;

    /// <summary>Makes the database; the server is not asked before the first connection.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: the port is none, or a key is named without a certificate.</exception>
    public override Database Open(ConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PostgresDatabase(this, options, new PostgresSettings(options));
    }
}
