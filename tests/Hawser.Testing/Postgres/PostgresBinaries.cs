namespace Hawser.Testing.Postgres;

/// <summary>The programs of an installed PostgreSQL server.</summary>
internal static class PostgresBinaries
{
    /// <summary>The environment variable that names the one folder to look in, for a server of another version.</summary>
    public const string Variable = "HAWSER_TEST_POSTGRES_BIN";

    private static readonly string[] Installed = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c> of the newest server; null when none is installed.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find() => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } only
        ? new[] { only }.FirstOrDefault(HasServer)
        : Installed.Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(version => Path.Combine(version, "bin"))
            .OrderByDescending(folder => MajorOf(folder))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(HasServer);

    private static bool HasServer(string folder) => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres"));

    private static int MajorOf(string folder)
    {
        string name = Path.GetFileName(Path.GetDirectoryName(folder))!;
        return int.TryParse(name.Replace("postgresql@", "", StringComparison.Ordinal).Split('.')[0], out int major) ? major : 0;
    }
}
