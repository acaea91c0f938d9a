using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Hawser.Connectors.MySql.Session.Authentication;
using Hawser.Connectors.MySql.Session.Packets;

namespace Hawser.Connectors.MySql.Tests.Fake;

/// <summary>A server on loopback that plays the published exchange of MySQL 8, with faults. It takes what comes, one connection after the other.</summary>
internal sealed class FakeMySqlServer : IDisposable
{
    public const string Password = "s3crét";
    public const int RowCount = 3;

    private const byte Sha256KeyRequest = 1;

    private static readonly byte[] Scramble = [.. Enumerable.Range(1, 20).Select(i => (byte)i)];

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly RSA _key = RSA.Create(2048);
    private readonly Fault _fault;
    private readonly Task _serving;

    public FakeMySqlServer(Fault fault)
    {
        _fault = fault;
        _listener.Start();
        _serving = Task.Run(ServeAsync);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>The password as the server learned it; null before.</summary>
    public string? LearnedPassword { get; private set; }

    /// <summary>What came in answer to the wish for a file.</summary>
    public int? FileBytes { get; private set; }

    /// <summary>The content of the last file that came whole.</summary>
    public string? File { get; private set; }

    /// <summary>What the client said that it can do.</summary>
    public ServerCapabilities Offered { get; private set; }

    public void Dispose()
    {
        _listener.Stop();
        _serving.Wait(TimeSpan.FromSeconds(5));
        _key.Dispose();
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            TcpClient client;
            try
            {
                client = await _listener.AcceptTcpClientAsync();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                return;
            }

            using (client)
            {
                try
                {
                    await TalkAsync(client.GetStream());
                }
                catch (Exception e) when (e is IOException or EndOfStreamException or SocketException)
                {
                    // The client has gone, as it should in most faults.
                    continue;
                }
            }
        }
    }

