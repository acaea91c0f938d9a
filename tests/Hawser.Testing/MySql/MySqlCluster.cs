using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Hawser.Testing.Postgres;

namespace Hawser.Testing.MySql;

/// <summary>A private server: its own data and temporary folders, a free loopback port, its own socket. It stops, and its folder goes, when this process ends in whatever way.</summary>
internal sealed class MySqlCluster
{
    // The guard waits on its standard input, which the system closes when this process ends, killed or not.
    private const string Guard = """folder=$1; shift; "$@" </dev/null >"$folder/log" 2>&1 & server=$!; cat >/dev/null; kill -KILL $server; wait $server; rm -rf "$folder" """;

    private const string ServerUser = "mysql";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly MySqlFlavour _flavour;
    private readonly string _program;
    private readonly Process _guard;

    private MySqlCluster(MySqlFlavour flavour, string program)
    {
        Folder = AsServerUser("mktemp", ["-d", Path.Combine(Path.GetTempPath(), "hawser-my-XXXXXX")]).Trim();
        (_flavour, _program) = (flavour, flavour == MySqlFlavour.MySql56 ? Copy(program) : program);
        AsServerUser("mkdir", [Path.Combine(Folder, "tmp"), Path.Combine(Folder, "data"), Path.Combine(Folder, "data", "mysql")]);
        Initialise();
        Port = FreePort();
        _guard = Launch();
    }

    /// <summary>The folder with the data, the log, the socket and the certificates.</summary>
    public string Folder { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>The path of the Unix socket.</summary>
    public string Socket => Path.Combine(Folder, "sock");

    private string[] Paths => [$"--datadir={Path.Combine(Folder, "data")}", $"--tmpdir={Path.Combine(Folder, "tmp")}"];

    private string[] BaseOfMySql => [$"--basedir={Path.GetDirectoryName(_program)}", $"--lc-messages-dir={Path.Combine(Path.GetDirectoryName(_program)!, "share")}"];

    /// <summary>Starts a server. Another program may take the free port first, so it is tried more than once.</summary>
    /// <param name="flavour">Which server.</param>
    /// <param name="program">Its program.</param>
    public static MySqlCluster Start(MySqlFlavour flavour, string program)
    {
        AbandonedClusters.Delete(Path.GetTempPath(), "hawser-my-*");
        for (int attempt = 1; ; attempt++)
        {
            var cluster = new MySqlCluster(flavour, program);
            if (cluster.IsReady())
            {
                MariaDbJudge.Execute("127.0.0.1", cluster.Port, "mysql", MySqlUsers.Script(flavour), MySqlUsers.Owner);
                return cluster;
            }

            string log = cluster.Log();
            cluster.Stop();
            if (attempt == 3)
            {
                throw new JudgeException($"The private {flavour} server does not start: {log}");
            }
        }
    }

    /// <summary>Stops the server and deletes its folder.</summary>
    public void Stop()
    {
        _guard.StandardInput.Close();
        _guard.WaitForExit(Patience);
        _guard.Dispose();
    }

    // The server's user may not be allowed to look into the repository.
    private string Copy(string program)
    {
        string folder = Path.Combine(Folder, "server");
        ToolRun.Run("cp", ["-r", Path.GetDirectoryName(program)!, folder]);
        if (Environment.IsPrivilegedProcess)
        {
            ToolRun.Run("chown", ["-R", ServerUser, folder]);
        }

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
        if (Environment.IsPrivilegedProcess)
        {
            ToolRun.Run("chown", ["-R", ServerUser, Folder]);
        }
    }

    private Process Launch()
    {
        string[] settings =
        [
            "--no-defaults", .. Paths, $"--port={Port}", "--bind-address=127.0.0.1", $"--socket={Socket}", $"--pid-file={Path.Combine(Folder, "pid")}", "--skip-name-resolve",
            "--innodb-flush-log-at-trx-commit=0", "--innodb-flush-method=nosync", "--max-connections=80", "--local-infile=1", "--max-allowed-packet=64M", "--character-set-server=utf8mb4",
        ];
        string[] command = _flavour == MySqlFlavour.MySql56
            ? ["env", $"LD_LIBRARY_PATH={Path.GetDirectoryName(_program)}", _program, .. settings, .. BaseOfMySql, "--innodb-log-file-size=48M"]
            : [
                _program, .. settings, "--innodb-log-file-size=96M", "--plugin-load-add=auth_ed25519", $"--ssl-ca={Folder}/root.crt", $"--ssl-cert={Folder}/server.crt",
                $"--ssl-key={Folder}/server.key",
            ];
        (string program, string[] arguments) = ForServerUser("sh", ["-c", Guard, "guard", Folder, .. command]);
        return ToolRun.Start(program, arguments, folder: Path.GetTempPath());
    }

    private bool IsReady()
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && !Log().Contains("Aborting", StringComparison.Ordinal))
        {
            if (Log().Contains("ready for connections", StringComparison.Ordinal))
            {
                return true;
            }

            Thread.Sleep(20);
        }

        return false;
    }

    private string Log()
    {
        string file = Path.Combine(Folder, "log");
        return File.Exists(file) ? File.ReadAllText(file) : "";
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string AsServerUser(string program, string[] arguments, string input = "")
    {
        (program, arguments) = ForServerUser(program, arguments);
        ToolRun run = ToolRun.Run(program, arguments, Encoding.UTF8.GetBytes(input), folder: Path.GetTempPath());
        return run.ExitCode == 0 ? run.Output : throw new JudgeException($"{program} {string.Join(' ', arguments)}: {run.Error.Trim()} (exit code {run.ExitCode})");
    }

    // The servers refuse to run as root.
    private static (string Program, string[] Arguments) ForServerUser(string program, string[] arguments) =>
        Environment.IsPrivilegedProcess ? ("runuser", ["-u", ServerUser, "--", program, .. arguments]) : (program, arguments);
}
