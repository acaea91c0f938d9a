namespace Hawser.Cli.CommandLine;

/// <summary>Something that the command line itself has to refuse: one line for people and an exit code.</summary>
internal sealed class CliException(int exitCode, string message) : Exception(message)
{
    public int ExitCode { get; } = exitCode;

    public static CliException Usage(string message) => new(CommandLine.ExitCode.Usage, message);

    public static CliException NothingMatched(string message) => new(CommandLine.ExitCode.NothingMatched, message);
}
