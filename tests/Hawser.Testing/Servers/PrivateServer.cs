using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hawser.Testing.Servers;

/// <summary>A private server: its own folder, a free loopback port. It stops, and its folder goes, when this process ends in whatever way.</summary>
internal abstract class PrivateServer
{
    // The guard waits on its standard input, which the system closes when this process ends, killed or not.
    private const string Guard = """folder=$1; signal=$2; shift 2; "$@" </dev/null >"$folder/log" 2>&1 & server=$!; cat >/dev/null; kill -$signal $server; wait $server; rm -rf "$folder" """;

    private const int MostAttempts = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    private readonly string _serverUser;
    private Process? _guard;

    /// <summary>Makes the folder.</summary>
    /// <param name="serverUser">Whom the server runs as where this process may do everything, as which the servers refuse to run.</param>
    /// <param name="folderPrefix">What the folder's name begins with.</param>
    protected PrivateServer(string serverUser, string folderPrefix)
    {
        _serverUser = serverUser;
        Folder = AsServerUser("mktemp", ["-d", Path.Combine(Path.GetTempPath(), $"{folderPrefix}XXXXXX")]).Trim();
    }

    /// <summary>The folder with the data, the log and the certificates.</summary>
    public string Folder { get; }

    /// <summary>The port on 127.0.0.1, once it was started.</summary>
    public int Port { get; private set; }

    /// <summary>The program with its arguments.</summary>
    protected abstract string[] Command { get; }

    /// <summary>The signal that ends the server at once.</summary>
    protected abstract string StopSignal { get; }

    /// <summary>What the log says when the server takes connections.</summary>
    protected abstract string ReadyText { get; }

    /// <summary>What the log says when the server has given up.</summary>
    protected abstract string FailedText { get; }

    /// <summary>Stops the server and deletes its folder.</summary>
    public void Stop()
    {
        if (_guard is not null)
        {
            _guard.StandardInput.Close();
            _guard.WaitForExit(Patience);
            _guard.Dispose();
        }
    }

    /// <summary>Starts a server. Another program may take the free port first, so it is tried more than once.</summary>
    /// <param name="name">What is started, for errors.</param>
    /// <param name="folderPrefix">What the folders of such servers begin with: those that were left are deleted.</param>
    /// <param name="make">Makes its folder, with all that it needs to start.</param>
    protected static T Start<T>(string name, string folderPrefix, Func<T> make)
        where T : PrivateServer
    {
        AbandonedServers.Delete(Path.GetTempPath(), $"{folderPrefix}*");
        for (int attempt = 1; ; attempt++)
        {
            T server = make();
            server.Launch();
            if (server.IsReady())
            {
                return server;
            }

            string log = server.Log();
            server.Stop();
            if (attempt == MostAttempts)
            {
                throw new JudgeException($"The private {name} server does not start: {log}");
            }
        }
    }

    /// <summary>Runs a program as the server's user; gives what it prints.</summary>
    protected string AsServerUser(string program, string[] arguments, string input = "")
    {
        ToolRun run = TryAsServerUser(program, arguments, input);
        return run.ExitCode == 0 ? run.Output : throw new JudgeException($"{program} {string.Join(' ', arguments)}: {run.Error.Trim()} (exit code {run.ExitCode})");
    }

    /// <summary>Runs a program as the server's user.</summary>
    protected ToolRun TryAsServerUser(string program, string[] arguments, string input = "")
    {
        (program, arguments) = ForServerUser(program, arguments);
        return ToolRun.Run(program, arguments, Encoding.UTF8.GetBytes(input), folder: Path.GetTempPath());
    }

    /// <summary>Gives all of a folder to the server's user.</summary>
    protected void GiveToServerUser(string folder)
    {
        if (Environment.IsPrivilegedProcess)
        {
            ToolRun.Run("chown", ["-R", _serverUser, folder]);
        }
    }

    private void Launch()
    {
        Port = FreePort();
        (string program, string[] arguments) = ForServerUser("sh", ["-c", Guard, "guard", Folder, StopSignal, .. Command]);
        _guard = ToolRun.Start(program, arguments, folder: Path.GetTempPath());
    }

    private bool IsReady()
    {
        var waited = Stopwatch.StartNew();
        while (waited.Elapsed < Patience && !Log().Contains(FailedText, StringComparison.Ordinal))
        {
            if (Log().Contains(ReadyText, StringComparison.Ordinal))
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

    private (string Program, string[] Arguments) ForServerUser(string program, string[] arguments) =>
        Environment.IsPrivilegedProcess ? ("runuser", ["-u", _serverUser, "--", program, .. arguments]) : (program, arguments);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
