using System.Diagnostics;
using System.Globalization;

namespace Hawser.Testing.Servers;

/// <summary>Deletes the folders of servers that ended together with their guard, as when a whole tree of processes is killed.</summary>
internal static class AbandonedServers
{
    private static readonly TimeSpan Age = TimeSpan.FromMinutes(15);

    /// <summary>Deletes those under a folder that are old and whose server does not run.</summary>
    public static void Delete(string parent, string pattern)
    {
        foreach (string folder in Directory.EnumerateDirectories(parent, pattern))
        {
            try
            {
                if (DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) > Age && !Runs(Path.Combine(folder, "data", "postmaster.pid")) && !Runs(Path.Combine(folder, "pid")))
                {
                    Directory.Delete(folder, recursive: true);
                }
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is another user's, or another run deletes it at this moment.
            }
        }
    }

    private static bool Runs(string pidFile)
    {
        if (!File.Exists(pidFile) || !int.TryParse(File.ReadLines(pidFile).FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
        {
            return false;
        }

        try
        {
            using Process server = Process.GetProcessById(pid);
            return !server.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
