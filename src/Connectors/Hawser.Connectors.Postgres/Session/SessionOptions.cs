using Hawser.Connectors.Transport;

namespace Hawser.Connectors.Postgres.Session;

/// <summary>Where a session goes, as whom, and how long it waits. Holds a password, so that it has no text form of its values.</summary>
internal sealed class SessionOptions
{
    /// <summary>A host's name or address, or the folder of a Unix socket (it begins with a slash).</summary>
    public required string Host { get; init; }

    /// <summary>The port; of a Unix socket, the number at the end of its name.</summary>
    public int Port { get; init; } = 5432;

    /// <summary>The user.</summary>
    public required string User { get; init; }

    /// <summary>The password; null when there is none.</summary>
    public string? Password { get; init; }

    /// <summary>The database.</summary>
    public required string Database { get; init; }

    /// <summary>Further start-up parameters, e.g. <c>application_name</c> or <c>search_path</c>.</summary>
    public IReadOnlyDictionary<string, string> Parameters { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether and how to encrypt. Unix sockets are never encrypted.</summary>
    public TlsMode TlsMode { get; init; } = TlsMode.Prefer;

    /// <summary>A PEM file of the authorities to trust; null: the system's.</summary>
    public string? RootCertificate { get; init; }

    /// <summary>A PEM file of the client's certificate; null when there is none.</summary>
    public string? ClientCertificate { get; init; }

    /// <summary>A PEM file of its private key; null: in the certificate's file.</summary>
    public string? ClientKey { get; init; }

    /// <summary>The longest that connecting and logging in may take.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>The longest that a cancelled statement may take to end before the connection is dropped.</summary>
    public TimeSpan CancelTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest that the server may be silent in a statement. Default zero: no limit, because a query may think for hours; a dead peer is found by keepalive.</summary>
    public TimeSpan StallTimeout { get; init; }

    /// <summary>Whether <see cref="Host"/> is the folder of a Unix socket.</summary>
    public bool IsUnixSocket => Host.StartsWith('/');

    /// <summary>The place in messages: host and port, nothing else.</summary>
    public override string ToString() => IsUnixSocket ? $"{Host}/.s.PGSQL.{Port}" : Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]:{Port}" : $"{Host}:{Port}";
}
