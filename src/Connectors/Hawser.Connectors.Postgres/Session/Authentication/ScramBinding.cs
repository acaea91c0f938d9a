using System.Text;

namespace Hawser.Connectors.Postgres.Session.Authentication;

/// <summary>What a SCRAM exchange says about the channel that it runs in.</summary>
/// <remarks>Source: RFC 5802 section 6, RFC 5929 section 4.</remarks>
/// <param name="Mechanism">The SASL mechanism's name.</param>
/// <param name="Header">The GS2 header.</param>
/// <param name="ChannelData">The channel's fingerprint; empty without channel binding.</param>
internal sealed record ScramBinding(string Mechanism, string Header, byte[] ChannelData)
{
    /// <summary>The mechanism without channel binding.</summary>
    public const string PlainMechanism = "SCRAM-SHA-256";

    /// <summary>The mechanism with channel binding.</summary>
    public const string BoundMechanism = "SCRAM-SHA-256-PLUS";

    /// <summary>What goes, in base64, into the client's last message.</summary>
    public byte[] Data => [.. Encoding.UTF8.GetBytes(Header), .. ChannelData];

    /// <summary>Chooses among the mechanisms that a server offers; null when none is ours.</summary>
    /// <param name="offered">The server's mechanisms.</param>
    /// <param name="channelData">The channel's fingerprint; null without TLS or when the certificate has none.</param>
    public static ScramBinding? Choose(IReadOnlyList<string> offered, byte[]? channelData)
    {
        if (channelData is not null && offered.Contains(BoundMechanism))
        {
            return new ScramBinding(BoundMechanism, "p=tls-server-end-point,,", channelData);
        }

        if (!offered.Contains(PlainMechanism))
        {
            return null;
        }

        // "y": we could have bound it and the server did not offer that. A man in the middle who removed the offer is found out by it.
        return new ScramBinding(PlainMechanism, channelData is null ? "n,," : "y,,", []);
    }
}
