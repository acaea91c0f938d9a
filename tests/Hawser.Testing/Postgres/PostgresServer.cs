using System.Globalization;
using Hawser.Testing.Servers;

namespace Hawser.Testing.Postgres;

/// <summary>
/// The PostgreSQL server of a test run: one for the whole process, started when it is first asked for. It is a private one of the installed server's programs, or, where
/// <c>HAWSER_TEST_POSTGRES</c> holds a URI (<c>postgres://user:password@host:port/database</c>), the server there, whose user must be allowed to make databases.
/// </summary>
public sealed class PostgresServer : TestServer
{
    /// <summary>The environment variable that names a server to use instead of a private one.</summary>
    public const string Variable = "HAWSER_TEST_POSTGRES";

    private static readonly Lazy<PostgresServer> Started = new(Start);

    private readonly Lazy<int> _major;

    private PostgresServer(PostgresCluster cluster)
        : base(cluster, PostgresUsers.Owner) => _major = new Lazy<int>(AskMajor);

    private PostgresServer(Uri uri)
        : base(uri, 5432)
    {
        _major = new Lazy<int>(AskMajor);
        Database = uri.AbsolutePath.Trim('/') is { Length: > 0 } path ? path : "postgres";
    }

    /// <summary>Why there is no server; null when there is one, or should be.</summary>
    public static string? Missing =>
        string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)) && PostgresBinaries.Folder is null
            ? $"no PostgreSQL server: install one (Debian and Ubuntu: apt-get install postgresql), or set {Variable}=postgres://user:password@host:5432/database"
            : null;

    /// <summary>Whether somebody chose this server or its programs, whatever their version; the one of a usual run is the installed one.</summary>
    public static bool IsChosen => new[] { Variable, PostgresBinaries.Variable }.Any(name => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(name)));

    /// <summary>The server.</summary>
    /// <exception cref="JudgeException">There is none, or it does not start.</exception>
    public static PostgresServer Shared => Started.Value;

    /// <summary>A database that is there.</summary>
    public string Database { get; } = "postgres";

    /// <summary>The server's major version: 15.</summary>
    public int Major => _major.Value;

    /// <summary>Drops a database, ending its sessions.</summary>
    public override void DropDatabase(string name) => Execute(
        Database, $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}';\nDROP DATABASE IF EXISTS {name}");

    /// <summary>Runs statements by psql.</summary>
    /// <returns>What psql printed: rows without alignment, cells separated by <c>|</c>, NULL as <c>∅</c>.</returns>
    public override string Execute(string database, string sql) => PsqlJudge.Execute(Host, Port, database, sql, User, Password);

    /// <summary>The rows of a query by psql; NULL is null.</summary>
    public override IReadOnlyList<IReadOnlyList<string?>> Query(string database, string sql) => PsqlJudge.Query(Host, Port, database, sql, User, Password);

    private protected override void CreateDatabase(string name) => Execute(Database, $"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'");

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
