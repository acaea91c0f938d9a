using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hawser.Connectors;

namespace Hawser.Locations;

/// <summary>
/// A connection as a URI names it: <c>scheme://user:password@host:port/path?option=value#table</c>, or <c>scheme:path?option=value#table</c> for an engine that lives in a
/// file.
/// </summary>
/// <remarks>
/// All parts are decoded. <see cref="ToString"/> masks secrets; <see cref="Reveal"/> does not. URIs compare by content, secrets included. The generic syntax is that
/// of RFC 3986, with these differences: a path may hold backslashes, a host may be any text (a Unix socket's folder), a user and a port may stand without a host, and behind an authority an
/// '@' must be encoded, because an unencoded one there is nearly always part of a password, and so must a '?' in a table's name.
/// </remarks>
public sealed class ConnectionUri : IEquatable<ConnectionUri>
{
    internal ConnectionUri(string scheme)
    {
        Scheme = scheme;
    }

    /// <summary>The scheme in lower case: an engine's name or alias.</summary>
    public string Scheme { get; }

    /// <summary>The user, or null when none is given.</summary>
    public string? User { get; internal init; }

    /// <summary>The password, or null when none is given. A secret.</summary>
    public Secret? Password { get; internal init; }

    /// <summary>The host without the brackets of an IPv6 address, or null when none is given.</summary>
    public string? Host { get; internal init; }

    /// <summary>The port, 1 to 65535, or null when none is given.</summary>
    public int? Port { get; internal init; }

    /// <summary>
    /// The path: <c>/shop</c> in <c>postgres://host/shop</c>, <c>shop.db</c> in <c>sqlite:shop.db</c>, <c>/data/a.db</c> in <c>sqlite:///data/a.db</c> and in
    /// <c>sqlite:/data/a.db</c>; empty when there is none.
    /// </summary>
    public string Path { get; internal init; } = string.Empty;

    /// <summary>The options in the order in which they are written; keys are unique ignoring case.</summary>
    public IReadOnlyList<UriOption> Options { get; internal init; } = [];

    /// <summary>The table behind '#', or null.</summary>
    public LocationTable? Table { get; internal init; }

    /// <summary>Whether the URI names a user, a password, a host or a port.</summary>
    public bool HasAuthority => User is not null || Password is not null || Host is not null || Port is not null;

    /// <summary>The URI that sets a connector's options: the shortest, without options that were not given.</summary>
    /// <param name="connector">The connector.</param>
    /// <param name="options">Options that it checked.</param>
    /// <returns>A URI whose <see cref="ToString"/> may be shown and whose parts set the same options again.</returns>
    public static ConnectionUri Of(Connector connector, ConnectorOptions options) => UriSettings.ToUri(connector, options);

    /// <summary>The URI with the password and every option that is not declared harmless replaced by <c>***</c>.</summary>
    /// <returns>Text for messages and logs.</returns>
    public override string ToString() => Print(reveal: false);

    /// <summary>The URI in full, secrets included. Keep it out of messages, logs and process arguments.</summary>
    /// <returns>Text that parses back to an equal URI.</returns>
    public string Reveal() => Print(reveal: true);

    /// <inheritdoc/>
    public bool Equals(ConnectionUri? other) => other is not null && Reveal() == other.Reveal();

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ConnectionUri);

    /// <inheritdoc/>
    public override int GetHashCode() => Reveal().GetHashCode(StringComparison.Ordinal);

    private string Print(bool reveal)
    {
        var text = new StringBuilder(Scheme).Append(':');
        if (HasAuthority || Path.StartsWith('/'))
        {
            text.Append("//");
        }

        AppendAuthority(text, reveal);
        text.Append(PercentEncoding.Encode(Path, PercentEncoding.InPath));
        for (var index = 0; index < Options.Count; index++)
        {
            text.Append(index == 0 ? '?' : '&').Append(Options[index].Print(reveal));
        }

        return Table is null ? text.ToString() : text.Append('#').Append(PercentEncoding.Encode(Table.ToString(), PercentEncoding.InTable)).ToString();
    }

    private void AppendAuthority(StringBuilder text, bool reveal)
    {
        if (User is not null || Password is not null)
        {
            text.Append(PercentEncoding.Encode(User ?? string.Empty, PercentEncoding.InUser));
            if (Password is not null)
            {
                text.Append(':').Append(reveal ? PercentEncoding.Encode(Password.Reveal(), PercentEncoding.InUser) : SecretMask.Mask);
            }

            text.Append('@');
        }

        if (Host is not null)
        {
            var isV6 = IPAddress.TryParse(Host, out var address) && address.AddressFamily == AddressFamily.InterNetworkV6;
            var host = PercentEncoding.Encode(Host, isV6 ? PercentEncoding.InUser + ":" : PercentEncoding.InUser);
            text.Append(isV6 ? $"[{host}]" : host);
        }

        if (Port is { } port)
        {
            text.Append(':').Append(port.ToString(CultureInfo.InvariantCulture));
        }
    }
}
