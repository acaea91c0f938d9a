using Hawser.Connectors.Transport;

namespace Hawser.Connectors.MySql.Session;

/// <summary>Where a session goes, as whom, and how long it waits. Holds a password, so that it has no text form of its values.</summary>
internal sealed record SessionOptions
{
    /// <summary>A host's name or address, or the path of a Unix socket (it begins with a slash).</summary>
    public required string Host { get; init; }

    /// <summary>The port; of no meaning for a Unix socket.</summary>
    public int Port { get; init; } = 3306;

    /// <summary>The user.</summary>
    public required string User { get; init; }

    /// <summary>The password; empty when there is none.</summary>
    public string Password { get; init; } = "";

    /// <summary>The database; empty for none.</summary>
    public string Database { get; init; } = "";

    /// <summary>Whether and how to encrypt. Unix sockets are never encrypted.</summary>
    public TlsMode TlsMode { get; init; } = TlsMode.Prefer;

    /// <summary>A PEM file of the authorities to trust; null: the system's.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>A PEM file of the client's certificate; null when there is none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>A PEM file of its private key; null: in the certificate's file.</summary>
    public string? ClientKey { get; init; }

    /// <summary>Whether the password may be sent as it is, over TLS, to a server that asks for that (LDAP, PAM).</summary>
    public bool AllowsClearPassword { get; init; }

    /// <summary>Whether, without TLS, the password may be encrypted with a key that the server sends: whoever sits in between could send his own.</summary>
    public bool AllowsServerKey { get; init; }

    /// <summary>A PEM file of the server's public RSA key, with which the password is encrypted without asking for one; null when there is none.</summary>
    public string? ServerKeyFile { get; init; }

    /// <summary>Whether packets are compressed by zlib where the server can.</summary>
    public bool UsesCompression { get; init; }

    /// <summary>Whether the session loads, so that LOAD DATA LOCAL is offered to the server. Default: no.</summary>
    public bool LoadsFiles { get; init; }

    /// <summary>Whether the server is to refuse statements that change the database.</summary>
    public bool IsReadOnly { get; init; }

    /// <summary>What the server's performance_schema shows of the client.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Attributes { get; init; } = [];

    /// <summary>The longest that connecting and logging in may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest that a cancelled statement may take to end before the connection is dropped.</summary>
    public TimeSpan CancelTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that the server may be silent in a statement. Default: no limit, because a query may think for hours; a dead peer is found by keepalive.</summary>
    public TimeSpan StallTimeout { get; init; } = Timeout.InfiniteTimeSpan;

    /// <summary>Whether <see cref="Host"/> is the path of a Unix socket.</summary>
    public bool IsUnixSocket => Host.StartsWith('/');

    /// <summary>The place in messages: host and port, or the socket.</summary>
    public override string ToString() => IsUnixSocket ? Host : Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
