using System.Buffers.Binary;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using static Hawser.Connectors.Postgres.Tests.Fake.ServerBytes;

namespace Hawser.Connectors.Postgres.Tests.Fake;

/// <summary>A server on loopback that speaks just enough of the protocol for one COPY of integers and texts, with one fault.</summary>
internal sealed class FakePostgresServer : IAsyncDisposable
{
    /// <summary>Rows of its COPY.</summary>
    public const int RowCount = 2000;

    private const int SslRequestCode = 80877103;
    private const int CancelRequestCode = 80877102;
    private const int FaultyRow = 1000;

    private readonly Fault _fault;
    private readonly byte[]? _copyBytes;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _conversations = [];
    private readonly Task _accepting;

    public FakePostgresServer(Fault fault, byte[]? copyBytes = null)
    {
        _fault = fault;
        _copyBytes = copyBytes;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Whether it stops to answer.</summary>
    public bool FallsSilent => _fault is Fault.IsSilentAtLogin or Fault.IsSilentInCopy or Fault.IsSilentAfterCopyDone;

    /// <summary>How many cancel requests came.</summary>
    public int Cancels { get; private set; }

    /// <summary>All that a right server sends for the COPY, from its beginning to ReadyForQuery.</summary>
    public static byte[] RightCopy() =>
    [
        .. CopyOut(2), .. Row(0, Header), .. Enumerable.Range(1, RowCount - 1).SelectMany(i => Row(i)),
        .. Message('d', Trailer), .. Message('c'), .. Tag($"COPY {RowCount}"), .. Ready(),
    ];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        await Task.WhenAll(_conversations);
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                Socket socket = await _listener.AcceptSocketAsync(_stop.Token);
                _conversations.Add(ConverseAsync(socket));
            }
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private async Task ConverseAsync(Socket socket)
    {
        using (socket)
        {
            try
            {
                await RunAsync(socket);
            }
            catch (Exception e) when (e is IOException or SocketException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client left, as most faults make it.
            }
        }
    }

    private async Task RunAsync(Socket socket)
    {
        Stream stream = new NetworkStream(socket);
        if (_fault == Fault.ClosesAtOnce)
        {
            return;
        }

        byte[] first = await ReadAsync(stream, hasType: false);
        if (CodeOf(first) == CancelRequestCode)
        {
            Cancels++;
            return;
        }

        if (CodeOf(first) == SslRequestCode)
        {
            if (await AnswerTlsAsync(stream) is not { } answered)
            {
                return;
            }

            stream = answered;
            await ReadAsync(stream, hasType: false);
        }

        if (!await LogInAsync(stream))
        {
            return;
        }

        byte[] moments = Message('S', Text("integer_datetimes"), Text(_fault == Fault.KeepsFloatingMoments ? "off" : "on"));
        await stream.WriteAsync((byte[])[.. Authentication(0), .. Message('S', Text("server_version"), Text("15.0")), .. moments, .. Message('K', Int32(4711), Int32(42)), .. Ready()], _stop.Token);
        while (true)
        {
            byte[] query = await ReadAsync(stream, hasType: true);
            if (query.Length == 0)
            {
                return;
            }

            await AnswerAsync(socket, stream);
        }
    }

