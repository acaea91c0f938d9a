using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Connectors.Transport;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Session;

public sealed class TlsTests
{
    [Theory]
    [InlineData(TlsMode.Disable, false)]
    [InlineData(TlsMode.Prefer, true)]
    [InlineData(TlsMode.Require, true)]
    [InlineData(TlsMode.VerifyCa, true)]
    [InlineData(TlsMode.VerifyFull, true)]
    public async Task Each_mode_encrypts_as_it_says(TlsMode mode, bool encrypts)
    {
        MySqlServer server = Servers.GetPrivate();
        await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(server, MySqlUsers.Native, mode, root: server.CertificateFile("root.crt")));
        Assert.Equal(encrypts, session.IsEncrypted);
        await session.PingAsync("the ping", TestSessions.Token);
    }

    [Theory]
    [InlineData(TlsMode.VerifyCa)]
    [InlineData(TlsMode.VerifyFull)]
    public async Task A_certificate_of_a_stranger_is_refused(TlsMode mode)
    {
        MySqlServer server = Servers.GetPrivate();
        SessionOptions options = TestSessions.Options(server, MySqlUsers.Native, mode, root: server.CertificateFile("stranger.crt"));
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await TestSessions.OpenAsync(options));
        Assert.Equal(ConnectorStatus.Unavailable, error.Status);
        Assert.Contains("certificate", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_user_comes_in_with_a_client_s_certificate()
    {
        MySqlServer server = Servers.GetPrivate();
        var options = new SessionOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            User = MySqlUsers.Certificate,
            Password = MySqlUsers.Password,
            TlsMode = TlsMode.VerifyFull,
            RootCertificate = server.CertificateFile("root.crt"),
            ClientCertificate = server.CertificateFile("client.crt"),
            ClientKey = server.CertificateFile("client.key"),
        };
        await using MySqlSession session = await TestSessions.OpenAsync(options);
        Assert.True(session.IsEncrypted);
    }

    [Fact]
    public async Task Silence_behind_TLS_is_told_as_silence()
    {
        MySqlServer server = Servers.GetPrivate();
        var options = new SessionOptions
        {
            Host = "127.0.0.1",
            Port = server.Port,
            User = MySqlUsers.Native,
            Password = MySqlUsers.Password,
            TlsMode = TlsMode.Require,
            StallTimeout = TimeSpan.FromMilliseconds(300),
        };
        await using MySqlSession session = await TestSessions.OpenAsync(options);
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await TextRows.ListAsync(session, "SELECT SLEEP(60)", "the test", row => row[0], TestSessions.Token));
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_is_refused_where_TLS_is_required()
    {
        MySqlServer server = Servers.GetPrivate(MySqlFlavour.MySql56);
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await TestSessions.OpenAsync(TestSessions.Options(server, MySqlUsers.Native, TlsMode.Require)));
        Assert.Contains("does not encrypt", error.Message, StringComparison.Ordinal);
        await using MySqlSession plain = await TestSessions.OpenAsync(TestSessions.Options(server, MySqlUsers.Native, TlsMode.Prefer));
        Assert.False(plain.IsEncrypted);
    }
}
