using System.Text;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Authentication;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Transport;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests.Session;

public sealed class AuthenticationTests
{
    [Theory]
    [InlineData(PostgresUsers.Scram)]
    [InlineData(PostgresUsers.Md5)]
    [InlineData(PostgresUsers.Clear)]
    public async Task Each_way_of_showing_a_password_works_and_a_wrong_one_is_told(string user)
    {
        PostgresServer server = Server.GetPrivate();
        foreach (TlsMode mode in new[] { TlsMode.Disable, TlsMode.Require })
        {
            await using CopySession session = await TestSessions.OpenAsync(TestSessions.Options(server, mode, user, PostgresUsers.Password));
            Assert.Equal(mode == TlsMode.Require, session.IsEncrypted);
            Assert.Equal("on", session.Parameters["integer_datetimes"]);
            Assert.NotEqual(0, session.ProcessId);
        }

        ConnectorException error = await FailsAsync(TestSessions.Options(server, TlsMode.Prefer, user, "wrong-" + PostgresUsers.Password));
        Assert.Equal((ConnectorStatus.Unauthenticated, "28P01"), (error.Status, error.SqlState));
        Assert.DoesNotContain(PostgresUsers.Password, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(PostgresUsers.Scram)]
    [InlineData(PostgresUsers.Md5)]
    [InlineData(PostgresUsers.Clear)]
    public async Task A_missing_password_is_told(string user)
    {
        ConnectorException error = await FailsAsync(TestSessions.Options(Server.GetPrivate(), TlsMode.Disable, user));
        Assert.Equal(ConnectorStatus.Unauthenticated, error.Status);
        Assert.Contains($"asks for a password of {user}, and none was given", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_opens_its_users_door_only()
    {
        PostgresServer server = Server.GetPrivate();
        await using CopySession session = await TestSessions.OpenAsync(TestSessions.Options(server, TlsMode.VerifyFull, PostgresUsers.Certificate, root: "root", client: "client"));
        Assert.True(session.IsEncrypted);
        await FailsAsync(TestSessions.Options(server, TlsMode.Require, PostgresUsers.Certificate));
    }

    [Fact]
    public async Task A_database_that_is_missing_is_told()
    {
        PostgresServer server = Server.Get();
        SessionOptions options = TestSessions.Options(server);
        ConnectorException error = await FailsAsync(new SessionOptions { Host = options.Host, Port = options.Port, User = options.User, Password = options.Password, Database = "nowhere", TlsMode = TlsMode.Disable });
        Assert.Equal((ConnectorStatus.NotFound, "3D000"), (error.Status, error.SqlState));
    }

    // RFC 7677, section 3.
    [Fact]
    public void The_exchange_of_the_standard_is_ours()
    {
        var scram = new ScramClient("pencil", new ScramBinding(ScramBinding.PlainMechanism, "n,,", []), "rOprNGfwEbeRWgbNEkqO", "user");
        Assert.Equal("n,,n=user,r=rOprNGfwEbeRWgbNEkqO", Encoding.UTF8.GetString(scram.First()));
        byte[] final = scram.Final("r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096"u8);
        Assert.Equal("c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", Encoding.UTF8.GetString(final));
        Assert.True(scram.IsServerGenuine("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="u8));
        Assert.False(scram.IsServerGenuine("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95H4="u8));
    }

    [Theory]
    [InlineData("r=other,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=nonce,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("r=nonce1,s=%%%,i=4096")]
    [InlineData("r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=0")]
    [InlineData("r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=2147483647")]
    [InlineData("m=ext,r=nonce1,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096")]
    [InlineData("")]
    public void A_challenge_that_is_none_is_refused(string challenge)
    {
        var scram = new ScramClient("pencil", new ScramBinding(ScramBinding.PlainMechanism, "n,,", []), "nonce");
        Assert.Throws<WireFormatException>(() => scram.Final(Encoding.UTF8.GetBytes(challenge)));
    }

    [Fact]
    public void The_channel_is_bound_where_both_sides_can()
    {
        Assert.Equal("SCRAM-SHA-256-PLUS", ScramBinding.Choose(["SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"], [1])!.Mechanism);
        Assert.Equal("y,,", ScramBinding.Choose(["SCRAM-SHA-256"], [1])!.Header);
        Assert.Equal("n,,", ScramBinding.Choose(["SCRAM-SHA-256", "SCRAM-SHA-256-PLUS"], null)!.Header);
        Assert.Null(ScramBinding.Choose(["OAUTHBEARER"], [1]));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("I\u00ADX", "IX")]
    [InlineData("a\u00A0b", "a b")]
    [InlineData("wörd", "wörd")]
    [InlineData("\u00AD", "\u00AD")]
    public void Passwords_are_prepared_as_the_server_does(string password, string prepared) => Assert.Equal(prepared, SaslPreparation.Prepare(password));

    private static async Task<ConnectorException> FailsAsync(SessionOptions options) =>
        await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(options, CancellationToken.None));
}
