using System.Globalization;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Types;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql;

/// <summary>The options in the form that sessions take. Holds the password, so that it has no text form of its values.</summary>
internal sealed class MySqlSettings
{
    private const string PasswordVariable = "MYSQL_PWD";

    public MySqlSettings(ConnectorOptions options)
    {
        Session = new SessionOptions
        {
            Host = Given(options, MySqlConnector.SocketKey) ?? Given(options, MySqlConnector.HostKey) ?? "localhost",
            Port = ToPort(options.GetInteger(MySqlConnector.PortKey) ?? 3306),
            User = Given(options, MySqlConnector.UserKey) ?? Environment.UserName,
            Password = Given(options, MySqlConnector.PasswordKey) ?? Environment.GetEnvironmentVariable(PasswordVariable) ?? "",
            Database = Given(options, MySqlConnector.DatabaseKey) ?? "",
            TlsMode = ToTlsMode(options.GetText(MySqlConnector.SslModeKey)!.ToLowerInvariant()),
            RootCertificate = Given(options, MySqlConnector.SslCaKey),
            ClientCertificate = Given(options, MySqlConnector.SslCertKey),
            ClientKey = Given(options, MySqlConnector.SslKeyKey),
            AllowsClearPassword = options.GetBoolean(MySqlConnector.AllowClearPasswordKey),
            AllowsServerKey = options.GetBoolean(MySqlConnector.AllowKeyRetrievalKey),
            ServerKeyFile = Given(options, MySqlConnector.ServerKeyKey),
            UsesCompression = options.GetBoolean(MySqlConnector.CompressKey),
            IsReadOnly = options.GetBoolean(MySqlConnector.ReadOnlyKey),
            ConnectTimeout = options.GetDuration(MySqlConnector.ConnectTimeoutKey) ?? TimeSpan.FromSeconds(15),
            Attributes = [new("_client_name", "hawser"), new("program_name", options.GetText(MySqlConnector.ApplicationNameKey) ?? ""), new("_pid", Environment.ProcessId.ToString(CultureInfo.InvariantCulture))],
        };
        Rules = new ReadingRules(options.GetBoolean(MySqlConnector.TinyIntIsBoolKey), Enum.Parse<ZeroDates>(options.GetText(MySqlConnector.ZeroDatesKey)!, ignoreCase: true));
        LoadsFiles = options.GetBoolean(MySqlConnector.LocalInfileKey);
        if (Session.ClientKey is not null && Session.ClientCertificate is null)
        {
            throw new ConnectorException(ConnectorStatus.InvalidConfiguration, MySqlErrors.Connector, "option \"ssl_key\" is given without \"ssl_cert\".");
        }
    }

    /// <summary>Where a session goes and as whom.</summary>
    public SessionOptions Session { get; }

    /// <summary>Whether loads may send their rows by LOAD DATA LOCAL.</summary>
    public bool LoadsFiles { get; }

    /// <summary>How some types are read.</summary>
    public ReadingRules Rules { get; }

    private static string? Given(ConnectorOptions options, string key) => options.GetText(key) is { Length: > 0 } text ? text : null;

    private static TlsMode ToTlsMode(string mode) => mode switch
    {
        "disabled" => TlsMode.Disable,
        "required" => TlsMode.Require,
        "verify-ca" => TlsMode.VerifyCa,
        "verify-full" => TlsMode.VerifyFull,
        _ => TlsMode.Prefer,
    };

    private static int ToPort(long port) => port is > 0 and <= ushort.MaxValue
        ? (int)port
        : throw new ConnectorException(ConnectorStatus.InvalidConfiguration, MySqlErrors.Connector, $"option \"port\" is {port}; it must be a number from 1 to 65535.");
}
