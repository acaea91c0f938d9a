using Hawser.Testing.Servers;

namespace Hawser.Testing.MySql;

/// <summary>A private MySQL or MariaDB server with its own data and temporary folders and its own socket.</summary>
internal sealed class MySqlCluster : PrivateServer
{
    private const string FolderPrefix = "hawser-my-";

    private readonly MySqlFlavour _flavour;
    private readonly string _program;

    private MySqlCluster(MySqlFlavour flavour, string program)
        : base("mysql", FolderPrefix)
    {
        (_flavour, _program) = (flavour, flavour == MySqlFlavour.MySql56 ? Copy(program) : program);
        AsServerUser("mkdir", [Path.Combine(Folder, "tmp"), Path.Combine(Folder, "data"), Path.Combine(Folder, "data", "mysql")]);
        Initialise();
    }

    /// <summary>The path of the Unix socket.</summary>
    public string Socket => Path.Combine(Folder, "sock");

    protected override string[] Command
    {
        get
        {
            string[] settings =
            [
                "--no-defaults", .. Paths, $"--port={Port}", "--bind-address=127.0.0.1", $"--socket={Socket}", $"--pid-file={Path.Combine(Folder, "pid")}", "--skip-name-resolve",
                "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--max-connections=80", "--local-infile=1", "--max-allowed-packet=64M", "--character-set-server=utf8mb4",
            ];
            return _flavour == MySqlFlavour.MySql56
                ? ["env", $"LD_LIBRARY_PATH={Path.GetDirectoryName(_program)}", _program, .. settings, .. BaseOfMySql, "--innodb-log-file-size=48M"]
                : [
                    _program, .. settings, "--innodb-log-file-size=96M", "--plugin-load-add=auth_ed25519", $"--ssl-ca={Folder}/root.crt", $"--ssl-cert={Folder}/server.crt",
                    $"--ssl-key={Folder}/server.key",
                ];
        }
    }

    protected override string StopSignal => "KILL";

    protected override string ReadyText => "ready for connections";

    protected override string FailedText => "Aborting";

    private string[] Paths => [$"--datadir={Path.Combine(Folder, "data")}", $"--tmpdir={Path.Combine(Folder, "tmp")}"];

    private string[] BaseOfMySql => [$"--basedir={Path.GetDirectoryName(_program)}", $"--lc-messages-dir={Path.Combine(Path.GetDirectoryName(_program)!, "share")}"];

    /// <summary>Starts a server.</summary>
    /// <param name="flavour">Which server.</param>
    /// <param name="program">Its program.</param>
    public static MySqlCluster Start(MySqlFlavour flavour, string program)
    {
        MySqlCluster cluster = Start($"{flavour}", FolderPrefix, () => new MySqlCluster(flavour, program));
        MariaDbJudge.Execute("127.0.0.1", cluster.Port, "mysql", MySqlUsers.Script(flavour), MySqlUsers.Owner);
        return cluster;
    }

    // The server's user may not be allowed to look into the repository.
    private string Copy(string program)
    {
        string folder = Path.Combine(Folder, "server");
        ToolRun.Run("cp", ["-r", Path.GetDirectoryName(program)!, folder]);
        GiveToServerUser(folder);
        return Path.Combine(folder, Path.GetFileName(program));
    }

    private void Initialise()
    {
        if (_flavour == MySqlFlavour.MySql56)
        {
            string share = Path.Combine(Path.GetDirectoryName(_program)!, "share");
            string script = "use mysql;\n" + File.ReadAllText(Path.Combine(share, "mysql_system_tables.sql")) + File.ReadAllText(Path.Combine(share, "mysql_system_tables_data.sql"));
            AsServerUser("env", [$"LD_LIBRARY_PATH={Path.GetDirectoryName(_program)}", _program, "--no-defaults", "--bootstrap", .. BaseOfMySql, .. Paths, "--innodb_log_file_size=8M"], script);
            return;
        }

        AsServerUser("mariadb-install-db", ["--no-defaults", .. Paths, "--auth-root-authentication-method=normal", "--skip-test-db", "--skip-name-resolve"]);
        TestCertificates.Write(Folder, MySqlUsers.Certificate);
        GiveToServerUser(Folder);
    }
}
