using System.Security.Cryptography;
using System.Text;
using Hawser.Connectors.MySql.Session.Packets;
using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session.Authentication;

/// <summary>Answers what a server asks for before it lets a user in.</summary>
/// <remarks>Source: MySQL source documentation, "Connection Phase"; MariaDB documentation, "Connecting".</remarks>
internal sealed class Login(PacketReader reader, PacketSender sender, SessionOptions options, bool isSafeChannel)
{
    /// <summary>The method from before caching_sha2_password: the password itself, over a safe channel or under the server's key.</summary>
    public const string Sha256Password = "sha256_password";

    private const byte MoreData = 0x01;
    private const byte Sha256KeyRequest = 0x01;
    private const string ClearPassword = "mysql_clear_password";

    // A server asks once, or twice where the user's method is not its default; one that goes on asking means no good.
    private const int MostSwitches = 4;
    private const int MostMessages = 16;

    private readonly byte[] _password = Encoding.UTF8.GetBytes(options.Password);
    private string _plugin = "";
    private byte[] _scramble = [];

    /// <summary>The first answer, to the bytes of chance of the handshake. Empty for a method that needs more than one message, or that we do not have: the server asks again.</summary>
    public byte[] Begin(string plugin, byte[] scramble)
    {
        (_plugin, _scramble) = (plugin, scramble);
        return plugin switch
        {
            NativePassword.Name => NativePassword.Answer(_password, scramble),
            CachingSha2Password.Name => CachingSha2Password.Answer(_password, scramble),
            Sha256Password when isSafeChannel => [.. _password, 0],
            Sha256Password => _password.Length == 0 ? [0] : [Sha256KeyRequest],
            _ => [],
        };
    }

    /// <summary>Talks until the server says yes.</summary>
    /// <exception cref="ConnectorException">The server said no, or asks for what may not be answered.</exception>
    public async ValueTask<OkPacket> FinishAsync(ServerCapabilities capabilities, CancellationToken cancellationToken)
    {
        int switches = 0;
        for (int messages = 0; messages < MostMessages; messages++)
        {
            await reader.NextAsync(cancellationToken).ConfigureAwait(false);
            switch (reader.Content.Length == 0 ? -1 : reader.Content[0])
            {
                case OkPacket.Mark:
                    return OkPacket.Parse(reader.Content, capabilities);
                case ErrorPacket.Mark:
                    throw SessionErrors.FromServer(ErrorPacket.Parse(reader.Content), options.ToString());
                case AuthenticationSwitch.Mark when ++switches <= MostSwitches:
                    await SwitchAsync(AuthenticationSwitch.Parse(reader.Content), cancellationToken).ConfigureAwait(false);
                    break;
                case MoreData:
                    await ContinueAsync(reader.Content[1..].ToArray(), cancellationToken).ConfigureAwait(false);
                    break;
                case AuthenticationSwitch.Mark:
                    throw new WireFormatException($"the server asked {switches} times for another way to log in");
                case var other:
                    throw new WireFormatException($"a packet that begins with {other} came before the login");
            }
        }

        throw new WireFormatException($"the login did not end within {MostMessages} messages");
    }

    private ValueTask SwitchAsync(AuthenticationSwitch wish, CancellationToken cancellationToken)
    {
        if (wish.Plugin == ClearPassword)
        {
            return SendClearAsync(cancellationToken);
        }

        if (wish.Plugin is not (NativePassword.Name or CachingSha2Password.Name or Sha256Password or Ed25519Password.Name))
        {
            throw SessionErrors.Wire.Create(
                ConnectorStatus.NotSupported,
                $"{options}: the server wants {options.User} to log in by {wish.Plugin}, which is not supported.",
                "Give the user one of mysql_native_password, caching_sha2_password, sha256_password or ed25519.");
        }

        if (wish.Data.Length < Handshake.ScrambleBytes)
        {
            throw new WireFormatException($"{wish.Data.Length} bytes of chance came with the wish for {wish.Plugin}");
        }

        byte[] first = Begin(wish.Plugin, wish.Data);
        return sender.SendAsync(wish.Plugin == Ed25519Password.Name ? Ed25519Password.Answer(_password, wish.Data) : first, cancellationToken);
    }

    private ValueTask SendClearAsync(CancellationToken cancellationToken)
    {
        _plugin = ClearPassword;
        if (!options.AllowsClearPassword || !isSafeChannel)
        {
            throw SessionErrors.Wire.Create(
                ConnectorStatus.Unauthenticated,
                $"{options}: the server wants the password of {options.User} as it is, which is {(options.AllowsClearPassword ? "sent over TLS only" : "not allowed")}.",
                options.AllowsClearPassword ? "Set ssl_mode to required or more." : "Set allow_cleartext_password where you trust the server, over TLS.");
        }

        return sender.SendAsync((byte[])[.. _password, 0], cancellationToken);
    }

    private ValueTask ContinueAsync(byte[] data, CancellationToken cancellationToken) => (_plugin, data) switch
    {
        (CachingSha2Password.Name, [CachingSha2Password.FastDone]) => default,
        (CachingSha2Password.Name, [CachingSha2Password.FullNeeded]) => SendPasswordAsync(CachingSha2Password.KeyRequest, cancellationToken),
        (CachingSha2Password.Name or Sha256Password, [(byte)'-', ..]) => sender.SendAsync(Encrypt(data), cancellationToken),
        _ => throw new WireFormatException($"{data.Length} bytes that {_plugin} does not know came before the login"),
    };

    private ValueTask SendPasswordAsync(byte keyRequest, CancellationToken cancellationToken)
    {
        if (isSafeChannel)
        {
            return sender.SendAsync((byte[])[.. _password, 0], cancellationToken);
        }

        return options.ServerKeyFile is { } file
            ? sender.SendAsync(ServerKey.Encrypt(_password, _scramble, ReadKey(file)), cancellationToken)
            : sender.SendAsync(new[] { options.AllowsServerKey ? keyRequest : throw NoSafeWay() }, cancellationToken);
    }

    private byte[] Encrypt(byte[] pem)
    {
        if (!options.AllowsServerKey && options.ServerKeyFile is null)
        {
            throw NoSafeWay();
        }

        try
        {
            return ServerKey.Encrypt(_password, _scramble, options.ServerKeyFile is { } file ? ReadKey(file) : pem);
        }
        catch (CryptographicException e)
        {
            throw new WireFormatException($"the server's public key cannot be used: {e.Message.TrimEnd('.')}", e);
        }
    }

    private ConnectorException NoSafeWay() => SessionErrors.Wire.Create(
        ConnectorStatus.Unauthenticated,
        $"{options}: the server wants the password of {options.User} by {_plugin}, and there is no safe way to send it without TLS.",
        "Set ssl_mode to required or more, name the server's public key with server_public_key, or trust the network with allow_public_key_retrieval.");

    private static byte[] ReadKey(string file)
    {
        try
        {
            return File.ReadAllBytes(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw SessionErrors.Wire.Create(ConnectorStatus.InvalidConfiguration, $"the server's public key {file} cannot be read: {e.Message.TrimEnd('.')}.", null, e);
        }
    }
}
