using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Tls;
using Hawser.Connectors.Postgres.Tests.Read;
using Hawser.Connectors.Postgres.Types;
using Hawser.Connectors.Transport;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests.Session;

/// <summary>The modes of libpq: the table "SSL Mode Descriptions" of PostgreSQL's documentation.</summary>
public sealed class TlsTests
{
    [Theory]
    [InlineData("Disable", PostgresUsers.PlainOnly, false)]
    [InlineData("Allow", PostgresUsers.PlainOnly, false)]
    [InlineData("Prefer", PostgresUsers.PlainOnly, false)]
    [InlineData("Require", PostgresUsers.PlainOnly, null)]
    [InlineData("Disable", PostgresUsers.TlsOnly, null)]
    [InlineData("Allow", PostgresUsers.TlsOnly, true)]
    [InlineData("Prefer", PostgresUsers.TlsOnly, true)]
    [InlineData("Require", PostgresUsers.TlsOnly, true)]
    public async Task A_mode_takes_the_way_that_the_server_leaves_it(string mode, string user, bool? isEncrypted)
    {
        SessionOptions options = TestSessions.Options(Server.GetPrivate(), Enum.Parse<TlsMode>(mode), user, PostgresUsers.Password);
        if (isEncrypted is null)
        {
            Assert.Equal("28000", (await FailsAsync(options)).SqlState);
            return;
        }

        await using CopySession session = await TestSessions.OpenAsync(options);
        Assert.Equal(isEncrypted, session.IsEncrypted);
    }

    [Theory]
    [InlineData("Require", "stranger", "127.0.0.1", "is not signed by the root certificate")]
    [InlineData("VerifyCa", "stranger", "127.0.0.1", "is not signed by the root certificate")]
    [InlineData("VerifyFull", "stranger", "localhost", "is not signed by the root certificate")]
    [InlineData("VerifyCa", null, "127.0.0.1", "is not signed by an authority that this system trusts")]
    [InlineData("Require", null, "127.0.0.1", null)]
    [InlineData("Require", "root", "127.0.0.1", null)]
    [InlineData("VerifyCa", "root", "127.0.0.1", null)]
    [InlineData("VerifyFull", "root", "127.0.0.1", null)]
    [InlineData("VerifyFull", "root", "localhost", null)]
    public async Task A_certificate_is_checked_as_far_as_the_mode_says(string mode, string? root, string host, string? refusal)
    {
        PostgresServer server = Server.GetPrivate();
        SessionOptions options = TestSessions.Options(server, Enum.Parse<TlsMode>(mode), PostgresUsers.Scram, PostgresUsers.Password, root, host: host);
        if (refusal is null)
        {
            await using CopySession session = await TestSessions.OpenAsync(options);
            Assert.True(session.IsEncrypted);
            return;
        }

        ConnectorException error = await FailsAsync(options);
        Assert.Equal(ConnectorStatus.Unavailable, error.Status);
        Assert.Contains(refusal, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_file_that_is_missing_is_told()
    {
        PostgresServer server = Server.GetPrivate();
        ConnectorException error = await FailsAsync(TestSessions.Options(server, TlsMode.VerifyFull, root: "missing"));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.Contains("missing.crt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_certificate_has_the_fingerprint_of_its_signatures_hash()
    {
        using X509Certificate2 server = X509CertificateLoader.LoadCertificateFromFile(Server.GetPrivate().CertificateFile("server.crt"));
        Assert.Equal(SHA256.HashData(server.RawData), ChannelFingerprint.Of(server));
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        using X509Certificate2 sha384 = new CertificateRequest("CN=a", curve, HashAlgorithmName.SHA384).CreateSelfSigned(now, now.AddDays(1));
        using X509Certificate2 sha512 = new CertificateRequest("CN=b", rsa, HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1).CreateSelfSigned(now, now.AddDays(1));
        using X509Certificate2 pss = new CertificateRequest("CN=c", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pss).CreateSelfSigned(now, now.AddDays(1));
        Assert.Equal(SHA384.HashData(sha384.RawData), ChannelFingerprint.Of(sha384));
        Assert.Equal(SHA512.HashData(sha512.RawData), ChannelFingerprint.Of(sha512));
        Assert.Null(ChannelFingerprint.Of(pss));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Much_data_comes_through_an_encrypted_channel_and_a_cancel_too(bool sync)
    {
        await using CopySession session = await TestSessions.OpenAsync(TestSessions.Options(Server.GetPrivate(), TlsMode.Require, PostgresUsers.Scram, PostgresUsers.Password));
        List<string?[]> rows = await CopyText.RowsAsync(session, "SELECT i::text || repeat('x', 200) FROM generate_series(1, 30000) AS i", [CopyText.Column("t", "text")], sync: sync);
        Assert.Equal(30000, rows.Count);
        Assert.Equal("30000" + new string('x', 200), rows[^1][0]);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.ExecuteAsync("SELECT pg_sleep(600)", "sleeping", giveUp.Token));
        Assert.True(session.IsUsable);
        Assert.Equal("5", await CopyText.ValueAsync(session, "5", PgTypeText.Parse("integer")));
    }

    private static async Task<ConnectorException> FailsAsync(SessionOptions options) =>
        await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(options, CancellationToken.None));
}
