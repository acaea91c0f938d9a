namespace Hawser.Testing.Servers;

/// <summary>A server of a test run: a private one, or one that an environment variable names by a URI, whose user must be allowed to make databases.</summary>
public abstract class TestServer
{
    private static int _databases;

    private readonly PrivateServer? _private;

    private protected TestServer(PrivateServer server, string owner) => (_private, Host, Port, User) = (server, "127.0.0.1", server.Port, owner);

    private protected TestServer(Uri uri, int defaultPort)
    {
        string[] user = uri.UserInfo.Split(':', 2);
        (Host, Port, User) = (uri.Host, uri.Port < 0 ? defaultPort : uri.Port, Uri.UnescapeDataString(user[0]));
        Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
    }

    /// <summary>Whether a missing server is a failure, as it is where every test must run.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>The host.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>A user who may do everything.</summary>
    public string User { get; }

    /// <summary>The user's password; null when none is asked for.</summary>
    public string? Password { get; }

    /// <summary>Whether it is a private server, with all users of the tests and TLS.</summary>
    public bool IsPrivate => _private is not null;

    /// <summary>The path of one of the private server's certificate files: root.crt, client.crt, client.key, stranger.crt.</summary>
    public string CertificateFile(string name) => Path.Combine(_private?.Folder ?? throw new InvalidOperationException("Only a private server has certificates."), name);

    /// <summary>Makes an empty database of a new name; it goes with a private server, or by <see cref="DropDatabase"/>.</summary>
    public string CreateDatabase()
    {
        string name = $"hawser_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        CreateDatabase(name);
        return name;
    }

    /// <summary>Drops a database.</summary>
    public abstract void DropDatabase(string name);

    /// <summary>Runs statements by the server's own command line.</summary>
    /// <returns>What it printed.</returns>
    public abstract string Execute(string database, string sql);

    /// <summary>The rows of a query by the server's own command line; NULL is null.</summary>
    public abstract IReadOnlyList<IReadOnlyList<string?>> Query(string database, string sql);

    /// <summary>The options that open a database of the server.</summary>
    public Dictionary<string, string> Options(string database)
    {
        var options = new Dictionary<string, string> { ["host"] = Host, ["port"] = $"{Port}", ["database"] = database, ["user"] = User };
        if (Password is not null)
        {
            options["password"] = Password;
        }

        return options;
    }

    private protected abstract void CreateDatabase(string name);
}
