using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Hawser.Arrow;
using Hawser.Connectors.Postgres.Read;
using Hawser.Connectors.Postgres.Session;
using Hawser.Connectors.Postgres.Tests.Read;
using Hawser.Connectors.Transport;
using Hawser.Testing;

namespace Hawser.Connectors.Postgres.Tests.Fake;

/// <summary>Whatever a server does wrong, the error says it, comes in time, and no part of the data counts as all of it.</summary>
public sealed class FaultTests
{
    private const string Secret = "s3cret-of-the-tests";

    // Generous: it only tells soon from never.
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    /// <summary>Faults with what the error is and says.</summary>
    public static TheoryData<Fault, ConnectorStatus, string> Faults { get; } = new()
    {
        { Fault.ClosesAtOnce, ConnectorStatus.InputOutput, "connection" },
        { Fault.IsSilentAtLogin, ConnectorStatus.Timeout, "sent nothing for 0.5 s" },
        { Fault.SpeaksAnotherProtocol, ConnectorStatus.InputOutput, "a message 'H' of 1414811695 bytes is announced" },
        { Fault.AnnouncesHugeLoginMessage, ConnectorStatus.InputOutput, "a message 'R' of 2147483647 bytes is announced" },
        { Fault.AnnouncesNegativeLength, ConnectorStatus.InputOutput, "a message 'R' of -1 bytes is announced" },
        { Fault.RefusesPassword, ConnectorStatus.Unauthenticated, "password authentication failed" },
        { Fault.SendsForeignNonce, ConnectorStatus.InputOutput, "nonce does not continue ours" },
        { Fault.CannotProveItself, ConnectorStatus.Unauthenticated, "did not prove that it knows the password" },
        { Fault.SkipsItsProof, ConnectorStatus.InputOutput, "authentication step 0 came where 12 was due" },
        { Fault.SendsShortSalt, ConnectorStatus.InputOutput, "a salt of 2 bytes" },
        { Fault.KeepsFloatingMoments, ConnectorStatus.NotSupported, "integer_datetimes is off" },
        { Fault.CopiesInText, ConnectorStatus.Internal, "in text" },
        { Fault.CopiesOtherColumns, ConnectorStatus.Internal, "3 columns where 2" },
        { Fault.AnswersWithRows, ConnectorStatus.InputOutput, "RowDescription came where COPY was to begin" },
        { Fault.AnswersWithCopyIn, ConnectorStatus.InputOutput, "CopyInResponse came where COPY was to begin" },
        { Fault.EndsWithoutCopy, ConnectorStatus.Internal, "ended without a COPY" },
        { Fault.SendsUnknownMessage, ConnectorStatus.InputOutput, "unknown type '?'" },
        { Fault.SendsUnexpectedMessage, ConnectorStatus.InputOutput, "RowDescription came in a COPY" },
        { Fault.TruncatesMessage, ConnectorStatus.InputOutput, "closed the connection" },
        { Fault.ResetsConnection, ConnectorStatus.InputOutput, "the connection broke" },
        { Fault.IsSilentInCopy, ConnectorStatus.Timeout, "sent nothing for 0.5 s" },
        { Fault.AnnouncesTooLongRow, ConnectorStatus.InputOutput, "a message 'd' of 2147483647 bytes is announced" },
        { Fault.AnnouncesTooShortRow, ConnectorStatus.InputOutput, "bytes are announced and" },
        { Fault.AnnouncesNegativeRow, ConnectorStatus.InputOutput, "a message 'd' of -5 bytes is announced" },
        { Fault.AnnouncesTooLongField, ConnectorStatus.InputOutput, "1073741824 bytes are announced and 3 are there" },
        { Fault.AnnouncesNegativeField, ConnectorStatus.InputOutput, "-2 bytes are announced" },
        { Fault.SendsOtherFieldCount, ConnectorStatus.InputOutput, "a row of 1 fields came where 2 were due" },
        { Fault.SendsOtherSignature, ConnectorStatus.InputOutput, "signature of the binary format" },
        { Fault.SendsCriticalFlags, ConnectorStatus.InputOutput, "flags 0x00010000" },
        { Fault.AnnouncesLongHeader, ConnectorStatus.InputOutput, "2147483647 bytes are announced" },
        { Fault.FailsInTheMiddle, ConnectorStatus.InvalidData, "division by zero. What to do" },
        { Fault.DiesInTheMiddle, ConnectorStatus.Unavailable, "terminating connection" },
        { Fault.FailsAfterTheLastRow, ConnectorStatus.ResourceExhausted, "could not write to log file" },
        { Fault.ForgetsTrailer, ConnectorStatus.InputOutput, "CopyDone came in a COPY before its last row" },
        { Fault.SendsRowsBehindTrailer, ConnectorStatus.InputOutput, "bytes came behind the end of a COPY" },
        { Fault.SendsDataBehindCopyDone, ConnectorStatus.InputOutput, "CopyData came in a COPY that had ended" },
        { Fault.CountsOtherRows, ConnectorStatus.InputOutput, "the server counts 2001 rows in a COPY of which 2000 came" },
        { Fault.IsSilentAfterCopyDone, ConnectorStatus.Timeout, "sent nothing for 0.5 s" },
        { Fault.ClosesAfterCopyDone, ConnectorStatus.InputOutput, "closed the connection" },
    };

