namespace Hawser.Config;

/// <summary>Where connections are looked for.</summary>
public sealed record ConfigurationSources
{
    /// <summary>The name of a configuration file.</summary>
    public const string FileName = "connections.yaml";

    /// <summary>The file that a flag names (<c>--config FILE</c>): it comes before everything, and no other file is read. Null when none is named.</summary>
    public string? File { get; init; }

    /// <summary>The file of the project; by default <see cref="FileName"/> in the current folder. It need not exist; null for none.</summary>
    public string? ProjectFile { get; init; } = FileName;

    /// <summary>The file of the user; by default <c>hawser/connections.yaml</c> in the user's folder for configuration (<c>~/.config</c> on Linux). It need not exist; null for none.</summary>
    public string? UserFile { get; init; } = DefaultUserFile();

    /// <summary>The environment variables, both those of <c>${NAME}</c> and of <c>HAWSER_NAME_URI</c>; by default the process's.</summary>
    public IReadOnlyDictionary<string, string> Environment { get; init; } = ProcessEnvironment();

    private static string? DefaultUserFile()
    {
        var folder = System.Environment.GetFolderPath(System.Environment.SpecialFolder.ApplicationData, System.Environment.SpecialFolderOption.DoNotVerify);
        return folder.Length == 0 ? null : Path.Combine(folder, "hawser", FileName);
    }

    private static Dictionary<string, string> ProcessEnvironment()
        => System.Environment.GetEnvironmentVariables().Cast<System.Collections.DictionaryEntry>()
            .ToDictionary(
                variable => (string)variable.Key,
                variable => (string?)variable.Value ?? string.Empty,
                OperatingSystem.IsWindows() ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
}