    private async Task TalkAsync(NetworkStream stream)
    {
        var talk = new FakeTalk(stream);
        if (_fault == Fault.OtherProtocol)
        {
            await stream.WriteAsync("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
            return;
        }

        if (_fault == Fault.HugeGreeting)
        {
            await stream.WriteAsync(new byte[] { 0xFF, 0xFF, 0xFE, 0 });
            await Task.Delay(200);
            return;
        }

        await talk.SendAsync(Greeting());
        Offered = (ServerCapabilities)BinaryPrimitives.ReadUInt32LittleEndian(await talk.ReceiveAsync());
        if (!await LogInAsync(talk))
        {
            return;
        }

        await talk.SendAsync([0, 0, 0, 2, 0, 0, 0]);
        await AnswerAsync(talk);
    }

    private byte[] Greeting()
    {
        const uint Capabilities = 0x0FFFFFFF & ~(uint)(ServerCapabilities.Tls | ServerCapabilities.Compression | ServerCapabilities.SessionTracking);
        return new PacketWriter().Byte(10).ZeroEnded("8.0.36").UInt32(7).Bytes(Scramble.AsSpan(0, 8)).Byte(0).UInt16(unchecked((ushort)Capabilities)).Byte(255).UInt16(2).UInt16((ushort)(Capabilities >> 16))
            .Byte(21).Zeros(10).Bytes(Scramble.AsSpan(8)).Byte(0).ZeroEnded(CachingSha2Password.Name).Content.ToArray();
    }

    private async Task<bool> LogInAsync(FakeTalk talk)
    {
        switch (_fault)
        {
            case Fault.Sha2Full:
                await talk.SendAsync([1, CachingSha2Password.FullNeeded]);
                if ((await talk.ReceiveAsync()) is not [CachingSha2Password.KeyRequest])
                {
                    return false;
                }

                await LearnAsync(talk);
                return true;
            case Fault.Sha256:
                await talk.SendAsync([0xFE, .. Encoding.ASCII.GetBytes("sha256_password\0"), .. Scramble, 0]);
                if ((await talk.ReceiveAsync()) is not [Sha256KeyRequest])
                {
                    return false;
                }

                await LearnAsync(talk);
                return true;
            case Fault.SwitchLoop:
                for (int i = 0; i < 50; i++)
                {
                    await talk.SendAsync([0xFE, .. Encoding.ASCII.GetBytes("mysql_native_password\0"), .. Scramble, 0]);
                    await talk.ReceiveAsync();
                }

                return false;
            case Fault.ClearPassword:
                await talk.SendAsync([0xFE, .. Encoding.ASCII.GetBytes("mysql_clear_password\0")]);
                LearnedPassword = Encoding.UTF8.GetString(await talk.ReceiveAsync());
                return false;
            case Fault.UnknownMethod:
                await talk.SendAsync([0xFE, .. Encoding.ASCII.GetBytes("authentication_kerberos_client\0x\0")]);
                LearnedPassword = Encoding.UTF8.GetString(await talk.ReceiveAsync());
                return false;
            case Fault.Sha2Fast:
                await talk.SendAsync([1, CachingSha2Password.FastDone]);
                return true;
            default:
                return true;
        }
    }

    private async Task LearnAsync(FakeTalk talk)
    {
        await talk.SendAsync([1, .. Encoding.ASCII.GetBytes(_key.ExportSubjectPublicKeyInfoPem())]);
        byte[] hidden = _key.Decrypt(await talk.ReceiveAsync(), RSAEncryptionPadding.OaepSHA1);
        ByteMask.Apply(hidden, Scramble);
        LearnedPassword = Encoding.UTF8.GetString(hidden).TrimEnd('\0');
    }

    private async Task AnswerAsync(FakeTalk talk)
    {
        string named = "";
        while (true)
        {
            talk.Sequence = 0;
            byte[] command = await talk.ReceiveAsync();
            if (command is not [(byte)Command.Query, ..])
            {
                return;
            }

            if (_fault == Fault.WantsFile)
            {
                await talk.SendAsync([0xFB, .. Encoding.ASCII.GetBytes("/etc/passwd")]);
                FileBytes = (await talk.ReceiveAsync()).Length;
                await talk.SendAsync([0, 0, 0, 2, 0, 0, 0]);
                continue;
            }

            if (_fault == Fault.WantsNamedFile)
            {
                string sql = Encoding.UTF8.GetString(command.AsSpan(1));
                named = sql.StartsWith("LOAD", StringComparison.Ordinal) ? sql.Split('\'')[1] : named;
                await talk.SendAsync([0xFB, .. Encoding.ASCII.GetBytes(named)]);
                File = await TakeFileAsync(talk);
                await talk.SendAsync([0, 1, 0, 2, 0, 0, 0]);
                continue;
            }

            await SendResultAsync(talk);
        }
    }

    private static async Task<string> TakeFileAsync(FakeTalk talk)
    {
        var file = new StringBuilder();
        while (await talk.ReceiveAsync() is { Length: > 0 } part)
        {
            file.Append(Encoding.UTF8.GetString(part));
        }

        return file.ToString();
    }

    private async Task SendResultAsync(FakeTalk talk)
    {
        await talk.SendAsync([1]);
        await talk.SendAsync(Column());
        switch (_fault)
        {
            case Fault.Stall:
                await Task.Delay(3000);
                return;
            case Fault.WrongSequence:
                talk.Sequence += 3;
                break;
            case Fault.LyingLength:
                await talk.SendAsync([200, (byte)'x']);
                break;
            case Fault.TruncatedRow:
                await talk.SendRawAsync([50, 0, 0, talk.Sequence, 49, (byte)'x']);
                talk.Close();
                return;
        }

        for (int i = 0; i < RowCount; i++)
        {
            await talk.SendAsync([1, (byte)('0' + i)]);
        }

        await talk.SendAsync([0xFE, 0, 0, 2, 0, 0, 0]);
    }

    private static byte[] Column() => new PacketWriter().Text("def").Text("").Text("").Text("").Text("v").Text("").Number(12).UInt16(45).UInt32(40).Byte((byte)ColumnType.VarString).UInt16(0).Byte(0).UInt16(0).Content.ToArray();
}
