using System.Text;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Authentication;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Connectors.Transport;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Session;

public sealed class AuthenticationTests
{
    [Theory]
    [InlineData("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60", "", "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b")]
    [InlineData("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb", "72", "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00")]
    [InlineData("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7", "af82", "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a")]
    public void Signatures_are_those_of_RFC_8032(string secret, string message, string signature) =>
        Assert.Equal(signature, Convert.ToHexStringLower(Ed25519Password.Sign(Convert.FromHexString(secret), Convert.FromHexString(message))));

    [Fact]
    public void The_answers_of_the_hashing_methods_are_what_their_definitions_say()
    {
        byte[] scramble = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
        Assert.Empty(NativePassword.Answer([], scramble));
        Assert.Empty(CachingSha2Password.Answer([], scramble));
        Assert.Equal("b32bb3a583e1340c0a1108d58b1be49781ad8c2f", Convert.ToHexStringLower(NativePassword.Answer("secret"u8, scramble)));
        Assert.Equal("746ebe205d56a0707acb3e796e834e0dd7b1d61743b26bd5202c7a623230c7c9", Convert.ToHexStringLower(CachingSha2Password.Answer("secret"u8, scramble)));
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb, MySqlUsers.Native)]
    [InlineData(MySqlFlavour.MySql56, MySqlUsers.Native)]
    [InlineData(MySqlFlavour.MariaDb, MySqlUsers.Ed25519)]
    public async Task Each_user_comes_in_by_his_own_method_and_not_with_another_password(MySqlFlavour flavour, string user)
    {
        MySqlServer server = Servers.GetPrivate(flavour);
        await using (MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(server, user)))
        {
            Assert.True(session.IsUsable);
        }

        ConnectorException error = await FailsAsync(TestSessions.Options(server, user, password: "wröng"));
        Assert.Equal((ConnectorStatus.Unauthenticated, 1045), (error.Status, error.VendorCode));
        Assert.DoesNotContain("wröng", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(20, 1, 20)]
    [InlineData(20, 0, 20)]
    [InlineData(31, 1, 32)]
    [InlineData(32, 0, 32)]
    public void Only_the_zero_that_ends_bytes_of_chance_is_taken_off(int chance, int zeros, int expected)
    {
        byte[] data = [.. Enumerable.Range(1, chance).Select(i => (byte)i), .. new byte[zeros]];
        var wish = AuthenticationSwitch.Parse([AuthenticationSwitch.Mark, .. "method\0"u8, .. data]);
        Assert.Equal("method", wish.Plugin);
        Assert.Equal(data[..expected], wish.Data);
    }

    [Fact]
    public async Task A_user_of_another_method_comes_in_over_TLS_too()
    {
        foreach (string user in new[] { MySqlUsers.Native, MySqlUsers.Ed25519, MySqlUsers.TlsOnly })
        {
            await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(Servers.GetPrivate(), user, TlsMode.Require));
            Assert.True(session.IsEncrypted);
        }
    }

    [Fact]
    public async Task A_user_who_needs_TLS_is_refused_without()
    {
        ConnectorException error = await FailsAsync(TestSessions.Options(Servers.GetPrivate(), MySqlUsers.TlsOnly));
        Assert.Equal(ConnectorStatus.Unauthenticated, error.Status);
    }

    [Fact]
    public async Task A_text_with_a_zero_byte_is_refused_without_showing_it()
    {
        ConnectorException error = await FailsAsync(new SessionOptions { Host = "127.0.0.1", User = "u", Password = "se\0cret" });
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.DoesNotContain("cret", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_hidden_password_is_what_the_key_s_owner_unhides()
    {
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        byte[] scramble = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];
        byte[] sent = ServerKey.Encrypt("pässword"u8, scramble, Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem()));
        byte[] hidden = rsa.Decrypt(sent, System.Security.Cryptography.RSAEncryptionPadding.OaepSHA1);
        ByteMask.Apply(hidden, scramble);
        Assert.Equal("pässword\0", Encoding.UTF8.GetString(hidden));
    }

    private static async Task<ConnectorException> FailsAsync(SessionOptions options) => await Assert.ThrowsAsync<ConnectorException>(async () => await TestSessions.OpenAsync(options));
}