    private async Task<Stream?> AnswerTlsAsync(Stream stream)
    {
        switch (_fault)
        {
            case Fault.AnswersTlsRequestWithError:
                await stream.WriteAsync(Error("FATAL", "0A000", "unsupported frontend protocol"), _stop.Token);
                return null;
            case Fault.SendsBytesBehindTlsAgreement:
                await stream.WriteAsync((byte[])[(byte)'S', .. Authentication(0), .. Ready()], _stop.Token);
                await SilenceAsync();
                return null;
            case Fault.ShowsCertificateOfAnotherHost:
                await stream.WriteAsync("S"u8.ToArray(), _stop.Token);
                var tls = new SslStream(stream);
                await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = OtherHost.Value }, _stop.Token);
                return tls;
            default:
                await stream.WriteAsync("N"u8.ToArray(), _stop.Token);
                return stream;
        }
    }

    /// <summary>A certificate that names another host and is its own authority.</summary>
    public static Lazy<X509Certificate2> OtherHost { get; } = new(() =>
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=other.example", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("other.example");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    });

    // True when the client is let in.
    private async Task<bool> LogInAsync(Stream stream)
    {
        byte[]? last = _fault switch
        {
            Fault.SpeaksAnotherProtocol => "HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray(),
            Fault.AnnouncesHugeLoginMessage => Message('R', int.MaxValue, []),
            Fault.AnnouncesNegativeLength => Message('R', -1, []),
            Fault.RefusesPassword => Error("FATAL", "28P01", "password authentication failed for user \"u\""),
            Fault.WantsGss => Authentication(7),
            Fault.WantsSspi => Authentication(9),
            Fault.WantsUnknownMethod => Authentication(99),
            Fault.WantsUnknownSaslMechanism => Authentication(10, [.. Text("OAUTHBEARER"), 0]),
            Fault.SendsShortSalt => Authentication(5, 1, 2),
            _ => null,
        };
        if (last is not null)
        {
            await stream.WriteAsync(last, _stop.Token);
            await SilenceAsync();
        }

        if (_fault == Fault.IsSilentAtLogin)
        {
            await SilenceAsync();
        }

        if (_fault is Fault.SendsForeignNonce or Fault.CannotProveItself or Fault.SkipsItsProof)
        {
            await stream.WriteAsync(Authentication(10, [.. Text("SCRAM-SHA-256"), 0]), _stop.Token);
            string answer = Encoding.UTF8.GetString(await ReadAsync(stream, hasType: true));
            string nonce = _fault == Fault.SendsForeignNonce ? "foreign" : answer[(answer.IndexOf("r=", StringComparison.Ordinal) + 2)..] + "server";
            await stream.WriteAsync(Authentication(11, Encoding.UTF8.GetBytes($"r={nonce},s=c2FsdA==,i=4096")), _stop.Token);
            await ReadAsync(stream, hasType: true);
            if (_fault == Fault.CannotProveItself)
            {
                await stream.WriteAsync(Authentication(12, [.. "v="u8, .. Encoding.UTF8.GetBytes(Convert.ToBase64String(new byte[32]))]), _stop.Token);
            }
        }

        return true;
    }

    private async Task AnswerAsync(Socket socket, Stream stream)
    {
        if (_copyBytes is not null)
        {
            await stream.WriteAsync(_copyBytes, _stop.Token);
            socket.Shutdown(SocketShutdown.Both);
            return;
        }

        if (Beginning() is { } other)
        {
            await stream.WriteAsync(other, _stop.Token);
            return;
        }

        await stream.WriteAsync(FirstRow(), _stop.Token);
        for (int i = 1; i < RowCount; i++)
        {
            await stream.WriteAsync(i == FaultyRow ? Faulty(i) : Row(i), _stop.Token);
            if (i == FaultyRow)
            {
                await PauseAsync(socket);
            }
        }

        while (_fault == Fault.IgnoresCancel)
        {
            await stream.WriteAsync(Row(0), _stop.Token);
        }

        await stream.WriteAsync(Ending(), _stop.Token);
        if (_fault == Fault.ClosesAfterCopyDone)
        {
            socket.Shutdown(SocketShutdown.Both);
        }
    }

    private byte[]? Beginning() => _fault switch
    {
        Fault.CopiesInText => [.. CopyOut(2, isBinary: false), .. Message('c'), .. Tag("COPY 0"), .. Ready()],
        Fault.CopiesOtherColumns => [.. CopyOut(3), .. Message('d', Header), .. Message('d', Trailer), .. Message('c'), .. Tag("COPY 0"), .. Ready()],
        Fault.AnswersWithRows => [.. Message('T', Int16(0)), .. Message('D', Int16(0)), .. Tag("SELECT 1"), .. Ready()],
        Fault.AnswersWithCopyIn => Message('G', [1], Int16(0)),
        Fault.EndsWithoutCopy => [.. Tag("SELECT 1"), .. Ready()],
        _ => null,
    };

    private byte[] FirstRow()
    {
        byte[] header = [.. Header];
        switch (_fault)
        {
            case Fault.SendsOtherSignature:
                header[3] = (byte)'X';
                break;
            case Fault.SendsCriticalFlags:
                header[12] = 1;
                break;
            case Fault.AnnouncesLongHeader:
                Int32(int.MaxValue).CopyTo(header, 15);
                break;
        }

        return [.. CopyOut(2), .. Row(0, header)];
    }

    private byte[] Faulty(int number)
    {
        byte[] row = Row(number), content = RowContent(number);
        return _fault switch
        {
            Fault.SendsUnknownMessage => Message('?', content),
            Fault.SendsUnexpectedMessage => Message('T', Int16(0)),
            Fault.TruncatesMessage => row[..^3],
            Fault.AnnouncesTooLongRow => Message('d', int.MaxValue, content),
            Fault.AnnouncesTooShortRow => Message('d', content.Length, content),
            Fault.AnnouncesNegativeRow => Message('d', -5, content),
            Fault.AnnouncesTooLongField => Message('d', Int16(2), Int32(4), Int32(number), Int32(1 << 30), [1, 2, 3]),
            Fault.AnnouncesNegativeField => Message('d', Int16(2), Int32(-2), Int32(number), Int32(0)),
            Fault.SendsOtherFieldCount => Message('d', Int16(1), Int32(4), Int32(number)),
            Fault.FailsInTheMiddle => [.. Error("ERROR", "22012", "division by zero"), .. Ready()],
            Fault.DiesInTheMiddle => Error("FATAL", "57P01", "terminating connection due to administrator command"),
            _ => row,
        };
    }

    private async Task PauseAsync(Socket socket)
    {
        switch (_fault)
        {
            case Fault.TruncatesMessage or Fault.DiesInTheMiddle:
                socket.Shutdown(SocketShutdown.Send);
                await SilenceAsync();
                break;
            case Fault.ResetsConnection:
                socket.LingerState = new LingerOption(true, 0);
                socket.Close();
                break;
            case Fault.IsSilentInCopy or Fault.FailsInTheMiddle:
                await SilenceAsync();
                break;
        }
    }

    private byte[] Ending()
    {
        byte[] trailer = Message('d', Trailer), right = [.. trailer, .. Message('c'), .. Tag($"COPY {RowCount}"), .. Ready()];
        return _fault switch
        {
            Fault.FailsAfterTheLastRow => [.. trailer, .. Message('c'), .. Error("ERROR", "53100", "could not write to log file"), .. Ready()],
            Fault.ForgetsTrailer => right[trailer.Length..],
            Fault.SendsRowsBehindTrailer => [.. trailer, .. Row(RowCount), .. right[trailer.Length..]],
            Fault.SendsDataBehindCopyDone => [.. trailer, .. Message('c'), .. Row(RowCount), .. Tag($"COPY {RowCount}"), .. Ready()],
            Fault.CountsOtherRows => [.. trailer, .. Message('c'), .. Tag($"COPY {RowCount + 1}"), .. Ready()],
            Fault.IsSilentAfterCopyDone or Fault.ClosesAfterCopyDone => [.. trailer, .. Message('c')],
            _ => right,
        };
    }

    private Task SilenceAsync() => Task.Delay(Timeout.Infinite, _stop.Token);

    private static int CodeOf(byte[] startup) => startup.Length >= sizeof(int) ? BinaryPrimitives.ReadInt32BigEndian(startup) : 0;

    // The content of the client's next message.
    private async Task<byte[]> ReadAsync(Stream stream, bool hasType)
    {
        var header = new byte[hasType ? 5 : 4];
        await stream.ReadExactlyAsync(header, _stop.Token);
        var content = new byte[BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(header.Length - sizeof(int))) - sizeof(int)];
        await stream.ReadExactlyAsync(content, _stop.Token);
        return content;
    }
}
