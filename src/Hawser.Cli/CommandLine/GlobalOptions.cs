using System.CommandLine;

namespace Hawser.Cli.CommandLine;

/// <summary>The options that every verb has.</summary>
internal static class GlobalOptions
{
    public static Option<bool> Help { get; } = new("--help", "-h", "-?") { Description = "Show help.", Recursive = true };

    public static Option<bool> Debug { get; } = new("--debug") { Description = "Show where an error came from, and details such as a read that takes a slower way and why (also: HAWSER_DEBUG=1).", Recursive = true };

    public static Option<bool> Quiet { get; } = new("--quiet", "-q") { Description = "No progress and no summary on standard error; errors only.", Recursive = true };

    public static Option<string> Config { get; } = new("--config")
    {
        Description = "Read named connections from this file instead of connections.yaml here and that of the user.",
        HelpName = "FILE",
        Recursive = true,
    };
}
