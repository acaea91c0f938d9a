using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Text;

namespace Hawser.Testing;

/// <summary>
/// Runs the hawser command line as a process of its own. It is the copy beside the tests, so a test project that uses this
/// references Hawser.Cli; what runs there counts for the line coverage.
/// </summary>
public static class HawserCli
{
    private static string Program =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Hawser.Cli.exe" : "Hawser.Cli");

    /// <summary>Runs <c>hawser</c> with these arguments to its end, in the current folder and with an empty standard input.</summary>
    public static ToolRun Run(params string[] arguments) => Run(null, null, arguments);

    /// <summary>Runs <c>hawser</c> to its end in a folder, with a standard input.</summary>
    public static ToolRun Run(string? folder, string? input, params string[] arguments) =>
        ToolRun.Run(Existing(), arguments, Encoding.UTF8.GetBytes(input ?? string.Empty), folder, Environment());

    /// <summary>Runs <c>hawser</c> to its end in a folder, with variables set on top of the current ones.</summary>
    public static ToolRun RunWith(string? folder, IReadOnlyDictionary<string, string?> variables, params string[] arguments) =>
        ToolRun.Run(Existing(), arguments, default, folder, new Dictionary<string, string?>(Environment().Concat(variables)));

    /// <summary>Starts <c>hawser</c> for tests that interrupt or kill it; the caller ends and disposes it.</summary>
    public static Process Start(string? folder, params string[] arguments) => ToolRun.Start(Existing(), arguments, folder, Environment());

    private static string Existing() => File.Exists(Program)
        ? Program
        : throw new InvalidOperationException($"{Program} does not exist: the test project needs a ProjectReference to Hawser.Cli.");

    // The program must find the runtime that the tests run on, wherever it is installed.
    private static Dictionary<string, string?> Environment() => new()
    {
        ["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", "..")),
        ["NO_COLOR"] = "1",

        // Named connections of whoever runs the tests stay out of them.
        ["XDG_CONFIG_HOME"] = AppContext.BaseDirectory,
    };
}
