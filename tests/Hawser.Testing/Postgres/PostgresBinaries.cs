namespace Hawser.Testing.Postgres;

/// <summary>The programs of an installed PostgreSQL server.</summary>
internal static class PostgresBinaries
{
    private static readonly string[] Installed = ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"];

    /// <summary>The folder with <c>initdb</c> and <c>postgres</c> of the newest server; null when none is installed.</summary>
    public static string? Folder { get; } = Find();

    private static string? Find() =>
        Installed.Where(Directory.Exists)
            .SelectMany(Directory.GetDirectories)
            .Select(version => Path.Combine(version, "bin"))
            .OrderByDescending(folder => MajorOf(folder))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));

    private static int MajorOf(string folder)
    {
        string name = Path.GetFileName(Path.GetDirectoryName(folder))!;
        return int.TryParse(name.Replace("postgresql@", "", StringComparison.Ordinal).Split('.')[0], out int major) ? major : 0;
    }
}
