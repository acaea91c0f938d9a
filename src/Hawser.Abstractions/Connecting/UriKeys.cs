namespace Hawser.Connectors;

/// <summary>Which option each part of a connection URI sets; null for a part that the engine's URIs do not have. The URI's query sets options by their keys.</summary>
public sealed record UriKeys
{
    /// <summary>The option that the user name sets.</summary>
    public string? User { get; init; }

    /// <summary>The option that the password sets.</summary>
    public string? Password { get; init; }

    /// <summary>The option that the host name or address sets.</summary>
    public string? Host { get; init; }

    /// <summary>The option that the port sets.</summary>
    public string? Port { get; init; }

    /// <summary>The option that the path sets: a database name for a server (without the leading <c>/</c>), a file for an embedded engine.</summary>
    public string? Path { get; init; }

    /// <summary>Whether <see cref="Path"/> names a file, so that <c>scheme:relative.db</c> and <c>scheme:///absolute.db</c> are read as paths.</summary>
    public bool PathIsFile { get; init; }
}
