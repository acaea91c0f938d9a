using System.Diagnostics;
using Hawser.Connectors.MySql.Session;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.MySql.Tests.Support;
using Hawser.Testing.MySql;

namespace Hawser.Connectors.MySql.Tests.Session;

public sealed class SessionTests
{
    [Theory]
    [InlineData(MySqlFlavour.MariaDb, false)]
    [InlineData(MySqlFlavour.MariaDb, true)]
    [InlineData(MySqlFlavour.MySql56, false)]
    [InlineData(MySqlFlavour.MySql56, true)]
    public async Task Statements_run_one_after_the_other_compressed_or_not(MySqlFlavour flavour, bool compress)
    {
        await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(Servers.Get(flavour), compress: compress));
        Assert.Equal(compress, session.IsCompressed);
        await session.RunAsync("CREATE TEMPORARY TABLE mysql.t (a int)", "the test", TestSessions.Token);
        OkPacket inserted = await session.RunAsync("INSERT INTO mysql.t VALUES (1),(2),(3)", "the test", TestSessions.Token);
        Assert.Equal(3UL, inserted.RowsAffected);
        OkPacket read = await session.RunAsync("SELECT * FROM mysql.t", "the test", TestSessions.Token);
        Assert.False(read.HasMore);
        await session.RunAsync($"DO '{new string('x', 100_000)}'", "the test", TestSessions.Token);
        Assert.True(session.IsUsable);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Packets_of_16_MiB_and_more_go_both_ways(bool compress)
    {
        await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(Servers.GetPrivate(), compress: compress));
        foreach (int length in new[] { PacketReader.PartBytes - 9, PacketReader.PartBytes - 8, PacketReader.PartBytes, (2 * PacketReader.PartBytes) + 5 })
        {
            string text = new('y', length);
            ResultHead head = await session.QueryAsync($"SELECT '{text}'", "the test", TestSessions.Token);
            Assert.Single(head.Columns);
            await session.Packets.NextAsync(TestSessions.Token);
            Assert.Equal(length, ReadText(session.Packets.Content));
            await session.FinishAsync(null, "the test", TestSessions.Token);
        }

        static int ReadText(ReadOnlySpan<byte> row)
        {
            var cursor = new PacketCursor(row);
            ReadOnlySpan<byte> text = cursor.Text();
            cursor.End();
            return text.IndexOfAnyExcept((byte)'y') < 0 ? text.Length : -1;
        }
    }

    [Fact]
    public async Task A_Unix_socket_serves_as_well()
    {
        MySqlServer server = Servers.GetPrivate();
        await using MySqlSession session = await TestSessions.OpenAsync(new SessionOptions { Host = server.Socket, User = MySqlUsers.Native, Password = MySqlUsers.Password });
        await session.PingAsync("the ping", TestSessions.Token);
    }

    [Fact]
    public async Task After_an_error_of_the_server_the_session_goes_on()
    {
        await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(Servers.Get()));
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await session.RunAsync("SELECT * FROM mysql.nothing_here", "the test", TestSessions.Token));
        Assert.Equal((ConnectorStatus.NotFound, 1146, "42S02"), (error.Status, error.VendorCode, error.SqlState));
        await session.PingAsync("the ping", TestSessions.Token);
    }

    [Theory]
    [InlineData(MySqlFlavour.MariaDb)]
    [InlineData(MySqlFlavour.MySql56)]
    public async Task A_cancelled_statement_ends_soon_and_the_session_goes_on(MySqlFlavour flavour)
    {
        await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(Servers.Get(flavour)));
        using var cancel = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await session.RunAsync("DO sleep(60)", "the test", cancel.Token));
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30));
        await session.RunAsync("DO 1", "the test", TestSessions.Token);
        Assert.True(session.IsUsable);
    }

    [Theory]
    [InlineData(false, "disabled")]
    [InlineData(true, "/etc/passwd")]
    public async Task No_file_goes_to_a_server_whether_or_not_the_session_loads(bool loads, string text)
    {
        MySqlServer server = Servers.Get();
        string database = server.CreateDatabase();
        server.Execute(database, "CREATE TABLE t (a text)");
        await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(server) with { LoadsFiles = loads });
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(
            async () => await session.RunAsync($"LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE {database}.t", "the test", TestSessions.Token));
        Assert.Equal(ConnectorStatus.PermissionDenied, error.Status);
        Assert.Contains(text, error.Message, StringComparison.Ordinal);
        Assert.Equal(!loads, session.IsUsable);
        Assert.Equal("0", server.Query(database, "SELECT count(*) FROM t")[0][0]);
        server.DropDatabase(database);
    }

    [Fact]
    public async Task Several_statements_in_one_text_run_only_where_they_are_allowed()
    {
        await using MySqlSession session = await TestSessions.OpenAsync(TestSessions.Options(Servers.Get()));
        await Assert.ThrowsAsync<ConnectorException>(async () => await session.RunAsync("DO 1; DO 2", "the test", TestSessions.Token));
        await session.SetMultiStatementsAsync(true, "the test", TestSessions.Token);
        OkPacket last = await session.RunAsync("DO 1; SELECT 1; SELECT 2", "the test", TestSessions.Token);
        Assert.False(last.HasMore);
        await session.SetMultiStatementsAsync(false, "the test", TestSessions.Token);
        await Assert.ThrowsAsync<ConnectorException>(async () => await session.RunAsync("DO 1; DO 2", "the test", TestSessions.Token));
    }
}