    [Fact]
    public async Task Without_a_fault_all_rows_come()
    {
        await using var server = new FakePostgresServer(Fault.None);
        Assert.Equal(FakePostgresServer.RowCount, await ReadAllAsync(Options(server), sync: false));
        Assert.Equal(FakePostgresServer.RowCount, await ReadAllAsync(Options(server), sync: true));
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_an_error_that_says_it(Fault fault, ConnectorStatus status, string message)
    {
        foreach (bool sync in new[] { false, true })
        {
            await using var server = new FakePostgresServer(fault);
            var clock = Stopwatch.StartNew();
            ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => ReadAllAsync(Options(server), sync));
            Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed}.");
            Assert.Equal(status, error.Status);
            Assert.Contains(message, error.Message, StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(Fault.WantsGss, "GSS")]
    [InlineData(Fault.WantsSspi, "SSPI")]
    [InlineData(Fault.WantsUnknownMethod, "authentication method 99")]
    [InlineData(Fault.WantsUnknownSaslMechanism, "OAUTHBEARER")]
    public async Task A_login_that_this_session_lacks_is_named_and_no_error(Fault fault, string name)
    {
        await using var server = new FakePostgresServer(fault);
        SessionOpening opening = await SessionOpener.OpenAsync(Options(server), CancellationToken.None);
        Assert.Null(opening.Session);
        Assert.Equal(name, opening.Unsupported);
    }

    [Theory]
    [InlineData(Fault.RefusesTls, "Require", ConnectorStatus.Unavailable, "the server does not encrypt")]
    [InlineData(Fault.RefusesTls, "VerifyFull", ConnectorStatus.Unavailable, "the server does not encrypt")]
    [InlineData(Fault.AnswersTlsRequestWithError, "Require", ConnectorStatus.InputOutput, "S or N is allowed")]
    [InlineData(Fault.SendsBytesBehindTlsAgreement, "Require", ConnectorStatus.InputOutput, "bytes that are not encrypted")]
    [InlineData(Fault.SendsBytesBehindTlsAgreement, "Prefer", ConnectorStatus.InputOutput, "bytes that are not encrypted")]
    [InlineData(Fault.ShowsCertificateOfAnotherHost, "VerifyFull", ConnectorStatus.Unavailable, "does not name the host 127.0.0.1")]
    public async Task A_fault_in_agreeing_to_encrypt_is_an_error(Fault fault, string mode, ConnectorStatus status, string message)
    {
        using var folder = new TempFolder();
        string root = Path.Combine(folder.Path, "root.crt");
        await File.WriteAllTextAsync(root, FakePostgresServer.OtherHost.Value.ExportCertificatePem());
        await using var server = new FakePostgresServer(fault);
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => ReadAllAsync(Options(server, Enum.Parse<TlsMode>(mode), root), sync: false));
        Assert.Equal(status, error.Status);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_of_another_host_is_good_enough_where_only_the_authority_counts()
    {
        using var folder = new TempFolder();
        string root = Path.Combine(folder.Path, "root.crt");
        await File.WriteAllTextAsync(root, FakePostgresServer.OtherHost.Value.ExportCertificatePem());
        await using var server = new FakePostgresServer(Fault.ShowsCertificateOfAnotherHost);
        Assert.Equal(FakePostgresServer.RowCount, await ReadAllAsync(Options(server, TlsMode.VerifyCa, root), sync: true));
    }

    [Fact]
    public async Task A_server_that_does_not_encrypt_is_plain_where_that_is_allowed()
    {
        await using var server = new FakePostgresServer(Fault.RefusesTls);
        Assert.Equal(FakePostgresServer.RowCount, await ReadAllAsync(Options(server, TlsMode.Prefer), sync: false));
    }

    [Fact]
    public async Task A_server_that_is_silent_is_left_when_connecting_has_taken_long_enough()
    {
        await using var server = new FakePostgresServer(Fault.IsSilentAtLogin);
        var options = new SessionOptions { Host = "127.0.0.1", Port = server.Port, User = "u", Database = "d", TlsMode = TlsMode.Disable, ConnectTimeout = TimeSpan.FromSeconds(0.2) };
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(options, CancellationToken.None));
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
        Assert.Contains("took longer than 0.2 s", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_falls_silent_amid_a_copy_is_left_after_the_option_stall_timeout()
    {
        await using var server = new FakePostgresServer(Fault.IsSilentInCopy);
        var connector = new PostgresConnector();
        var options = new Dictionary<string, string> { ["host"] = "127.0.0.1", ["port"] = $"{server.Port}", ["user"] = "u", ["database"] = "d", ["password"] = Secret, ["sslmode"] = "disable", ["stall_timeout"] = "400ms" };
        SessionOptions session = new PostgresSettings(connector.ParseOptions(options)).ToSession();
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(() => ReadAllAsync(session, sync: true));
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
        Assert.Contains("sent nothing for 0.4 s", error.Message, StringComparison.Ordinal);
        options["stall_timeout"] = "0";
        Assert.Equal(TimeSpan.Zero, new PostgresSettings(connector.ParseOptions(options)).StallTimeout);
    }

    [Fact]
    public async Task A_connection_that_is_never_taken_is_given_up_in_time_and_when_asked()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 1);
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Socket[] queue = [.. Enumerable.Range(0, 8).Select(_ => new Socket(SocketType.Stream, ProtocolType.Tcp))];
        Task[] waiting = [.. queue.Select(socket => socket.ConnectAsync(IPAddress.Loopback, port))];
        await Task.Delay(50);
        var options = new SessionOptions { Host = "127.0.0.1", Port = port, User = "u", Database = "d", ConnectTimeout = TimeSpan.FromSeconds(0.3) };
        var clock = Stopwatch.StartNew();
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(options, CancellationToken.None));
        Assert.Equal(ConnectorStatus.Timeout, error.Status);
        using var giveUp = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await SessionOpener.OpenAsync(options, giveUp.Token));
        Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed}.");
        Array.ForEach(queue, socket => socket.Dispose());
        await Task.WhenAll(waiting).ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task A_server_that_ignores_a_cancel_is_left_in_time()
    {
        await using var server = new FakePostgresServer(Fault.IgnoresCancel);
        SessionOpening opening = await SessionOpener.OpenAsync(Options(server), CancellationToken.None);
        await using CopySession session = opening.Session!;
        var clock = Stopwatch.StartNew();
        await using (CopyBatchReader reader = await OpenAsync(session, ReadOptions.Default with { BatchRows = 10 }))
        {
            using RecordBatch batch = (await reader.ReadNextAsync())!;
        }

        Assert.True(clock.Elapsed < Soon, $"It took {clock.Elapsed}.");
        Assert.Equal(1, server.Cancels);
        Assert.False(session.IsUsable);
    }

    [Fact]
    public async Task A_port_where_nobody_listens_is_told()
    {
        int port;
        await using (var server = new FakePostgresServer(Fault.None))
        {
            port = server.Port;
        }

        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(
            new SessionOptions { Host = "127.0.0.1", Port = port, User = "u", Database = "d" }, CancellationToken.None));
        Assert.Equal(ConnectorStatus.Unavailable, error.Status);
        Assert.Contains($"127.0.0.1:{port}: the connection was refused", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_NUL_character_in_an_option_is_told_without_the_option()
    {
        var options = new SessionOptions { Host = "127.0.0.1", User = "u", Database = "d", Password = Secret + "\0" };
        ConnectorException error = await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(options, CancellationToken.None));
        Assert.Equal(ConnectorStatus.InvalidConfiguration, error.Status);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_nobody_knows_and_a_socket_that_is_not_there_are_told()
    {
        var nowhere = new SessionOptions { Host = "nowhere.invalid", User = "u", Database = "d" };
        ConnectorException unknown = await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(nowhere, CancellationToken.None));
        Assert.Equal(ConnectorStatus.Unavailable, unknown.Status);
        Assert.Contains("nowhere.invalid:5432: the host", unknown.Message, StringComparison.Ordinal);
        var missing = new SessionOptions { Host = "/nowhere/at/all", User = "u", Database = "d" };
        ConnectorException socket = await Assert.ThrowsAsync<ConnectorException>(async () => await SessionOpener.OpenAsync(missing, CancellationToken.None));
        Assert.Equal(ConnectorStatus.Unavailable, socket.Status);
        Assert.Contains("/nowhere/at/all/.s.PGSQL.5432", socket.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_were_changed_on_their_way_give_all_rows_or_an_error()
    {
        int seed = Random.Shared.Next();
        TestContext.Current.TestOutputHelper!.WriteLine($"seed {seed}");
        var random = new Random(seed);
        byte[] right = FakePostgresServer.RightCopy();
        for (int i = 0; i < 150; i++)
        {
            byte[] changed = [.. right];
            for (int flips = random.Next(1, 4); flips > 0; flips--)
            {
                // Half of the changes where the beginning and the first rows are.
                changed[random.Next(random.Next(2) == 0 ? 200 : changed.Length)] = (byte)random.Next(256);
            }

            await using var server = new FakePostgresServer(Fault.None, random.Next(4) == 0 ? changed[..random.Next(changed.Length)] : changed);
            try
            {
                Assert.Equal(FakePostgresServer.RowCount, await ReadAllAsync(Options(server), sync: i % 2 == 0));
            }
            catch (ConnectorException e)
            {
                Assert.NotEqual(ConnectorStatus.Timeout, e.Status);
            }
        }
    }

    private static SessionOptions Options(FakePostgresServer server, TlsMode mode = TlsMode.Disable, string? root = null) => new()
    {
        Host = "127.0.0.1",
        Port = server.Port,
        User = "u",
        Password = Secret,
        Database = "d",
        TlsMode = mode,
        RootCertificate = root,
        ConnectTimeout = TimeSpan.FromSeconds(1),
        CancelTimeout = TimeSpan.FromSeconds(0.5),
        StallTimeout = server.FallsSilent ? TimeSpan.FromSeconds(0.5) : Soon,
    };

    private static ValueTask<CopyBatchReader> OpenAsync(CopySession session, ReadOptions options) =>
        CopyText.OpenAsync(session, "SELECT * FROM things", [CopyText.Column("i", "integer"), CopyText.Column("t", "text")], options);

    private static async Task<long> ReadAllAsync(SessionOptions options, bool sync)
    {
        using var allocator = new ArrowAllocator();
        long rows = 0;
        SessionOpening opening = await SessionOpener.OpenAsync(options, CancellationToken.None);
        await using (CopySession session = opening.Session!)
        {
            await using CopyBatchReader reader = await OpenAsync(session, new ReadOptions { BatchRows = 300, Allocator = allocator });
            while ((sync ? reader.ReadNext() : await reader.ReadNextAsync()) is { } batch)
            {
                rows += batch.RowCount;
                batch.Dispose();
            }
        }

        Assert.Equal(0, allocator.AllocatedBytes);
        return rows;
    }
}
