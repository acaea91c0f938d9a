using Hawser.Testing.Servers;

namespace Hawser.Testing.Postgres;

/// <summary>A private PostgreSQL server with users of every kind of authentication and TLS.</summary>
internal sealed class PostgresCluster : PrivateServer
{
    private const string FolderPrefix = "hawser-pg-";

    private readonly string _bin;

    private PostgresCluster(string bin)
        : base("postgres", FolderPrefix)
    {
        _bin = Reachable(bin);
        Initialise();
    }

    protected override string[] Command
    {
        get
        {
            string[] settings =
            [
                "listen_addresses=127.0.0.1", $"unix_socket_directories={Folder}", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60",
                "shared_buffers=64MB", "ssl=on", $"ssl_cert_file={Folder}/server.crt", $"ssl_key_file={Folder}/server.key", $"ssl_ca_file={Folder}/root.crt", "timezone=UTC", "lc_messages=C",
            ];
            return [Path.Combine(_bin, "postgres"), "-D", Path.Combine(Folder, "data"), "-p", $"{Port}", .. settings.SelectMany(setting => new[] { "-c", setting })];
        }
    }

    protected override string StopSignal => "QUIT";

    protected override string ReadyText => "database system is ready to accept connections";

    protected override string FailedText => "FATAL";

    /// <summary>Starts a server of the installed programs.</summary>
    public static PostgresCluster Start(string bin)
    {
        PostgresCluster cluster = Start("PostgreSQL", FolderPrefix, () => new PostgresCluster(bin));
        PsqlJudge.Execute("127.0.0.1", cluster.Port, "postgres", PostgresUsers.Script);
        return cluster;
    }

    // The checkout of the user who runs the tests may be closed to the server's user.
    private string Reachable(string bin)
    {
        if (TryAsServerUser("test", ["-x", Path.Combine(bin, "postgres")]).ExitCode == 0)
        {
            return bin;
        }

        ToolRun.Run("cp", ["-r", Path.GetDirectoryName(bin)!, Path.Combine(Folder, "programs")]);
        ToolRun.Run("chmod", ["-R", "a+rX", Path.Combine(Folder, "programs")]);
        return Path.Combine(Folder, "programs", Path.GetFileName(bin));
    }

    private void Initialise()
    {
        string data = Path.Combine(Folder, "data");
        AsServerUser(Path.Combine(_bin, "initdb"), ["-D", data, "-U", PostgresUsers.Owner, "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]);
        TestCertificates.Write(Folder, PostgresUsers.Certificate);
        File.WriteAllText(Path.Combine(data, "pg_hba.conf"), PostgresUsers.Rules);
        GiveToServerUser(Folder);
    }
}
