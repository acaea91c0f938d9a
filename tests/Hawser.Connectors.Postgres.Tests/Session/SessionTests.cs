using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Session.Messages;
using Hawser.Connectors.Postgres.Tests.Fake;
using Hawser.Connectors.Postgres.Tests.Read;
using Hawser.Connectors.Postgres.Types;
using Hawser.Connectors.Transport;
using Hawser.Testing.Postgres;

namespace Hawser.Connectors.Postgres.Tests.Session;

public sealed class SessionTests
{
    [Fact]
    public async Task Notices_and_warnings_are_kept_once_and_not_without_end()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await session.ExecuteAsync("DO $$ BEGIN RAISE NOTICE 'first'; RAISE WARNING 'second'; END $$", "speaking", CancellationToken.None);
        Assert.Equal([new ServerMessage(MessageSeverity.Notice, "first", "00000"), new ServerMessage(MessageSeverity.Warning, "second", "01000")], session.TakeNotices());
        Assert.Empty(session.TakeNotices());
        await session.ExecuteAsync("DO $$ BEGIN FOR i IN 1..500 LOOP RAISE NOTICE 'n'; END LOOP; END $$", "speaking", CancellationToken.None);
        Assert.Equal(100, session.TakeNotices().Count);
    }

    [Fact]
    public async Task Settings_that_the_server_tells_are_known()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        Assert.Equal("UTF8", session.Parameters["client_encoding"]);
        await session.ExecuteAsync("SET application_name = 'other'", "setting", CancellationToken.None);
        Assert.Equal("other", session.Parameters["application_name"]);
    }

    [Fact]
    public async Task Transactions_are_told_apart()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        Assert.Equal(TransactionState.Idle, session.Transaction);
        await session.ExecuteAsync("BEGIN", "beginning", CancellationToken.None);
        Assert.Equal(TransactionState.Open, session.Transaction);
        await Assert.ThrowsAsync<ConnectorException>(async () => await session.ExecuteAsync("SELECT nowhere", "failing", CancellationToken.None));
        Assert.Equal(TransactionState.Failed, session.Transaction);
        await session.ExecuteAsync("ROLLBACK", "ending", CancellationToken.None);
        Assert.Equal(TransactionState.Idle, session.Transaction);
    }

    [Fact]
    public async Task A_session_that_another_one_ends_says_so_and_is_not_usable()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await using CopySession other = await TestSessions.OpenAsync();
        await other.ExecuteAsync($"SELECT pg_terminate_backend({session.ProcessId})", "ending the other", CancellationToken.None);
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await session.ExecuteAsync("SELECT pg_sleep(5)", "sleeping", CancellationToken.None));
        Assert.True(error.IsTransient);
        Assert.False(session.IsUsable);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await session.ExecuteAsync("SELECT 1", "again", CancellationToken.None));
    }

    [Fact]
    public async Task A_session_that_ended_at_rest_is_known_to_be_over()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await using CopySession other = await TestSessions.OpenAsync();
        Assert.True(session.IsUsable);
        await other.ExecuteAsync($"SELECT pg_terminate_backend({session.ProcessId})", "ending the other", CancellationToken.None);
        for (int i = 0; i < 3000 && session.IsUsable; i++)
        {
            await Task.Delay(10);
        }

        Assert.False(session.IsUsable);
    }

    [Fact]
    public async Task A_statement_that_wants_data_is_refused_and_the_session_goes_on()
    {
        await using CopySession session = await TestSessions.OpenAsync();
        await Assert.ThrowsAsync<ConnectorException>(async () => await session.ExecuteAsync("CREATE TEMP TABLE t (i int); COPY t FROM STDIN", "loading", CancellationToken.None));
        Assert.Equal("5", await CopyText.ValueAsync(session, "5", PgTypeText.Parse("integer")));
    }

    [Fact]
    public async Task A_folder_as_the_host_is_a_Unix_socket()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such sockets for PostgreSQL.");
        PostgresServer server = Server.GetPrivate();
        string folder = Path.GetDirectoryName(server.CertificateFile("root.crt"))!;

        // The private server lets nobody in this way; that it says so shows that we came to it.
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(TestSessions.Options(server, TlsMode.VerifyFull, host: folder), CancellationToken.None));
        Assert.Equal("28000", error.SqlState);
        Assert.Contains($"{folder}/.s.PGSQL.{server.Port}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void All_fields_of_an_error_are_read()
    {
        byte[] content =
        [
            .. "SFEHLER\0VERROR\0C23505\0Mdoppelt\0Dmore\0Hdo this\0P7\0p8\0qSELECT 1\0Wfunction f\0ssch\0ttab\0ccol\0dtyp\0ncon\0Fnb.c\0L9\0R_bt\0?unknown\0\0"u8,
        ];
        Assert.Equal(
            new ServerError
            {
                Severity = "ERROR", SqlState = "23505", Message = "doppelt", Detail = "more", Hint = "do this", Position = "7", InternalPosition = "8", InternalQuery = "SELECT 1",
                Where = "function f", Schema = "sch", Table = "tab", Column = "col", DataType = "typ", Constraint = "con", File = "nb.c", Line = "9", Routine = "_bt",
            },
            ServerError.Parse(content));
        Assert.Throws<WireFormatException>(() => ServerError.Parse(content.AsSpan(0, content.Length - 1)));
        Assert.Throws<WireFormatException>(() => ServerError.Parse("SERROR"u8));
    }

    [Fact]
    public void A_message_cut_anywhere_is_refused_or_waits_for_the_rest()
    {
        byte[] message = ServerBytes.Row(7);
        for (int length = 0; length < message.Length; length++)
        {
            bool isKnown = MessageFrame.TryRead(message.AsSpan(0, length), isLoggedIn: true, out MessageFrame frame);
            Assert.Equal(length >= MessageFrame.HeaderBytes, isKnown);
            Assert.Equal(isKnown ? message.Length : MessageFrame.HeaderBytes, frame.TotalBytes);
        }
    }

    [Fact]
    public void A_text_for_the_server_holds_no_zero_byte() => Assert.Throws<ArgumentException>(() => FrontendMessage.Query("SELECT 1\0; DROP"));
}
