using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.Transport;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Session;

/// <summary>Sessions for tests.</summary>
internal static class TestSessions
{
    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static SessionOptions Options(
        MySqlServer server, string? user = null, TlsMode mode = TlsMode.Disable, string? password = null, string? root = null, string host = "127.0.0.1", bool compress = false) => new()
    {
        Host = server.IsPrivate ? host : server.Host,
        Port = server.Port,
        User = user ?? server.User,
        Password = password ?? (user is null ? server.Password ?? "" : MySqlUsers.Password),
        TlsMode = mode,
        RootCertificate = root,
        UsesCompression = compress,
    };

    public static ValueTask<MySqlSession> OpenAsync(SessionOptions options) => SessionOpener.OpenAsync(options, Token);
}
