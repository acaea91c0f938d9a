using System.Globalization;

namespace Hawser.Testing.Postgres;

/// <summary>
/// The PostgreSQL server of a test run: one for the whole process, started when it is first asked for. It is a private one of the installed server's programs, or, where
/// <c>HAWSER_TEST_POSTGRES</c> holds a URI (<c>postgres://user:password@host:port/database</c>), the server there, whose user must be allowed to make databases.
/// </summary>
public sealed class PostgresServer
{
    /// <summary>The environment variable that names a server to use instead of a private one.</summary>
    public const string Variable = "HAWSER_TEST_POSTGRES";

    private static readonly Lazy<PostgresServer> Started = new(Start);

    private static int _databases;

    private readonly PostgresCluster? _cluster;
    private readonly Lazy<int> _major;

    private PostgresServer(PostgresCluster cluster)
    {
        (_cluster, Host, Port, User) = (cluster, "127.0.0.1", cluster.Port, PostgresUsers.Owner);
        _major = new Lazy<int>(AskMajor);
    }

    private PostgresServer(Uri uri)
    {
        _major = new Lazy<int>(AskMajor);
        string[] user = uri.UserInfo.Split(':', 2);
        (Host, Port, User) = (uri.Host, uri.Port < 0 ? 5432 : uri.Port, Uri.UnescapeDataString(user[0]));
        (Password, Database) = (user.Length > 1 ? Uri.UnescapeDataString(user[1]) : null, uri.AbsolutePath.Trim('/') is { Length: > 0 } path ? path : "postgres");
    }

    /// <summary>Why there is no server; null when there is one, or should be.</summary>
    public static string? Missing =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && PostgresBinaries.Folder is null
            ? $"no PostgreSQL server: install one (Debian and Ubuntu: apt-get install postgresql), or set {Variable}=postgres://user:password@host:5432/database"
            : null;

    /// <summary>Whether a missing server is a failure, as it is where every test must run.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") is "true" or "1";

    /// <summary>Whether somebody chose this server or its programs, whatever their version; the one of a usual run is the installed one.</summary>
    public static bool IsChosen => new[] { Variable, PostgresBinaries.Variable }.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    /// <summary>The server.</summary>
    /// <exception cref="JudgeException">There is none, or it does not start.</exception>
    public static PostgresServer Shared => Started.Value;

    /// <summary>The host.</summary>
    public string Host { get; }

    /// <summary>The port.</summary>
    public int Port { get; }

    /// <summary>A user who may do everything.</summary>
    public string User { get; }

    /// <summary>The user's password; null when none is asked for.</summary>
    public string? Password { get; }

    /// <summary>A database that is there.</summary>
    public string Database { get; } = "postgres";

    /// <summary>The server's major version: 15.</summary>
    public int Major => _major.Value;

    /// <summary>Whether it is a private server with the users of <see cref="PostgresUsers"/> and TLS.</summary>
    public bool IsPrivate => _cluster is not null;

    /// <summary>The path of one of the private server's certificate files: root.crt, client.crt, client.key, stranger.crt.</summary>
    public string CertificateFile(string name) => Path.Combine(_cluster?.Folder ?? throw new InvalidOperationException("Only a private server has certificates."), name);

    /// <summary>Makes an empty database of a new name; it goes with a private server, or by <see cref="DropDatabase"/>.</summary>
    public string CreateDatabase()
    {
        string name = $"hawser_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        Execute(Database, $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");
        return name;
    }

    /// <summary>Drops a database, ending its sessions.</summary>
    public void DropDatabase(string name) => Execute(
        Database, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';\nDROP DATABASE IF EXISTS {name}");

    /// <summary>Runs statements by psql.</summary>
    /// <returns>What psql printed: rows without alignment, cells separated by <c>|</c>, NULL as <c>∅</c>.</returns>
    public string Execute(string database, string sql) => PsqlJudge.Execute(Host, Port, database, sql, User, Password);

    /// <summary>The rows of a query by psql; NULL is null.</summary>
    public IReadOnlyList<IReadOnlyList<string?>> Query(string database, string sql) => PsqlJudge.Query(Host, Port, database, sql, User, Password);

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

    private static PostgresServer Start()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri)
        {
            return new PostgresServer(new Uri(uri));
        }

        return PostgresBinaries.Folder is { } bin ? new PostgresServer(PostgresCluster.Start(bin)) : throw new JudgeException(Missing!);
    }

    private int AskMajor() => int.Parse(Query(Database, "SHOW server_version_num")[0][0]!, CultureInfo.InvariantCulture) / 10_000;
}
