using System.Text;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.MySql.Tests.Session;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Tests.Fake;

public sealed class FileRequestTests
{
    private const string Load = "LOAD DATA LOCAL INFILE 'hawser-1' INTO TABLE t";

    [Fact]
    public async Task A_session_that_loads_sends_the_bytes_of_its_own_load_and_no_others()
    {
        using var server = new FakeMySqlServer(Fault.WantsNamedFile);
        await using MySqlSession session = await TestSessions.OpenAsync(Options(server, loads: true));
        Assert.True(server.Offered.HasFlag(ServerCapabilities.LocalFiles));
        await session.File.BeginAsync(Load, "hawser-1", "the test", TestSessions.Token);
        await session.File.SendAsync(Packet("1\ta\n"), "the test", TestSessions.Token);
        await session.File.SendAsync(Packet("2\tb\n"), "the test", TestSessions.Token);
        OkPacket end = await session.File.FinishAsync("the test", TestSessions.Token);
        Assert.Equal(1UL, end.RowsAffected);
        Assert.Equal("1\ta\n2\tb\n", server.File);

        // The same wish a moment later, in answer to something else.
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await session.RunAsync("SELECT 1", "the test", TestSessions.Token));
        Refused(error, session, server, "hawser-1");
    }

    [Fact]
    public async Task A_session_that_does_not_load_offers_no_files_and_sends_none()
    {
        using var server = new FakeMySqlServer(Fault.WantsNamedFile);
        await using MySqlSession session = await TestSessions.OpenAsync(Options(server, loads: false));
        Assert.False(server.Offered.HasFlag(ServerCapabilities.LocalFiles));
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await session.File.BeginAsync(Load, "hawser-1", "the test", TestSessions.Token));
        Refused(error, session, server, "hawser-1");
    }

    [Fact]
    public async Task A_load_in_which_another_file_is_asked_for_is_refused()
    {
        using var server = new FakeMySqlServer(Fault.WantsFile);
        await using MySqlSession session = await TestSessions.OpenAsync(Options(server, loads: true));
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await session.File.BeginAsync(Load, "hawser-1", "the test", TestSessions.Token));
        Refused(error, session, server, "/etc/passwd");
        Assert.Equal(0, server.FileBytes);
    }

    private static void Refused(ConnectorException error, MySqlSession session, FakeMySqlServer server, string file)
    {
        Assert.Equal(ConnectorStatus.PermissionDenied, error.Status);
        Assert.Contains($"\"{file}\" of this machine, which was refused; the connection was closed", error.Message, StringComparison.Ordinal);
        Assert.False(session.IsUsable);
        server.Dispose();
        Assert.True(server.File is null or "" or "1\ta\n2\tb\n", server.File);
    }

    private static Memory<byte> Packet(string text) => new byte[] { 0, 0, 0, 0 }.Concat(Encoding.UTF8.GetBytes(text)).ToArray();

    private static SessionOptions Options(FakeMySqlServer server, bool loads) =>
        new() { Host = "127.0.0.1", Port = server.Port, User = "u", Password = FakeMySqlServer.Password, TlsMode = TlsMode.Disable, LoadsFiles = loads, CancelTimeout = TimeSpan.FromSeconds(1) };
}
