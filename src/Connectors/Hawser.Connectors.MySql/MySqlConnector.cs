using Hawser.Connectors.MySql.Definitions;

namespace Hawser.Connectors.MySql;

/// <summary>MySQL servers from 5.6 and MariaDB servers from 10.4, over TCP or a Unix socket, by a client protocol of our own.</summary>
public sealed class MySqlConnector : Connector
{
    internal const string HostKey = "host";
    internal const string PortKey = "port";
    internal const string SocketKey = "socket";
    internal const string DatabaseKey = "database";
    internal const string UserKey = "user";
    internal const string PasswordKey = "password";
    internal const string SslModeKey = "ssl_mode";
    internal const string SslCaKey = "ssl_ca";
    internal const string SslCertKey = "ssl_cert";
    internal const string SslKeyKey = "ssl_key";
    internal const string AllowClearPasswordKey = "allow_cleartext_password";
    internal const string AllowKeyRetrievalKey = "allow_public_key_retrieval";
    internal const string ServerKeyKey = "server_public_key";
    internal const string CompressKey = "compress";
    internal const string ConnectTimeoutKey = "connect_timeout";
    internal const string ApplicationNameKey = "application_name";
    internal const string TinyIntIsBoolKey = "tinyint1_as_bool";
    internal const string LocalInfileKey = "local_infile";
    internal const string ZeroDatesKey = "zero_dates";
    internal const string ReadOnlyKey = "read_only";

    private static readonly OptionGroup[] Groups =
    [
        new("server",
        [
            new(HostKey, OptionKind.Text, "The server's name or address.") { Default = "localhost" },
            new(PortKey, OptionKind.Integer, "The server's port.") { Default = "3306" },
            new(SocketKey, OptionKind.Path, "The path of the server's Unix socket, in place of host and port."),
            new(DatabaseKey, OptionKind.Text, "The database; without one, tables are named with theirs."),
            new(ConnectTimeoutKey, OptionKind.Duration, "How long connecting and logging in may take.") { Default = "15s" },
            new(CompressKey, OptionKind.Boolean, "Whether to compress what is sent by zlib, where the server can.") { Default = "false" },
        ]),
        new("login",
        [
            new(UserKey, OptionKind.Text, "Who logs in; by default who is logged in at this machine."),
            new(PasswordKey, OptionKind.Text, "The password; by default the environment variable MYSQL_PWD.") { IsSecret = true },
            new(AllowClearPasswordKey, OptionKind.Boolean, "Whether the password may be sent as it is, over TLS, to a server that asks for that (LDAP, PAM).") { Default = "false" },
            new(AllowKeyRetrievalKey, OptionKind.Boolean, "Whether, without TLS, the password may be encrypted with a key that the server sends; whoever sits in between could send his own.") { Default = "false" },
            new(ServerKeyKey, OptionKind.Path, "A PEM file with the server's public RSA key, for logging in by SHA-2 without TLS."),
        ]),
        new("encryption",
        [
            new(SslModeKey, OptionKind.Choice, "Whether to encrypt, and how far to trust the server's certificate.")
            {
                Choices = ["disabled", "preferred", "required", "verify-ca", "verify-full"], Default = "preferred", Aliases = ["sslmode"],
            },
            new(SslCaKey, OptionKind.Path, "A PEM file with the authorities that may have signed the server's certificate; by default the system's."),
            new(SslCertKey, OptionKind.Path, "A PEM file with the client's certificate."),
            new(SslKeyKey, OptionKind.Path, "A PEM file with the key of the client's certificate; by default it is in the certificate's file."),
        ]),
        new("reading",
        [
            new(TinyIntIsBoolKey, OptionKind.Boolean, "Whether tinyint(1) is read as bool; values other than 0 and 1 are then errors.") { Default = "false" },
            new(ZeroDatesKey, OptionKind.Choice, "What becomes of 0000-00-00 and dates with a month or day of 0: an error, NULL (counted and reported), or all dates as text.")
            {
                Choices = ["error", "null", "text"], Default = "error",
            },
        ]),
        new("loading",
        [
            new(LocalInfileKey, OptionKind.Boolean, "Whether loads send their rows by LOAD DATA LOCAL where the server takes it; otherwise by INSERT. No file of this machine is sent either way.") { Default = "true" },
        ]),
        new("session",
        [
            new(ApplicationNameKey, OptionKind.Text, "What performance_schema shows as the program.") { Default = "hawser" },
            new(ReadOnlyKey, OptionKind.Boolean, "Refuse statements that change the database.") { Default = "false" },
        ]),
    ];

    private static readonly Capabilities Abilities = new(
        Capability.Transactions,
        Capability.Cancel,
        Capability.Describe,
        Capability.Parameters,
        Capability.ParameterRows,
        Capability.Scripts,
        Capability.Partitions,
        Capability.SharedSnapshot,
        Capability.Constraints,
        Capability.ForeignKeys,
        Capability.Indexes,
        Capability.Views,
        Capability.Comments,
        Capability.ParallelWriters,
        Capability.Rejects,
        Capability.Upsert,
        Capability.Schemas)
    {
        MaxNameBytes = 64,
        MaxParameters = 65_535,
        MaxColumns = RowCheck.MostColumns,
    };

    /// <inheritdoc/>
    public override string Name => MySqlErrors.Connector;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Aliases { get; } = ["mariadb"];

    /// <inheritdoc/>
    public override string Description => "MySQL servers from 5.6, MariaDB servers from 10.4";

    /// <inheritdoc/>
    public override IReadOnlyList<OptionGroup> OptionGroups => Groups;

    /// <inheritdoc/>
    public override UriKeys UriKeys { get; } = new() { User = UserKey, Password = PasswordKey, Host = HostKey, Port = PortKey, Path = DatabaseKey };

    /// <inheritdoc/>
    public override Capabilities Capabilities => Abilities;

    /// <inheritdoc/>
    public override TypeMap TypeMap => MySqlTypeMap.Instance;

    /// <inheritdoc/>
    public override SqlDialect Dialect => MySqlDialect.Instance;

    /// <summary>Makes the database; the server is not asked before the first connection.</summary>
    /// <exception cref="ConnectorException"><see cref="ConnectorStatus.InvalidConfiguration"/>: the port is none, or a key is named without a certificate.</exception>
    public override Database Open(ConnectorOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new MySqlDatabase(this, options, new MySqlSettings(options));
    }
}
