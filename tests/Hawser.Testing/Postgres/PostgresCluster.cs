using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Hawser.Testing.Postgres;

/// <summary>A private server: its own data folder, a free loopback port, users of every kind of authentication, TLS. It stops, and its folder goes, when this process ends in whatever way.</summary>
internal sealed class PostgresCluster
{
    // The guard waits on its standard input, which the system closes when this process ends, killed or not.
    private const string Guard = """folder=$1; shift; "$@" </dev/null >"$folder/log" 2>&1 & server=$!; cat >/dev/null; kill -QUIT $server; wait $server; rm -rf "$folder" """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _bin;
    private readonly Process _guard;

    private PostgresCluster(string bin)
    {
        Folder = AsServerUser("mktemp", ["-d", Path.Combine(Path.GetTempPath(), "hawser-pg-XXXXXX")]).Trim();
        _bin = Reachable(bin);
        Initialise();
        Port = FreePort();
        _guard = Launch();
    }

    /// <summary>The folder with the data, the log and the certificates.</summary>
    public string Folder { get; }

    /// <summary>The port on 127.0.0.1.</summary>
    public int Port { get; }

    /// <summary>Starts a server of the installed programs. Another program may take the free port first, so it is tried more than once.</summary>
    public static PostgresCluster Start(string bin)
    {
        AbandonedClusters.Delete(Path.GetTempPath(), "hawser-pg-*");
        for (int attempt = 1; ; attempt++)
        {
            var cluster = new PostgresCluster(bin);
            if (cluster.IsReady())
            {
                PsqlJudge.Execute("127.0.0.1", cluster.Port, "postgres", PostgresUsers.Script);
                return cluster;
            }

            string log = cluster.Log();
            cluster.Stop();
            if (attempt == 3)
            {
                throw new JudgeException($"The private PostgreSQL server does not start: {log}");
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

    // The checkout of the user who runs the tests may be closed to the server's user.
    private string Reachable(string bin)
    {
        (string program, string[] arguments) = ForServerUser("test", ["-x", Path.Combine(bin, "postgres")]);
        if (ToolRun.Run(program, arguments, folder: Path.GetTempPath()).ExitCode == 0)
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
        if (Environment.IsPrivilegedProcess)
        {
            ToolRun.Run("chown", ["-R", "postgres", Folder]);
        }
    }

    private Process Launch()
    {
        string[] settings =
        [
            "listen_addresses=127.0.0.1", $"unix_socket_directories={Folder}", "fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=60",
            "shared_buffers=64MB", "ssl=on", $"ssl_cert_file={Folder}/server.crt", $"ssl_key_file={Folder}/server.key", $"ssl_ca_file={Folder}/root.crt", "timezone=UTC", "lc_messages=C",
        ];
        string[] command = [Path.Combine(_bin, "postgres"), "-D", Path.Combine(Folder, "data"), "-p", $"{Port}", .. settings.SelectMany(setting => new[] { "-c", setting })];
        (string program, string[] arguments) = ForServerUser("sh", ["-c", Guard, "guard", Folder, .. command]);
        return ToolRun.Start(program, arguments, folder: Path.GetTempPath());
    }

    private bool IsReady()
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && !Log().Contains("FATAL", StringComparison.Ordinal))
        {
            if (Log().Contains("database system is ready to accept connections", StringComparison.Ordinal))
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

    private static string AsServerUser(string program, string[] arguments)
    {
        (program, arguments) = ForServerUser(program, arguments);
        ToolRun run = ToolRun.Run(program, arguments, folder: Path.GetTempPath());
        return run.ExitCode == 0 ? run.Output : throw new JudgeException($"{program} {string.Join(' ', arguments)}: {run.Error.Trim()} (exit code {run.ExitCode})");
    }

    // PostgreSQL refuses to run as root.
    private static (string Program, string[] Arguments) ForServerUser(string program, string[] arguments) =>
        Environment.IsPrivilegedProcess ? ("runuser", ["-u", "postgres", "--", program, .. arguments]) : (program, arguments);
}
