using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Tests.Session;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Tests.Fake;

public sealed class FaultTests
{
    [Fact]
    public async Task A_server_like_MySQL_8_lets_in_and_gives_rows()
    {
        using var server = new FakeMySqlServer(Fault.Sha2Fast);
        Assert.Equal(["0", "1", "2"], await ReadAsync(Options(server)));
    }

    [Theory]
    [InlineData(Fault.Sha2Full)]
    [InlineData(Fault.Sha256)]
    internal async Task The_password_goes_under_the_server_s_key_only_where_that_is_allowed(Fault method)
    {
        using var server = new FakeMySqlServer(method);
        ConnectorException error = await FailsAsync(Options(server));
        Assert.Equal(ConnectorStatus.Unauthenticated, error.Status);
        Assert.Contains("allow_public_key_retrieval", error.Message, StringComparison.Ordinal);
        Assert.Null(server.LearnedPassword);
        Assert.Equal(FakeMySqlServer.RowCount, (await ReadAsync(Options(server, allowKey: true))).Count);
        Assert.Equal(FakeMySqlServer.Password, server.LearnedPassword);
    }

    [Theory]
    [InlineData(Fault.SwitchLoop, ConnectorStatus.InputOutput, "another way to log in")]
    [InlineData(Fault.ClearPassword, ConnectorStatus.Unauthenticated, "allow_cleartext_password")]
    [InlineData(Fault.UnknownMethod, ConnectorStatus.NotSupported, "authentication_kerberos_client")]
    [InlineData(Fault.WrongSequence, ConnectorStatus.InputOutput, "number")]
    [InlineData(Fault.TruncatedRow, ConnectorStatus.InputOutput, "closed the connection")]
    [InlineData(Fault.LyingLength, ConnectorStatus.InputOutput, "200 bytes are announced at byte 1")]
    [InlineData(Fault.HugeGreeting, ConnectorStatus.InputOutput, "announced")]
    [InlineData(Fault.OtherProtocol, ConnectorStatus.InputOutput, "breaks the protocol")]
    internal async Task A_server_that_misbehaves_is_an_error_that_says_how(Fault fault, ConnectorStatus status, string text)
    {
        using var server = new FakeMySqlServer(fault);
        ConnectorException error = await FailsAsync(Options(server));
        Assert.Equal(status, error.Status);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeMySqlServer.Password, error.ToString(), StringComparison.Ordinal);
        Assert.NotEqual(FakeMySqlServer.Password, server.LearnedPassword?.TrimEnd('\0'));
    }

    [Fact]
    public async Task The_clear_password_does_not_go_over_a_plain_channel_even_where_it_is_allowed()
    {
        using var server = new FakeMySqlServer(Fault.ClearPassword);
        var options = new SessionOptions { Host = "127.0.0.1", Port = server.Port, User = "u", Password = FakeMySqlServer.Password, TlsMode = TlsMode.Prefer, AllowsClearPassword = true };
        ConnectorException error = await FailsAsync(options);
        Assert.Contains("over TLS only", error.Message, StringComparison.Ordinal);
        Assert.Null(server.LearnedPassword);
    }

    [Fact]
    public async Task A_server_that_hides_its_TLS_is_refused_where_TLS_is_required()
    {
        using var server = new FakeMySqlServer(Fault.TlsDowngrade);
        var options = new SessionOptions { Host = "127.0.0.1", Port = server.Port, User = "u", Password = FakeMySqlServer.Password, TlsMode = TlsMode.Require };
        ConnectorException error = await FailsAsync(options);
        Assert.Contains("does not encrypt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_byte_of_a_file_goes_to_a_server_that_asks_for_one()
    {
        using var server = new FakeMySqlServer(Fault.WantsFile);
        ConnectorException error = await FailsAsync(Options(server));
        Assert.Equal(ConnectorStatus.PermissionDenied, error.Status);
        Assert.Contains("/etc/passwd", error.Message, StringComparison.Ordinal);
        server.Dispose();
        Assert.Equal(0, server.FileBytes);
    }

    [Fact]
    public async Task A_server_that_falls_silent_is_given_up_after_the_time_for_that()
    {
        using var server = new FakeMySqlServer(Fault.Stall);
        var options = new SessionOptions { Host = "127.0.0.1", Port = server.Port, User = "u", Password = "", TlsMode = TlsMode.Disable, StallTimeout = TimeSpan.FromMilliseconds(300) };
        ConnectorException error = await FailsAsync(options);
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
    }

    private static SessionOptions Options(FakeMySqlServer server, bool allowKey = false) =>
        new() { Host = "127.0.0.1", Port = server.Port, User = "u", Password = FakeMySqlServer.Password, TlsMode = TlsMode.Disable, AllowsServerKey = allowKey, CancelTimeout = TimeSpan.FromSeconds(1) };

    private static async Task<ConnectorException> FailsAsync(SessionOptions options) => await Assert.ThrowsAsync<ConnectorException>(() => ReadAsync(options));

    private static async Task<List<string?>> ReadAsync(SessionOptions options)
    {
        await using MySqlSession session = await TestSessions.OpenAsync(options);
        return await TextRows.ListAsync(session, "SELECT v", "the test", row => row[0], TestSessions.Token);
    }
}
