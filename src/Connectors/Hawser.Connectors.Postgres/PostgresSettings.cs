using System.Globalization;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Transport;
using Npgsql;

namespace Hawser.Connectors.Postgres;

/// <summary>The options in the form that sessions take. Holds the password, so that it has no text form of its values.</summary>
internal sealed class PostgresSettings
{
    private const int ReadBufferBytes = 64 << 10;
    private const int CancelMilliseconds = 5000;
    private const int MostTimeoutSeconds = 1024;
    private const string PasswordVariable = "PGPASSWORD";

    public PostgresSettings(ConnectorOptions options)
    {
        Host = Given(options, PostgresConnector.HostKey) ?? "localhost";
        Port = ToPort(options.GetInteger(PostgresConnector.PortKey) ?? 5432);
        User = Given(options, PostgresConnector.UserKey) ?? Environment.UserName;
        Database = Given(options, PostgresConnector.DatabaseKey) ?? User;
        Password = Given(options, PostgresConnector.PasswordKey) ?? Environment.GetEnvironmentVariable(PasswordVariable);
        SslMode = options.GetText(PostgresConnector.SslModeKey)!.ToLowerInvariant();
        RootCertificate = Given(options, PostgresConnector.SslRootCertKey);
        ClientCertificate = Given(options, PostgresConnector.SslCertKey);
        ClientKey = Given(options, PostgresConnector.SslKeyKey);
        ApplicationName = options.GetText(PostgresConnector.ApplicationNameKey) ?? "";
        ConnectTimeout = options.GetDuration(PostgresConnector.ConnectTimeoutKey) ?? TimeSpan.FromSeconds(15);
        StatementTimeout = options.GetDuration(PostgresConnector.StatementTimeoutKey);
        IsReadOnly = options.GetBoolean(PostgresConnector.ReadOnlyKey);
        StallTimeout = options.GetDuration(PostgresConnector.StallTimeoutKey) ?? TimeSpan.Zero;
        SearchPath = Given(options, PostgresConnector.SearchPathKey);
        ServerOptions = Given(options, PostgresConnector.OptionsKey);
        if (ClientKey is not null && ClientCertificate is null)
        {
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, PostgresErrors.Connector, "option \"sslkey\" is given without \"sslcert\".");
        }
    }

    /// <summary>A name, an address, or the folder of a Unix socket.</summary>
    public string Host { get; }

    public int Port { get; }

    public string User { get; }

    public string Database { get; }

    /// <summary>The password; null for none.</summary>
    public string? Password { get; }

    /// <summary>libpq's sslmode, lower case.</summary>
    public string SslMode { get; }

    public string? RootCertificate { get; }

    public string? ClientCertificate { get; }

    public string? ClientKey { get; }

    public string ApplicationName { get; }

    public TimeSpan ConnectTimeout { get; }

    public TimeSpan? StatementTimeout { get; }

    /// <summary>Whether transactions only read unless they say otherwise.</summary>
    public bool IsReadOnly { get; }

    /// <summary>How long a read waits for a server that sends nothing; zero for ever.</summary>
    public TimeSpan StallTimeout { get; }

    public string? SearchPath { get; }

    /// <summary>libpq's options as they were given; null for none.</summary>
    public string? ServerOptions { get; }

    /// <summary>The start-up parameters that every session of the database has, whoever opens it.</summary>
    public IReadOnlyDictionary<string, string> StartupParameters
    {
        get
        {
            var parameters = new Dictionary<string, string>();
            Add(parameters, "application_name", ApplicationName);
            Add(parameters, "options", SessionOptions);
            Add(parameters, "search_path", SearchPath);
            return parameters;
        }
    }

    private string? SessionOptions
    {
        get
        {
            string? timeout = StatementTimeout is { } limit ? string.Create(CultureInfo.InvariantCulture, $"-c statement_timeout={Math.Ceiling(limit.TotalMilliseconds):0}") : null;
            string both = string.Join(' ', new[] { ServerOptions, timeout }.OfType<string>());
            return both.Length == 0 ? null : both;
        }
    }

    /// <summary>Npgsql's connection string.</summary>
    public NpgsqlConnectionStringBuilder ToConnectionString()
    {
        // libpq verifies the authority when require comes with a root certificate.
        SslMode mode = SslMode switch
        {
            "disable" => Npgsql.SslMode.Disable,
            "allow" => Npgsql.SslMode.Allow,
            "require" when RootCertificate is null => Npgsql.SslMode.Require,
            "require" or "verify-ca" => Npgsql.SslMode.VerifyCA,
            "verify-full" => Npgsql.SslMode.VerifyFull,
            _ => Npgsql.SslMode.Prefer,
        };
        var text = new NpgsqlConnectionStringBuilder
        {
            Host = Host,
            Port = Port,
            Database = Database,
            Username = User,
            Password = Password,
            SslMode = mode,
            RootCertificate = mode is Npgsql.SslMode.VerifyCA or Npgsql.SslMode.VerifyFull ? RootCertificate : null,
            SslCertificate = ClientCertificate,
            SslKey = ClientKey,
            ApplicationName = ApplicationName,
            SearchPath = SearchPath,
            Options = SessionOptions,
            Timeout = (int)Math.Clamp(Math.Ceiling(ConnectTimeout.TotalSeconds), 1, MostTimeoutSeconds),
            CommandTimeout = 0,
            CancellationTimeout = CancelMilliseconds,
            Pooling = false,
            IncludeErrorDetail = true,
            ReadBufferSize = ReadBufferBytes,
            TcpKeepAlive = true,
            Enlist = false,
        };
        return text;
    }

    /// <summary>The options of a session of our own.</summary>
    public SessionOptions ToSession() => new()
    {
        Host = Host,
        Port = Port,
        User = User,
        Password = Password,
        Database = Database,
        Parameters = StartupParameters,
        TlsMode = SslMode switch
        {
            "disable" => TlsMode.Disable,
            "allow" => TlsMode.Allow,
            "require" => TlsMode.Require,
            "verify-ca" => TlsMode.VerifyCa,
            "verify-full" => TlsMode.VerifyFull,
            _ => TlsMode.Prefer,
        },
        RootCertificate = RootCertificate,
        ClientCertificate = ClientCertificate,
        ClientKey = ClientKey,
        ConnectTimeout = ConnectTimeout,
        StallTimeout = StallTimeout,
    };

    private static string? Given(ConnectorOptions options, string key) => options.GetText(key) is { Length: > 0 } text ? text : null;

    private static void Add(Dictionary<string, string> parameters, string key, string? value)
    {
        if (value is { Length: > 0 })
        {
            parameters.Add(key, value);
        }
    }

    private static int ToPort(long port) => port is > 0 and <= ushort.MaxValue
        ? (int)port
        : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, PostgresErrors.Connector, $"option \"port\" is {port}; it must be a number from 1 to 65535.");
}
