using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Transport;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests.Session;

/// <summary>Opens sessions to the test run's server.</summary>
internal static class TestSessions
{
    public static SessionOptions Options(PostgresServer server, TlsMode mode = TlsMode.Disable, string? user = null, string? password = null, string? root = null, string? client = null, string? host = null) => new()
    {
        Host = host ?? server.Host,
        Port = server.Port,
        User = user ?? server.User,
        Password = user is null ? server.Password : password,
        Database = server.Database,
        TlsMode = mode,
        RootCertificate = root is null ? null : server.CertificateFile(root + ".crt"),
        ClientCertificate = client is null ? null : server.CertificateFile(client + ".crt"),
        ClientKey = client is null ? null : server.CertificateFile(client + ".key"),
        Parameters = new Dictionary<string, string> { ["application_name"] = "hawser-tests", ["TimeZone"] = "UTC" },
    };

    public static async Task<CopySession> OpenAsync(SessionOptions options)
    {
        SessionOpening opening = await SessionOpener.OpenAsync(options, CancellationToken.None);
        Assert.Null(opening.Unsupported);
        return opening.Session!;
    }

    public static Task<CopySession> OpenAsync() => OpenAsync(Options(Server.Get()));
}
